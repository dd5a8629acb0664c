package org.postille.demo.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The file that these benchmarks lie in, for processes that need nothing else of the program. */
final class Program {

    private Program() {}

    static String path() throws IOException {
        try {
            return Path.of(Program.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where this program lies", e);
        }
    }
}
