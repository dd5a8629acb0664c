package org.postille.interest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.postille.base.Progress;
import org.postille.interest.evaluation.Evaluation.Task;
import org.postille.interest.evaluation.data.DataFolder;
import org.postille.interest.evaluation.data.DataSet;

class ProtocolTest {

    private static Evaluation pantry(EnumSet<Task> tasks) throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(ProtocolTest.class.getResource("pantry"));
        return new Evaluation(new DataFolder(Path.of(folder.toURI())), tasks, 3);
    }

    /** Popularity that remembers what it was trained with. */
    private static final class Witness implements Contender {

        private final List<DataSet> seen = new ArrayList<>();

        @Override
        public String name() {
            return "witness";
        }

        @Override
        public Answers train(DataSet data, long seed, Progress progress) {
            seen.add(data);
            assertThat(seed).isEqualTo(3);
            return new Baseline().train(data, seed, progress);
        }
    }

    @Test
    void nobody_who_is_measured_sees_the_test_part() throws IOException, URISyntaxException {
        var witness = new Witness();
        var outcome = pantry(EnumSet.allOf(Task.class)).measure(witness, Watch.UNSEEN);

        assertThat(witness.seen).hasSize(2).noneMatch(DataSet::hasTest);
        assertThat(witness.seen.getFirst().horizon()).isPositive();
        assertThat(outcome.trainings()).extracting(Trained::data).containsExactly("pantry", "pantry, cold customers");
        assertThat(outcome.scoringSeconds()).containsOnlyKeys("A", "B known", "B new", "C");
        assertThat(outcome.welcomed()).hasSize(6);
        assertThat(outcome.calibrations()).extracting(it -> it.of()).containsExactly("known products", "new products");
    }

    @Test
    void the_same_seed_gives_the_same_figures() throws IOException, URISyntaxException {
        var once = pantry(EnumSet.allOf(Task.class)).measure(new Baseline(), Watch.UNSEEN);
        var again = pantry(EnumSet.allOf(Task.class)).measure(new Baseline(), Watch.UNSEEN);

        assertThat(again.recommended()).isNotNull().isEqualTo(once.recommended());
        assertThat(again.known()).isNotNull().isEqualTo(once.known());
        assertThat(again.unseen()).isNotNull().isEqualTo(once.unseen());
        assertThat(again.welcomed()).isEqualTo(once.welcomed());
        assertThat(again.calibrations()).isEqualTo(once.calibrations());
        assertThat(again.grouped()).isEqualTo(once.grouped());
    }

    @Test
    void only_what_is_asked_for_is_trained_and_measured() throws IOException, URISyntaxException {
        var witness = new Witness();
        var outcome = pantry(EnumSet.of(Task.C)).measure(witness, Watch.UNSEEN);

        assertThat(witness.seen).hasSize(1);
        assertThat(outcome.recommended()).isNull();
        assertThat(outcome.known()).isNull();
        assertThat(outcome.calibrations()).isEmpty();
        assertThat(outcome.welcomed().getFirst().quality().customers()).isGreaterThan(10);
    }
}
