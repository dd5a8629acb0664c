package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.testing.SmallHeap;

class LargeCsvTest {

    /** Counts rows and findings. */
    static final class Counting {

        private Counting() {}

        public static void main(String... arguments) throws IOException {
            var counts = new long[2];
            new CsvFile(Path.of(arguments[0]), List.of("id"), List.of("id"))
                    .read(row -> counts[0]++, finding -> counts[1]++, Progress.UNSEEN);
            System.out.println(counts[0] + " rows, " + counts[1] + " findings");
        }
    }

    @Test
    void a_large_file_full_of_mistakes_needs_no_more_memory_than_a_small_one(@TempDir Path folder)
            throws IOException, InterruptedException {
        var text = "x".repeat(1000);
        // Of four rows one is good, one has a cell too many, one never closes its quote, one is not UTF-8.
        var rows = new String[] {",a\n", ",a,b\n", ",\"\n", ",\uFFFD\n"};
        var file = SmallHeap.file(folder.resolve("large.csv"), "id,name\n", it -> it + text + rows[(int) (it % 4)], "");
        assertThat(SmallHeap.run(Counting.class, file.toString())).matches("2\\d{4} rows, 7\\d{4} findings");
    }

    @Test
    void nor_does_a_file_without_any_end_of_line(@TempDir Path folder) throws IOException, InterruptedException {
        var file = SmallHeap.file(folder.resolve("one.csv"), "id\n", it -> "xxxxxxxxxxxxxxxx", "\n1\n");
        assertThat(SmallHeap.run(Counting.class, file.toString())).isEqualTo("1 rows, 1 findings");
    }
}
