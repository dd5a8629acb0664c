package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Progress;
import org.postille.testing.SmallHeap;

class LargeFeedTest {

    /** Counts products and findings. */
    static final class Counting {

        private Counting() {}

        public static void main(String... arguments) throws IOException {
            var counts = new long[2];
            MerchantFeed.read(
                    Path.of(arguments[0]), Instant.EPOCH, row -> counts[0]++, finding -> counts[1]++, Progress.UNSEEN);
            System.out.println(counts[0] + " products, " + counts[1] + " findings");
        }
    }

    @Test
    void a_large_feed_needs_no_more_memory_than_a_small_one(@TempDir Path folder)
            throws IOException, InterruptedException {
        var text = "For &amp;amp; tea ".repeat(500);
        var file = SmallHeap.file(
                folder.resolve("large.xml"),
                "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>",
                it -> "<item><g:id>sku-" + it + "</g:id><title>A thing</title><link>https://shop.example/" + it
                        + "</link><description>" + text
                        + "</description><g:availability>in stock</g:availability><g:price>"
                        + (it % 2 == 0 ? "5 EUR" : "free") + "</g:price></item>\n",
                "</channel></rss>");
        assertThat(SmallHeap.run(Counting.class, file.toString())).matches("5\\d{3} products, 5\\d{3} findings");
    }
}
