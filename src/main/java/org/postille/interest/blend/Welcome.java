package org.postille.interest.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Taste;

/**
 * How to meet somebody of whom little is known: what people like them buy, and more and more what they buy themselves.
 *
 * @param regularisation of {@link Demographics}
 * @param knownAfter after so many products both count alike
 */
public record Welcome(double regularisation, double knownAfter) {

    /** Where too few customers are known to find out. */
    static final Welcome ORDINARY = new Welcome(100, 0.5);

    private static final List<Double> REGULARISATIONS = List.of(20.0, 50.0, 100.0, 200.0);
    private static final List<Double> KNOWN_AFTER = List.of(0.3, 1.0, 2.0, 4.0, 8.0, 16.0, 40.0);
    private static final int[] FIRST = {0, 1, 2, 3, 5, 10};
    private static final double HELD_OUT = 0.15;
    private static final int MOST = 800;
    private static final int FEWEST = 30;

    /** How much the own taste counts beside what people alike buy, from 0 to below 1. */
    public double own(double products) {
        return products / (products + knownAfter);
    }

    /**
     * Trains without some customers, then lets them come in.
     *
     * @param people what is known of each customer
     * @param taste for the products of customers
     */
    static Welcome learned(
            History history, Content content, List<List<String>> people, List<Choice.Weighted> taste, long seed) {
        var guests = guests(history, seed);
        if (guests.cardinality() < FEWEST) {
            return ORDINARY;
        }
        var known = new BitSet(history.size());
        for (var customer = 0; customer < history.customers.size(); customer++) {
            known.set(history.start(customer), history.start(customer + 1), !guests.get(customer));
        }
        var material = Material.of(history.where(known::get), content);
        var blend = Choice.blend(new Workshop(material), taste);
        var alike = REGULARISATIONS.stream()
                .map(it -> Demographics.train(people, material.profiles().rows, material.products(), it))
                .toList();
        var best = ORDINARY;
        var most = 0.0;
        var parties = IntStream.of(FIRST)
                .mapToObj(it -> questions(history, material, guests, people, blend, alike, it))
                .toList();
        for (var regularisation = 0; regularisation < alike.size(); regularisation++) {
            for (var knownAfter : KNOWN_AFTER) {
                var tried = new Welcome(REGULARISATIONS.get(regularisation), knownAfter);
                var reached = tried.measured(parties, regularisation);
                if (reached > most) {
                    most = reached;
                    best = tried;
                }
            }
        }
        return best;
    }

    private double measured(List<List<Question>> parties, int regularisation) {
        var sum = 0.0;
        for (var party = 0; party < parties.size(); party++) {
            var weights = new double[REGULARISATIONS.size() + 1];
            weights[regularisation] = 1 - own(FIRST[party]);
            weights[REGULARISATIONS.size()] = own(FIRST[party]);
            sum += parties.get(party).stream()
                    .mapToDouble(it -> it.recommended(weights))
                    .average()
                    .orElse(0);
        }
        return sum;
    }

    private static BitSet guests(History history, long seed) {
        var chance = new Random(seed);
        var guests = new BitSet();
        IntStream.range(0, history.customers.size())
                .filter(it -> history.start(it + 1) - history.start(it) > 1)
                .filter(_ -> chance.nextDouble() < HELD_OUT)
                .limit(MOST)
                .forEach(guests::set);
        return guests;
    }

    private static List<Question> questions(
            History history,
            Material material,
            BitSet guests,
            List<List<String>> people,
            Method blend,
            List<Demographics> alike,
            int first) {
        return guests.stream()
                .parallel()
                .mapToObj(guest -> question(history, material, guest, people.get(guest), blend, alike, first))
                .filter(it -> it.positives() > 0)
                .toList();
    }

    private static Question question(
            History history,
            Material material,
            int guest,
            List<String> person,
            Method blend,
            List<Demographics> alike,
            int first) {
        var told = new ArrayList<Integer>();
        var wanted = new BitSet();
        var columns = material.columns();
        for (var i = history.start(guest); i < history.start(guest + 1); i++) {
            var product = history.product(i);
            if (i - history.start(guest) < first) {
                told.add(product);
            } else if (columns.end(product) > columns.start(product)) {
                wanted.set(product);
            }
        }
        told.forEach(wanted::clear);
        var products = told.stream().mapToInt(it -> it).distinct().toArray();
        var says = new float[alike.size() + 1][material.products()];
        for (var i = 0; i < alike.size(); i++) {
            alike.get(i).products(person, says[i]);
        }
        blend.products(Taste.ofFirst(products), says[alike.size()]);
        var open = IntStream.range(0, material.products())
                .filter(it -> columns.end(it) > columns.start(it))
                .filter(it -> Arrays.stream(products).noneMatch(had -> had == it))
                .toArray();
        return Sheets.inFront(says, open, wanted);
    }
}
