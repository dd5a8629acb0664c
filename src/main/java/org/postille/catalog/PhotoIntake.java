package org.postille.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.base.Invalid;

/**
 * Takes the photos that lie beside a product file: scaled once, here, so that drawing a tile never has to.
 *
 * <p>A photo is decoded only after its header says that it is of reasonable size (STANDARDS: image bombs), and written anew, so
 * nothing that hides in a file reaches a mail. A broken photo costs the product only its picture.
 */
@ApplicationScoped
public class PhotoIntake {

    /** Width and largest height of a kept photo, in pixels. */
    public static final int SIDE = 520;

    private static final long MOST_BYTES = 10_000_000;
    private static final float QUALITY = 0.87f;

    private final ProductSql sql;

    PhotoIntake(ProductSql sql) {
        this.sql = sql;
    }

    /** A photo ready to be stored. */
    record Photo(String sku, byte[] sourceHash, byte[] jpeg) {}

    void take(List<ProductRow> rows, Path feed, Consumer<Finding> findings) {
        var folder = Optional.ofNullable(feed.toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
        var local = rows.stream().filter(it -> isLocal(it.imageLink())).toList();
        var known = sql.photoHashes(local.stream().map(ProductRow::sku).toList());
        var problems = new ConcurrentLinkedQueue<Finding>();
        var photos = local.parallelStream()
                .flatMap(row -> photo(row, folder, feed, known, problems::add).stream())
                .toList();
        sql.storePhotos(photos);
        problems.stream().sorted().forEach(findings);
    }

    /** What is of the web is fetched aside: see {@code catalog.fetch}. */
    private static boolean isLocal(@Nullable String link) {
        return link != null
                && !link.regionMatches(true, 0, "http:", 0, 5)
                && !link.regionMatches(true, 0, "https:", 0, 6);
    }

    private static Optional<Photo> photo(
            ProductRow row, Path folder, Path feed, Map<String, byte[]> known, Consumer<Finding> findings) {
        try {
            var file = folder.resolve(String.valueOf(row.imageLink())).normalize();
            if (!Files.exists(file)) {
                throw new Invalid("it is not there");
            }
            if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new Invalid("it is not below the folder of the product file");
            }
            if (!Files.isRegularFile(file)) {
                throw new Invalid("it is not a file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new Invalid("it has more than " + MOST_BYTES + " bytes");
            }
            var source = Files.readAllBytes(file);
            var hash = MessageDigest.getInstance("SHA-256").digest(source);
            if (Arrays.equals(hash, known.get(row.sku()))) {
                return Optional.empty();
            }
            return Optional.of(new Photo(row.sku(), hash, scaled(source)));
        } catch (Invalid e) {
            findings.accept(
                    new Finding(feed.toString(), row.line(), 0, "photo '" + row.imageLink() + "': " + e.getMessage()));
        } catch (IOException | InvalidPathException e) {
            findings.accept(new Finding(
                    feed.toString(),
                    row.line(),
                    0,
                    "photo '" + row.imageLink() + "': it cannot be read ("
                            + e.getClass().getSimpleName() + ")"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return Optional.empty();
    }

    /**
     * A photo as JPEG, at most {@link #SIDE} pixels wide and high, on white where it was transparent.
     *
     * @throws Invalid if it is no picture, broken or too large
     */
    public static byte[] scaled(byte[] source) throws IOException {
        if (PlainJpeg.is(source)) {
            var size = PictureFile.check(source);
            if (Math.max(size.width(), size.height()) <= SIDE) {
                return source; // decoded well, and there is nothing in it to leave out
            }
        }
        var picture = PictureFile.read(source);
        var factor = Math.min(1.0, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
        var width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        var height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        // Halving step by step keeps what a single large step would drop.
        while (picture.getWidth() > 2 * width || picture.getHeight() > 2 * height) {
            picture = draw(picture, Math.max(width, picture.getWidth() / 2), Math.max(height, picture.getHeight() / 2));
        }
        return PictureFile.jpeg(draw(picture, width, height), QUALITY);
    }

    private static BufferedImage draw(BufferedImage picture, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }
}
