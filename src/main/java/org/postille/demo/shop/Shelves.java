package org.postille.demo.shop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.postille.demo.shop.Assortment.Kind;
import org.postille.demo.shop.Assortment.Leaf;
import org.postille.demo.shop.Assortment.Material;
import org.postille.demo.shop.Assortment.Pair;
import org.postille.demo.shop.Assortment.Style;

/** The products of the sample shop, sorted into its categories, a few of them far more popular than the others. */
final class Shelves {
    private static final int DAYS_OF_HISTORY = 548;

    private final long seed;
    private final int yesterday;
    private final Assortment assortment;
    private final List<Product> products;
    private final int[][] members;
    private final double[][] popularity;
    private final Set<String> titles = new HashSet<>();

    /** @param yesterday epoch day */
    Shelves(Assortment assortment, int count, int yesterday, long seed) {
        this.assortment = assortment;
        this.seed = seed;
        this.yesterday = yesterday;
        products = new ArrayList<>(count);
        var shares = assortment.leaves().stream().mapToDouble(Leaf::share).toArray();
        var lists = new ArrayList<List<Integer>>();
        assortment.leaves().forEach(_ -> lists.add(new ArrayList<>()));
        for (var number = 1; number <= count; number++) {
            var dice = Dice.of(seed, Draws.PRODUCT, number);
            // The first ones go round, so that no category is empty in a small shop.
            var leaf = number <= 2 * shares.length ? (number - 1) % shares.length : dice.weighted(shares);
            products.add(product(number, assortment.leaves().get(leaf), dice));
            lists.get(leaf).add(number - 1);
        }
        titles.clear();
        members = new int[lists.size()][];
        popularity = new double[lists.size()][];
        for (var leaf = 0; leaf < members.length; leaf++) {
            members[leaf] = lists.get(leaf).stream().mapToInt(Integer::intValue).toArray();
            popularity[leaf] = cumulated(members[leaf]);
        }
    }

    List<Product> products() {
        return products;
    }

    boolean isEmpty(int leaf) {
        return members[leaf].length == 0;
    }

    /** A product of the leaf, the popular ones more often. */
    Product popular(int leaf, double unit) {
        var sums = popularity[leaf];
        var wanted = unit * sums[sums.length - 1];
        var low = 0;
        var high = sums.length - 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sums[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return products.get(members[leaf][low]);
    }

    /** Sums of the popularities: a long tail, 1 / (rank + 2), the ranks dealt at random. */
    private double[] cumulated(int[] of) {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < of.length; i++) {
            order.add(i);
        }
        order.sort((a, b) ->
                Double.compare(Dice.fixed(seed, Draws.POPULARITY, of[a]), Dice.fixed(seed, Draws.POPULARITY, of[b])));
        var weights = new double[of.length];
        for (var rank = 0; rank < of.length; rank++) {
            weights[order.get(rank)] = StrictMath.pow(rank + 2, -1.0);
        }
        for (var i = 1; i < weights.length; i++) {
            weights[i] += weights[i - 1];
        }
        return weights;
    }

    private Product product(int number, Leaf leaf, Dice dice) {
        var department = assortment.departments().get(leaf.department());
        var brand = dice.below(department.brands().size());
        var size = leaf.sizes().isEmpty() ? 0 : dice.below(leaf.sizes().size());
        var tier = StrictMath.pow(dice.unit(), 1.3);
        var kind = dice.one(leaf.kinds());
        Function<String, Named> name = switch (leaf.style()) {
            case WARE -> series -> ware(dice, kind, series);
            case FLAVOUR ->
                series -> named(Wording.flavour(dice, kind, leaf.sizes().get(size), series));
            case NOVEL -> series -> named(Wording.novel(dice, kind, leaf.sizes().get(size), series));
            case GUIDE -> series -> named(Wording.guide(dice, leaf, kind, series));
            case TALE -> series -> named(Wording.tale(dice, kind, series));
            case RECORD ->
                series -> named(Wording.album(dice, kind, department.brands().get(brand), series));
        };
        var named = unique(name, dice);
        if (leaf.style() == Style.FLAVOUR || leaf.style() == Style.NOVEL) {
            // The larger pack costs more; hardbacks stand before paperbacks.
            var steps = leaf.sizes().size();
            var step = leaf.style() == Style.FLAVOUR ? size : steps - 1 - size;
            tier = (step + tier) / steps;
        }
        var cents = price(kind.cheapest() + tier * (kind.dearest() - kind.cheapest()), dice);
        var sale = dice.chance(0.12) ? price(cents / 100.0 * dice.between(0.62, 0.85), dice) : 0;
        var saleFrom = yesterday - dice.between(3, 56);
        var age = age(dice);
        var availability = age < 0
                ? "preorder"
                : dice.chance(0.05) ? "out_of_stock" : dice.chance(0.015) ? "backorder" : "in_stock";
        // A few products are simply bad: too small, not as pictured.
        var returns = leaf.returns() + (dice.chance(0.04) ? dice.between(0.15, 0.3) : 0);
        return new Product(
                number,
                leaf,
                named.title.en(),
                named.title.de(),
                department.brands().get(brand),
                brand,
                named.material,
                named.colour,
                named.family,
                tier,
                cents,
                sale < cents * 9 / 10 ? sale : 0,
                saleFrom,
                yesterday - age,
                availability,
                availability.equals("in_stock") ? 1 + (int) (140 * StrictMath.pow(dice.unit(), 2)) : 0,
                returns);
    }

    private record Named(Pair title, String material, String colour, String family) {}

    private static Named named(Pair title) {
        return new Named(title, "", "", "");
    }

    /** Names without a number as long as they are free, then numbered ones. */
    private Named unique(Function<String, Named> name, Dice dice) {
        for (var attempt = 0; ; attempt++) {
            var named = name.apply(attempt < 6 ? "" : String.valueOf(2 + dice.below(1 << Math.min(20, attempt - 4))));
            if (!titles.contains(named.title.en()) && !titles.contains(named.title.de())) {
                titles.add(named.title.en());
                titles.add(named.title.de());
                return named;
            }
        }
    }

    private Named ware(Dice dice, Kind kind, String number) {
        var look = dice.one(kind.looks());
        var series = dice.one(assortment.series()) + (number.isEmpty() ? "" : " " + number);
        var material = dice.one(kind.materials());
        if (isInItsOwnColour(material, dice)) {
            var family = material.own().equals("Copper") || material.own().equals("Brown") ? "warm" : "quiet";
            return new Named(
                    new Pair(
                            Wording.englishWare(look, kind, series, material.en(), ""),
                            Wording.germanWare(look, kind, series, material.de(), "")),
                    material.en(),
                    material.own(),
                    family);
        }
        // Natural is a colour of what grows, and comes with the material.
        var colour = assortment.colours().get(dice.below(assortment.colours().size() - 1));
        return new Named(
                new Pair(
                        Wording.englishWare(look, kind, series, material.en(), colour.en()),
                        Wording.germanWare(look, kind, series, material.de(), colour.de())),
                material.en(),
                colour.en(),
                colour.family());
    }

    private static boolean isInItsOwnColour(Material material, Dice dice) {
        return material.unpainted() || (!material.own().isEmpty() && dice.chance(0.5));
    }

    /** Days since its release: most are older than the history, some came during it, a few lately; those below 0 are still to come. */
    private static int age(Dice dice) {
        var kind = dice.unit();
        if (kind < 0.01) {
            return -dice.between(8, 60);
        }
        if (kind < 0.03) {
            return dice.between(0, 14);
        }
        return kind < 0.28 ? dice.between(15, DAYS_OF_HISTORY) : dice.between(DAYS_OF_HISTORY, 2400);
    }

    /** Cents near to that amount, with an ending that shops use. */
    static int price(double amount, Dice dice) {
        var whole = (int) amount;
        if (amount >= 60) {
            var five = (whole + 2) / 5 * 5;
            return dice.chance(0.5) ? five * 100 : (five - 1) * 100 + (dice.chance(0.5) ? 0 : 95);
        }
        var endings = amount < 10 ? new int[] {95, 90, 50, 49, 99} : new int[] {95, 95, 90, 50, 0};
        return Math.max(1, whole) * 100 + endings[dice.below(endings.length)];
    }
}
