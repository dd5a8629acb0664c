package org.postille.interest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postille.base.Progress;
import org.postille.interest.blend.Blend;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Selection;
import org.postille.interest.evaluation.Answers;
import org.postille.interest.evaluation.Contender;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.method.Content;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;

/** Whatever the history of the shop has chosen, to be measured. */
public final class Blended implements Contender {

    /** So many events of a product make behaviour weigh as much as content. */
    private static final double TRUSTED_AFTER = 5;
    /** So many products of a customer make them weigh as much as what people like them buy. */
    private static final double KNOWN_AFTER = 5;

    private static final double REGULARISATION = 100;

    @Override
    public String name() {
        return "chosen blend";
    }

    @Override
    public Answers train(DataSet data, long seed, Progress progress) {
        var history = data.history().sorted();
        var content = new Content(data.facts(), history.products);
        var choice = Selection.of(history, content, seed, it -> {});
        progress.at(1, 2);
        var material = Material.of(history, content);
        var people =
                IntStream.range(0, data.customers()).mapToObj(data::attributes).toList();
        var demographics = Demographics.train(people, material.profiles().rows, material.products(), REGULARISATION);
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
            var columns = material.columns();
            var owners = columns.end(product) - columns.start(product);
            var trust = owners / (owners + TRUSTED_AFTER);
            var known = new float[scores.length];
            Arrays.fill(scores, 0);
            if (owners > 0) {
                trained.customers().customers(product, known);
                Blend.addStandardised(known, trust, scores);
            }
            trained.newcomers().customers(product, known);
            Blend.addStandardised(known, 1 - trust, scores);
        }

        @Override
        public void newCustomer(List<String> attributes, int[] first, float[] scores) {
            var products = IntStream.of(first).distinct().toArray();
            var strengths = new float[products.length];
            Arrays.fill(strengths, 1);
            var own = new float[scores.length];
            Arrays.fill(scores, 0);
            demographics.products(attributes, own);
            Blend.addStandardised(own, KNOWN_AFTER / (products.length + KNOWN_AFTER), scores);
            if (products.length > 0) {
                trained.products().products(new Taste(products, strengths, new short[products.length]), own);
                Blend.addStandardised(own, products.length / (products.length + KNOWN_AFTER), scores);
            }
        }

        @Override
        public Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("products for a customer", words(choice.products()));
            parameters.put("customers for a product", words(choice.customers()));
            parameters.put("customers for a new product", words(choice.newcomers()));
            return parameters;
        }

        private static String words(List<Choice.Weighted> chosen) {
            return chosen.stream()
                    .map(it -> "%.2f × %s".formatted(it.weight(), it.recipe()))
                    .collect(Collectors.joining(", "));
        }
    }
}
