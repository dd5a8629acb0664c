package org.postille.interest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.postille.base.Progress;
import org.postille.interest.evaluation.Answers;
import org.postille.interest.evaluation.Contender;
import org.postille.interest.evaluation.data.DataSet;

/** The model that answers in blocks and audiences today, to be measured. */
public final class Incumbent implements Contender {

    private static final int LONGEST = 100;

    @Override
    public String name() {
        return "co-occurrence";
    }

    @Override
    public Answers train(DataSet data, long seed, Progress progress) {
        var model = CoOccurrence.train(data.history(), data.facts(), Tuning.DEFAULT, Instant.EPOCH);
        progress.at(1, 1);
        return new Lists(model);
    }

    /** Scores for those in its lists; who is in none comes last. */
    private record Lists(CoOccurrence model) implements Answers {

        @Override
        public void products(int customer, float[] scores) {
            fill(
                    scores,
                    model.personal(customer, _ -> true, LONGEST),
                    Recommendation::productId,
                    Recommendation::score);
        }

        @Override
        public void customers(int product, float[] scores) {
            fill(
                    scores,
                    model.customersFor(new long[] {product}, Integer.MAX_VALUE),
                    Prospect::customerId,
                    Prospect::score);
        }

        /** It knows customers of its training only; others get what everybody likes. */
        @Override
        public void newCustomer(List<String> attributes, int[] first, float[] scores) {
            fill(scores, model.topSellers(_ -> true, LONGEST), Recommendation::productId, Recommendation::score);
        }

        private static <T> void fill(float[] scores, List<T> list, ToLongFunction<T> id, ToDoubleFunction<T> score) {
            Arrays.fill(scores, -1);
            for (var it : list) {
                scores[(int) id.applyAsLong(it)] = (float) score.applyAsDouble(it);
            }
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("tuning", Tuning.DEFAULT.toString());
        }
    }
}
