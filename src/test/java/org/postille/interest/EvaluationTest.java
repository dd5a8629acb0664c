package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postille.interest.evaluation.Baseline;
import org.postille.interest.evaluation.Evaluation;
import org.postille.interest.evaluation.Evaluation.Task;
import org.postille.interest.evaluation.Outcome;
import org.postille.interest.evaluation.Watch;
import org.postille.interest.evaluation.data.DataFolder;

/** The protocol and the model on the history of real shops, where it is at hand. */
class EvaluationTest {

    private static final Path DATA = Path.of("../shared/data");

    @TestFactory
    Stream<DynamicTest> real_shops() {
        return Files.isDirectory(DATA)
                ? Stream.of(
                        DynamicTest.dynamicTest(
                                "the measures find what others found for popularity and activity",
                                EvaluationTest::measures_agree),
                        DynamicTest.dynamicTest(
                                "and for popularity among cold readers", EvaluationTest::cold_readers_agree),
                        DynamicTest.dynamicTest(
                                "the model predicts better than popularity and activity",
                                EvaluationTest::model_is_better))
                : Stream.of();
    }

    private static Evaluation on(String data, Task... tasks) throws IOException {
        return new Evaluation(new DataFolder(DATA.resolve(data)), EnumSet.copyOf(List.of(tasks)), 1);
    }

    /** What popularity and activity reach is asked twice, and measured once. */
    private record Shop(Evaluation evaluation, Outcome plain) {

        private static @Nullable Shop read;

        static synchronized Shop onlineRetail() throws IOException {
            if (read == null) {
                var evaluation = on("online-retail", Task.A, Task.B);
                read = new Shop(evaluation, evaluation.measure(new Baseline(), Watch.UNSEEN));
            }
            return read;
        }
    }

    private static void measures_agree() throws IOException {
        var outcome = Shop.onlineRetail().plain();

        var products = Objects.requireNonNull(outcome.recommended());
        assertThat(products.customers()).isEqualTo(1875);
        // Of products that equally many have, the lot puts one among the first ten or twenty.
        assertThat(products.recall20()).isCloseTo(0.0344, within(0.0003));
        assertThat(products.ndcg10()).isCloseTo(0.0524, within(0.0001));
        assertThat(products.ndcg20()).isCloseTo(0.0530, within(0.0003));
        assertThat(products.hit10()).isCloseTo(0.336, within(0.003));
        // Which 1,500 of the products with five buyers are measured is left to the lot.
        var known = Objects.requireNonNull(outcome.known());
        assertThat(known.products()).isEqualTo(1500);
        assertThat(known.lift1()).isCloseTo(9.19, within(0.35));
        assertThat(known.lift5()).isCloseTo(4.42, within(0.1));
        assertThat(known.lift10()).isCloseTo(3.26, within(0.06));
        assertThat(known.auc()).isCloseTo(0.700, within(0.004));
        assertThat(known.ndcg100()).isCloseTo(0.161, within(0.004));
        // Many customers are equally active: who of them stands at the edge is left to the lot too.
        var unseen = Objects.requireNonNull(outcome.unseen());
        assertThat(unseen.products()).isEqualTo(200);
        assertThat(unseen.lift1()).isCloseTo(9.99, within(0.1));
        assertThat(unseen.lift5()).isCloseTo(5.73, within(0.12));
        assertThat(unseen.lift10()).isCloseTo(4.08, within(0.05));
        assertThat(unseen.auc()).isCloseTo(0.772, within(0.0005));
        assertThat(unseen.ndcg100()).isCloseTo(0.210, within(0.001));
    }

    private static void cold_readers_agree() throws IOException {
        var outcome = on("book-crossing", Task.C).measure(new Baseline(), Watch.UNSEEN);

        var unknown = outcome.welcomed().getFirst().quality();
        assertThat(unknown.customers()).isEqualTo(983);
        assertThat(unknown.recall20()).isCloseTo(0.0554, within(0.002));
        assertThat(unknown.ndcg10()).isCloseTo(0.0563, within(0.002));
    }

    private static void model_is_better() throws IOException {
        var plain = Shop.onlineRetail().plain();
        var model = Shop.onlineRetail().evaluation().measure(new Blended(), Watch.UNSEEN);

        var products = Objects.requireNonNull(model.recommended());
        assertThat(products.ndcg10())
                .isGreaterThan(2 * Objects.requireNonNull(plain.recommended()).ndcg10());
        assertThat(products.recall20())
                .isGreaterThan(2 * Objects.requireNonNull(plain.recommended()).recall20());
        assertThat(Objects.requireNonNull(model.unseen()).lift5())
                .isGreaterThan(1.1 * Objects.requireNonNull(plain.unseen()).lift5());
    }
}
