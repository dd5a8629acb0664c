package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Whether the model holds what docs/interest.md says, on a real shop's history where it is at hand. */
@EnabledIf("theHistoryIsThere")
class EvaluationTest {

    private static final Path HISTORY = Path.of("../shared/data/online-retail");

    static boolean theHistoryIsThere() {
        return Files.isDirectory(HISTORY);
    }

    @Test
    void predicts_better_than_popularity_and_activity() throws IOException {
        var split = Split.of(HISTORY);
        var evaluation = new Evaluation(split);
        var model = CoOccurrence.train(split.history(), split.facts(), Tuning.DEFAULT, Instant.EPOCH);

        var personal = evaluation.recommended((who, has) -> model.personal(who, it -> !has.contains(it), 20));
        // Twice what the most popular products reach on this split.
        assertThat(personal.ndcg10()).isGreaterThan(2 * 0.0524);
        assertThat(personal.recall20()).isGreaterThan(2 * 0.0344);

        var active = evaluation.byActivity();
        var recipients = evaluation.targeted(true, it -> model.customersFor(new long[] {it}, Integer.MAX_VALUE));
        assertThat(recipients.lift5())
                .isGreaterThan(1.1 * evaluation.targeted(true, _ -> active).lift5());
    }
}
