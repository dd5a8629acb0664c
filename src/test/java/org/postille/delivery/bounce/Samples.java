package org.postille.delivery.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Mails in the layout of many systems, written for these tests. */
final class Samples {

    private Samples() {}

    static byte[] bytes(String name) {
        try (var stream = Samples.class.getResourceAsStream(name + ".eml")) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report read(String name) {
        return Report.read(bytes(name));
    }

    /** The same mail as it comes over the wire, with CRLF. */
    static Report readFromTheWire(String name) {
        return Report.read(new String(bytes(name), StandardCharsets.ISO_8859_1)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    static List<String> names() {
        try (var files = Files.list(Path.of(Objects.requireNonNull(Samples.class.getResource("postfix.eml"))
                        .toURI())
                .resolveSibling(""))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".eml"))
                    .map(it -> it.substring(0, it.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
