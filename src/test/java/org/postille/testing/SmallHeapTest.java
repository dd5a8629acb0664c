package org.postille.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {

    /** Holds on to what it reads. */
    static final class Greedy {

        private Greedy() {}

        public static void main(String... arguments) throws IOException {
            System.out.println(Files.readAllLines(Path.of(arguments[0])).size());
        }
    }

    @Test
    void a_program_that_keeps_what_it_reads_does_not_survive(@TempDir Path folder)
            throws IOException, InterruptedException {
        var line = "0123456789".repeat(10) + "\n";
        var file = SmallHeap.file(folder.resolve("file"), "", it -> line, "");

        var process = SmallHeap.start(Greedy.class, file.toString());
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isNotZero();

        Files.writeString(file, line);
        assertThat(SmallHeap.run(Greedy.class, file.toString())).isEqualTo("1");
    }
}
