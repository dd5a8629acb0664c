package org.postille.demo.shop.photo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.postille.base.Invalid;
import org.postille.catalog.PictureFile;
import org.postille.demo.cache.UserCache;
import org.postille.demo.shop.Dice;
import org.postille.demo.shop.Progress;

/**
 * Draws the photos that a shop folder's products.csv names: baseline JPEG, 520 by 520 pixels, the same for the same file.
 * The thing is chosen by the words of the English title, the colour by the product's, the pattern by title, material or
 * brand, the backdrop by the department.
 */
public final class SamplePhotos {
    /** Width and height in pixels. */
    public static final int SIDE = 520;

    private static final float QUALITY = 0.85f;
    private static final String PHOTOS = "photos";
    private static final String DONE = ".drawn";
    /** To be raised when the pictures change, so that older ones are drawn anew. */
    private static final int VERSION = 1;

    private SamplePhotos() {}

    /**
     * Draws the photos of all products on all processors, unless they are there already. Each file appears when it is complete.
     *
     * @param dir a folder with products.csv; its photos go where {@code image_link} says, always below the folder
     * @return how many were drawn: none if those of exactly this file are there
     * @throws Invalid if there is no products.csv, or it has no column {@code id} or {@code title}
     * @throws UncheckedIOException if a file cannot be written
     */
    public static int draw(Path dir, Progress progress) {
        try {
            var wanted = wanted(dir);
            var stamp = stamp(wanted);
            var done = done(dir);
            if (isDone(done, stamp)) {
                return 0;
            }
            Files.createDirectories(dir.resolve(PHOTOS));
            Files.deleteIfExists(done);
            drawAll(wanted, progress);
            Files.writeString(done, stamp);
            return wanted.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with photos that are kept in a folder once they are drawn: another shop folder with the same products gets those.
     *
     * @param kept holds a folder of photos for each list of products; all but this one are deleted
     */
    public static int draw(Path dir, Path kept, Progress progress) {
        try {
            var stamp = stamp(wanted(dir));
            var photos = dir.resolve(PHOTOS);
            var same = kept.resolve(stamp);
            if (Files.isDirectory(same) && !isDone(done(dir), stamp)) {
                Files.createDirectories(photos);
                copy(same, photos);
                return 0;
            }
            var drawn = draw(dir, progress);
            if (!Files.isDirectory(same)) {
                if (Files.isDirectory(kept)) {
                    UserCache.delete(kept);
                }
                UserCache.appear(same, it -> copy(photos, it));
            }
            return drawn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path done(Path dir) {
        return dir.resolve(PHOTOS).resolve(DONE);
    }

    private static boolean isDone(Path done, String stamp) throws IOException {
        return Files.isRegularFile(done) && Files.readString(done).equals(stamp);
    }

    /** The photos first and what says that they are all there last. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.filter(it -> !it.endsWith(DONE)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(from.resolve(DONE), to.resolve(DONE), StandardCopyOption.REPLACE_EXISTING);
    }

    private record Wanted(Motif motif, String link, Path file) {}

    private static void drawAll(List<Wanted> wanted, Progress progress) throws IOException {
        var next = new AtomicInteger();
        var drawn = new AtomicInteger();
        var processors = Runtime.getRuntime().availableProcessors();
        try (var pool = Executors.newFixedThreadPool(processors)) {
            var workers = new ArrayList<Future<?>>();
            for (var i = 0; i < processors; i++) {
                workers.add(pool.submit(() -> {
                    var camera = new Camera();
                    for (var at = next.getAndIncrement(); at < wanted.size(); at = next.getAndIncrement()) {
                        save(camera.photo(wanted.get(at).motif), wanted.get(at).file);
                        var count = drawn.incrementAndGet();
                        if (count % 20 == 0 || count == wanted.size()) {
                            synchronized (progress) {
                                progress.at("photos", count, wanted.size());
                            }
                        }
                    }
                    return null;
                }));
            }
            for (var worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot draw the photos", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while drawing the photos", e);
        }
    }

    private static void save(byte[] jpeg, Path file) throws IOException {
        var making = file.resolveSibling("." + file.getFileName() + ".making");
        Files.write(making, jpeg);
        Files.move(making, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Wanted> wanted(Path dir) throws IOException {
        var file = dir.resolve("products.csv");
        if (!Files.isRegularFile(file)) {
            throw new Invalid("there is no products.csv in " + dir + " to draw photos for");
        }
        var home = dir.toAbsolutePath().normalize();
        var wanted = new ArrayList<Wanted>();
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(file);
                var rows = format.parse(reader)) {
            if (!rows.getHeaderNames().containsAll(List.of("id", "title"))) {
                throw new Invalid(file + " has no columns 'id' and 'title'");
            }
            for (var row : rows) {
                var link = value(row, "image_link");
                var photo = home.resolve(link).normalize();
                if (!link.isEmpty() && !link.contains("://") && photo.startsWith(home)) {
                    Files.createDirectories(photo.getParent());
                    wanted.add(new Wanted(motif(row), link, photo));
                }
            }
        }
        return wanted;
    }

    private static Motif motif(CSVRecord row) {
        var english = value(row, "title_en");
        return new Motif(
                row.get("id"),
                english.isEmpty() ? row.get("title") : english,
                value(row, "category"),
                value(row, "brand"),
                value(row, "material"),
                value(row, "colour"));
    }

    private static String value(CSVRecord row, String column) {
        return row.isSet(column) ? row.get(column) : "";
    }

    private static String stamp(List<Wanted> wanted) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) VERSION);
            for (var it : wanted) {
                digest.update((it.motif + "\n" + it.link + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A canvas, used by one thread for one photo after the other. */
    static final class Camera {
        private final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);

        byte[] photo(Motif motif) {
            return PictureFile.jpeg(paint(motif), QUALITY);
        }

        BufferedImage paint(Motif motif) {
            var g = image.createGraphics();
            try {
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
                var dice = new Dice(motif.seed());
                Backdrop.paint(image, g, motif.hue(), motif.main(), dice);
                thing(motif, g, dice);
            } finally {
                g.dispose();
            }
            return image;
        }

        /** The same thing is a little wider, taller, nearer or mirrored from one product to the next. */
        private static void thing(Motif motif, Graphics2D g, Dice dice) {
            var size = dice.between(1.08, 1.2);
            var wide = dice.between(0.94, 1.06);
            if (dice.chance(0.3) && !motif.isPrint()) {
                g.translate(SIDE, 0);
                g.scale(-1, 1);
            }
            var stage = new Stage(g, motif.main(), motif.accent(), motif.pattern(), dice);
            stage.stretched(
                    size * wide,
                    size / wide,
                    () -> Things.of(motif.title(), motif.category()).accept(stage));
        }
    }
}
