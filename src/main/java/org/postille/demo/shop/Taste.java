package org.postille.demo.shop;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How somebody chooses among the products: by department, category, brand, colour, material and price. */
final class Taste {
    /** Products looked at before one is chosen. */
    private static final int CHOICE = 24;
    /** Where complements come from that are always the same for a product, so that some things are bought together. */
    private static final int PARTNERS = 4;

    private final long seed;
    private final Assortment assortment;
    private final Shelves shelves;
    private final Bought bought;

    Taste(long seed, Assortment assortment, Shelves shelves, Bought bought) {
        this.seed = seed;
        this.assortment = assortment;
        this.shelves = shelves;
        this.bought = bought;
    }

    /** The number of a category they are in the mood for in that month (0 is January). */
    int leaf(Person person, int month, Dice dice) {
        var weights = new double[assortment.departments().size()];
        for (var it : assortment.departments()) {
            // In a very small shop a department may have nothing to sell.
            weights[it.number()] = it.leaves().stream().allMatch(leaf -> shelves.isEmpty(leaf.number()))
                    ? 0
                    : person.departments().get(it.number()) * it.months().get(month);
        }
        var department = assortment.departments().get(dice.weighted(weights));
        return leaf(
                person,
                department.leaves().stream().mapToInt(Assortment.Leaf::number).toArray(),
                dice);
    }

    /** A category of things that go with this product, or less than 0 if there are none. */
    int complement(Person person, Product product, Dice dice) {
        var with = product.leaf().with().stream()
                .filter(it -> !shelves.isEmpty(it))
                .toList();
        if (with.isEmpty()) {
            return -1;
        }
        return leaf(person, with.stream().mapToInt(Integer::intValue).toArray(), dice);
    }

    private int leaf(Person person, int[] leaves, Dice dice) {
        var weights = new double[leaves.length];
        for (var i = 0; i < leaves.length; i++) {
            var leaf = assortment.leaves().get(leaves[i]);
            var liking = Dice.fixed(seed, Draws.LEAF_TASTE, key(person, leaves[i]));
            weights[i] = shelves.isEmpty(leaves[i])
                    ? 0
                    : leaf.share()
                            * (0.1 + 3 * liking * liking * liking)
                            * (0.08 + person.departments().get(leaf.department()));
        }
        return leaves[dice.weighted(weights)];
    }

    /** Who has a cat hardly buys for dogs. */
    private double petShare(Person person, Assortment.Leaf leaf) {
        var other = Dice.fixed(seed, Draws.LEAF_TASTE, -person.number()) < 0.5 ? "Cat " : "Dog ";
        return leaf.name().startsWith(other) ? 0.04 : 1;
    }

    /** Whether it is something they would use up and buy again. */
    boolean isUsedUp(Person person, Assortment.Leaf leaf) {
        return leaf.consumable() > 0 && petShare(person, leaf) == 1 && !shelves.isEmpty(leaf.number());
    }

    /** The one of a consumable that they come back for. */
    Product regular(Person person, int leaf, int day) {
        return chosen(person, leaf, day, Dice.of(seed, Draws.REGULAR, key(person, leaf)), true);
    }

    /** Something of that category they do not have yet. */
    Product pick(Person person, int leaf, int day, Dice dice) {
        return chosen(person, leaf, day, dice, false);
    }

    /** What others take with that product, where it suits them; else anything of the category that does. */
    Product pickWith(Person person, Product product, int leaf, int day, Dice dice) {
        @Nullable Product best = null;
        for (var i = 0; i < PARTNERS && dice.chance(0.85); i++) {
            var which = (product.number() * 64L + leaf) * PARTNERS + i;
            var partner = shelves.popular(leaf, Dice.fixed(seed, Draws.PARTNER, which));
            if (partner.released() <= day
                    && !bought.maybe(person, partner)
                    && (best == null || liking(person, partner) > liking(person, best))) {
                best = partner;
            }
        }
        if (best != null) {
            return best;
        }
        return pick(person, leaf, day, dice);
    }

    private Product chosen(Person person, int leaf, int day, Dice dice, boolean again) {
        @Nullable Product best = null;
        var bestScore = Double.NEGATIVE_INFINITY;
        for (var i = 0; i < CHOICE; i++) {
            var product = shelves.popular(leaf, dice.unit());
            var score = liking(person, product) + 0.5 * dice.gumbel();
            if (product.released() > day) {
                score -= 1000;
            } else if (!again && product.leaf().consumable() == 0 && bought.maybe(person, product)) {
                score -= 100;
            }
            if (best == null || score > bestScore) {
                best = product;
                bestScore = score;
            }
        }
        return Objects.requireNonNull(best);
    }

    /** About 0 for what leaves them cold, 4 for what is made for them. */
    double liking(Person person, Product product) {
        var liking = -2.5 * Math.abs(person.budget() - product.tier());
        var brands = assortment
                .departments()
                .get(product.leaf().department())
                .brands()
                .size();
        var favourite =
                Dice.fixed(seed, Draws.BRAND_TASTE, key(person, product.leaf().department()));
        if ((int) (favourite * brands) == product.brandNumber()) {
            liking += 1.7;
        }
        if (person.likes(product.family())) {
            liking += 2.4;
        }
        if (!product.material().isEmpty()
                && Dice.fixed(
                                seed,
                                Draws.MATERIAL_TASTE,
                                key(person, product.material().hashCode() & 1023))
                        < 0.3) {
            liking += 0.9;
        }
        return liking;
    }

    private static long key(Person person, int what) {
        return person.number() * 1024L + what;
    }

    /** Whether it is one of the departments they mostly buy from. */
    static List<Integer> favourites(Person person) {
        var shares = person.departments();
        return IntStream.range(0, shares.size())
                .filter(it -> shares.get(it) > 0.12)
                .boxed()
                .toList();
    }

    /** Who has bought what: 128 bits a customer, which sometimes claim too much and never too little. */
    static final class Bought {
        private final long[] bits;

        Bought(int customers) {
            bits = new long[customers * 2];
        }

        boolean maybe(Person person, Product product) {
            var bit = bit(product);
            return (bits[person.number() * 2 - 2 + (bit >> 6)] & (1L << bit)) != 0;
        }

        void add(Person person, Product product) {
            var bit = bit(product);
            bits[person.number() * 2 - 2 + (bit >> 6)] |= 1L << bit;
        }

        private static int bit(Product product) {
            return (int) Dice.mix(product.number()) & 127;
        }
    }
}
