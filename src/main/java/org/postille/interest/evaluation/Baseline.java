package org.postille.interest.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;

/**
 * What has to be beaten: everybody wants what most customers have, and whoever has many products wants every product. Customers
 * and products have nothing to do with each other; so the probability is that of a Poisson process with the product of both.
 */
public final class Baseline implements Contender {

    @Override
    public String name() {
        return "popularity, activity";
    }

    @Override
    public Answers train(DataSet data, long seed, Progress progress) {
        var owners = new float[data.products()];
        var owned = new float[data.customers()];
        var pairs = 0.0;
        for (var customer = 0; customer < owned.length; customer++) {
            for (var product : data.train()[customer]) {
                owners[product]++;
            }
            owned[customer] = data.train()[customer].length;
            pairs += owned[customer];
        }
        progress.at(1, 1);
        return new Counts(owners, owned, rate(data) / pairs, pairs / data.knownProducts().length);
    }

    /** How much of the time of the training the horizon is; all of it where times are not known. */
    private static double rate(DataSet data) {
        return data.span().isZero() || data.horizon().isZero()
                ? 1
                : (double) data.horizon().toSeconds() / data.span().toSeconds();
    }

    /** @param usual how many customers a product has on average, which is all that is known of a new one */
    private record Counts(float[] owners, float[] owned, double rate, double usual) implements Answers {

        @Override
        public void products(int customer, float[] scores) {
            System.arraycopy(owners, 0, scores, 0, owners.length);
        }

        @Override
        public void customers(int product, float[] scores) {
            System.arraycopy(owned, 0, scores, 0, owned.length);
        }

        @Override
        public boolean probabilities(int product, float[] probabilities) {
            var wanted = owners[product] > 0 ? owners[product] : usual;
            for (var customer = 0; customer < owned.length; customer++) {
                probabilities[customer] = (float) -Math.expm1(-rate * wanted * owned[customer]);
            }
            return true;
        }

        @Override
        public void newCustomer(List<String> attributes, int[] first, float[] scores) {
            System.arraycopy(owners, 0, scores, 0, owners.length);
        }

        @Override
        public Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("popularity", "customers who have the product");
            parameters.put("activity", "products that the customer has");
            return parameters;
        }
    }
}
