package org.postille.delivery.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;
import org.postille.testing.Shop;
import org.postille.testing.TestDatabase;

/** Real bounces beside the repository, on machines that have them, come back to addresses of ours: who gets mail afterwards. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SharedIntakeTest {

    private static final Path BOUNCES = Path.of("../shared/fixtures/bounces");

    /** At most; lower it when the figure falls. */
    private static final int WRONGLY_TREATED = 6;

    private record Label(String file, String reason, boolean hard) {}

    @Inject
    Bounces bounces;

    @Inject
    Post post;

    @Inject
    Shop shop;

    @Test
    void each_does_what_its_label_says() throws IOException {
        if (!Files.isDirectory(BOUNCES)) {
            return;
        }
        var labels = new HashMap<String, List<Label>>();
        for (var line : Files.readAllLines(BOUNCES.resolve("labels.tsv")).stream()
                .skip(1)
                .toList()) {
            var cells = line.split("\t", -1);
            labels.computeIfAbsent(cells[0], _ -> new ArrayList<>())
                    .add(new Label(cells[0], cells[4], Boolean.parseBoolean(cells[5])));
        }
        var wrong = new ArrayList<String>();
        var number = 0;
        for (var label : labels.values()) {
            var reader = "reader-" + number++;
            post.reader(reader);
            var mail = Files.readAllBytes(
                    BOUNCES.resolve("mail").resolve(label.getFirst().file()));
            bounces.take(mail, List.of(post.verp(post.sent(reader))), Source.SMTP);
            var complaint = label.getFirst().reason().equals("feedback");
            if (label.size() == 1
                    && post.suppression(reader).startsWith("all:")
                            != label.getFirst().hard()) {
                wrong.add(label + ": " + post.suppression(reader));
            }
            if (complaint) {
                assertThat(post.suppression(reader)).as(label.toString()).doesNotStartWith("all:");
            }
        }
        System.out.printf("suppressed as labelled %4d of %4d%n", number - wrong.size(), number);
        assertThat(number).isGreaterThan(100);
        assertThat(wrong).hasSizeLessThanOrEqualTo(WRONGLY_TREATED);
    }

    @Test
    void without_a_token_of_ours_none_of_them_changes_anything() throws IOException {
        post.reader("anna");
        post.sent("anna");
        for (var folder : List.of("mail", "not-bounces")) {
            if (!Files.isDirectory(BOUNCES.resolve(folder))) {
                return;
            }
            try (var files = Files.list(BOUNCES.resolve(folder))) {
                for (var file : files.toList()) {
                    assertThat(bounces.take(Files.readAllBytes(file), List.of(), Source.IMAP))
                            .as(file.toString())
                            .isIn(Taken.UNMATCHED, Taken.NOTHING, Taken.OTHER);
                }
            }
        }
        assertThat(shop.count("suppression")).isZero();
        assertThat(post.agrees("anna")).isTrue();
    }

    @Test
    void what_is_no_bounce_ends_nobodys_mail() throws IOException {
        if (!Files.isDirectory(BOUNCES)) {
            return;
        }
        post.reader("anna");
        try (var files = Files.list(BOUNCES.resolve("not-bounces"))) {
            for (var file : files.toList()) {
                bounces.take(Files.readAllBytes(file), List.of(post.verp(post.sent("anna"))), Source.SMTP);
            }
        }
        assertThat(shop.count("bounce")).isZero();
        assertThat(post.suppression("anna")).isEmpty();
        assertThat(post.agrees("anna")).isTrue();
    }
}
