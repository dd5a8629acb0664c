package org.postille.interest;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postille.base.Progress;
import org.postille.interest.blend.Blend;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Spread;
import org.postille.interest.blend.Turnout;
import org.postille.interest.evaluation.Answers;
import org.postille.interest.evaluation.Contender;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.method.Content;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;

/** Whatever the history of the shop has chosen, to be measured. */
public final class Blended implements Contender {

    @Override
    public String name() {
        return "chosen blend";
    }

    @Override
    public Answers train(DataSet data, long seed, Progress progress) {
        var history = data.history().sorted();
        var content = new Content(data.facts(), history.products);
        var people =
                IntStream.range(0, data.customers()).mapToObj(data::attributes).toList();
        var choice = Chosen.by(history, content, people, data.horizon(), seed, Instant.EPOCH, _ -> {})
                .choice();
        progress.at(1, 2);
        var material = Material.of(history, content);
        var rows = material.profiles().rows;
        var demographics = Demographics.train(
                people, rows, material.products(), choice.welcome().regularisation());
        var trained = choice.train(material);
        progress.at(2, 2);
        return new Answered(choice, trained, material, demographics);
    }

    private record Answered(Choice choice, Choice.Trained trained, Material material, Demographics demographics)
            implements Answers {

        @Override
        public void products(int customer, float[] scores) {
            trained.products().products(Taste.of(material.profiles(), customer), scores);
        }

        @Override
        public void customers(int product, float[] scores) {
            scored(new int[] {product}, scores);
        }

        private Turnout scored(int[] products, float[] scores) {
            var turnout = new Turnout(material, trained, products, List.of());
            turnout.scores(scores, new float[scores.length], new float[scores.length]);
            return turnout;
        }

        @Override
        public boolean probabilities(int product, float[] probabilities) {
            return probabilities(new int[] {product}, probabilities);
        }

        @Override
        public boolean probabilities(int[] products, float[] probabilities) {
            scored(products, probabilities).probabilities(probabilities);
            return true;
        }

        @Override
        public Optional<Spread.Likely> likely(int[] products, double told) {
            return Optional.of(trained.odds().spread(products.length > 1).around(told));
        }

        @Override
        public void newCustomer(List<String> attributes, int[] first, float[] scores) {
            var products = IntStream.of(first).distinct().toArray();
            var share = choice.welcome().own(products.length);
            var own = new float[scores.length];
            Arrays.fill(scores, 0);
            demographics.products(attributes, own);
            Blend.addStandardised(own, 1 - share, scores);
            if (products.length > 0) {
                trained.products().products(Taste.ofFirst(products), own);
                Blend.addStandardised(own, share, scores);
            }
        }

        @Override
        public Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("products for a customer", words(choice.products()));
            parameters.put("customers for a product", words(choice.customers()));
            parameters.put("customers for a new product", words(choice.newcomers()));
            parameters.put("new customers", choice.welcome().toString());
            parameters.put("buyers", choice.odds().demand().toString());
            return parameters;
        }

        private static String words(List<Choice.Weighted> chosen) {
            return chosen.stream()
                    .map(it -> "%.2f × %s".formatted(it.weight(), it.recipe()))
                    .collect(Collectors.joining(", "));
        }
    }
}
