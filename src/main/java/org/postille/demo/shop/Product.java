package org.postille.demo.shop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.demo.shop.Assortment.Leaf;

/**
 * A product of the sample shop.
 *
 * @param number from 1; the id is {@code sku-} and it
 * @param brandNumber within its department
 * @param family of its colour, empty for a product without one
 * @param tier where its price lies in its category, 0 cheapest to 1 dearest
 * @param cents regular price
 * @param saleCents price in the sale, 0 if it is in none
 * @param saleFrom epoch day on which the sale began
 * @param released epoch day
 * @param returns share of the sold pieces that come back
 */
record Product(
        int number,
        Leaf leaf,
        String titleEn,
        String titleDe,
        String brand,
        int brandNumber,
        String material,
        String colour,
        String family,
        double tier,
        int cents,
        int saleCents,
        int saleFrom,
        int released,
        String availability,
        int stock,
        double returns) {

    int centsOn(int day) {
        return saleCents > 0 && day >= saleFrom ? saleCents : cents;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Product it && it.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Some words about it, in English. */
    String description() {
        var made = switch (leaf.style()) {
            case WARE -> material.isEmpty() ? "Made" : "Made of " + material.toLowerCase(Locale.ROOT);
            case FLAVOUR -> "Carefully packed";
            case NOVEL, GUIDE, TALE -> "Written";
            case RECORD -> "Recorded";
        };
        return made + " by " + brand + ". From our category " + leaf.name() + ".";
    }
}
