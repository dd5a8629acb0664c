package org.postille.campaign.yaml;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.campaign.definition.Look;

/** The fonts of a shop, in files below its folder of templates: of the right type, of reasonable size, and with letters in them. */
final class FontFiles {

    private static final int MOST_BYTES = 4_000_000;
    private static final int TRUETYPE = 0x00010000;
    private static final int APPLE_TRUETYPE = 0x74727565;
    private static final int OPENTYPE = 0x4F54544F;
    /** What every price and name needs; the rest of a text comes from the bundled typefaces where the font lacks it. */
    private static final String LEAST = "ABCXYZabcxyz0123456789.,-";

    private final Findings findings;
    private final Path folder;

    FontFiles(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    /** @param semibold null: the regular one, for prices too */
    Optional<Look.Face> face(@Nullable Node regular, @Nullable Node semibold) {
        if (regular == null) {
            return Optional.empty();
        }
        var light = file(regular);
        var strong = semibold == null ? light : file(semibold);
        if (light.isEmpty() || strong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Look.Face.Files(
                light.get().path(),
                strong.get().path(),
                light.get().version() + strong.get().version()));
    }

    private record Read(Path path, String version) {}

    private Optional<Read> file(Node node) {
        var name = new Values(findings).text(node);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            var path = folder.resolve(name).normalize();
            var content = content(path);
            check(content);
            return Optional.of(new Read(path, hash(content)));
        } catch (Invalid e) {
            findings.add(node, "the font '" + Node.Scalar.shortened(name) + "': " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            findings.add(node, "the font '" + Node.Scalar.shortened(name) + "' cannot be read");
        }
        return Optional.empty();
    }

    private byte[] content(Path path) throws IOException {
        if (!path.startsWith(folder.normalize()) || path.isAbsolute() != folder.isAbsolute()) {
            throw new Invalid("it is not below the folder of templates");
        }
        if (!Files.isRegularFile(path)) {
            throw new Invalid("there is no such file in the folder of templates");
        }
        if (!path.toRealPath().startsWith(folder.toRealPath())) {
            throw new Invalid("it is not below the folder of templates");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new Invalid("it has more than " + MOST_BYTES + " bytes");
        }
        return Files.readAllBytes(path);
    }

    private static void check(byte[] content) throws IOException {
        if (content.length < Integer.BYTES) {
            throw new Invalid("it is no TrueType or OpenType font");
        }
        var start = new String(content, 0, Integer.BYTES, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (start.equals("wOFF") || start.equals("wOF2")) {
            throw new Invalid("it is made for browsers (WOFF); expected the .ttf or .otf that it was made from");
        }
        var type = java.nio.ByteBuffer.wrap(content).getInt();
        if (type != TRUETYPE && type != APPLE_TRUETYPE && type != OPENTYPE) {
            throw new Invalid("it is no TrueType or OpenType font");
        }
        try {
            var missing = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(content))
                    .canDisplayUpTo(LEAST);
            if (missing >= 0) {
                throw new Invalid("it has no '" + LEAST.charAt(missing) + "'");
            }
        } catch (FontFormatException e) {
            throw new Invalid("it is broken", e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
