package org.postille.opentime;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postille.base.Extent;
import org.postille.base.Plain;
import org.postille.base.Theme;
import org.postille.campaign.definition.Block;
import org.postille.opentime.OpenTimeSql.Sellable;

/** What a product must be like to be shown. It holds inside the ranking, so that no rule leaves a gap that another product could fill. */
sealed interface Criterion {

    boolean holds(Sellable product);

    /** Belongs to a part of the assortment. */
    record OfTheme(Theme theme) implements Criterion {
        @Override
        public boolean holds(Sellable product) {
            return Assortment.covers(theme, product);
        }
    }

    /** Costs so much, in the currency it is sold in. */
    record Priced(Block.Price price) implements Criterion {
        @Override
        public boolean holds(Sellable product) {
            return price.covers(product.price().amount());
        }
    }

    /** Goes by what a product says under one name. */
    sealed interface Said extends Criterion {

        String attribute();

        /** Whether a product fits that says nothing under that name. */
        boolean unknown();

        /** Which values fit. */
        Predicate<String> fits();

        @Override
        default boolean holds(Sellable product) {
            var said = product.said(attribute());
            return said.isEmpty() ? unknown() : said.stream().anyMatch(fits());
        }
    }

    /**
     * Says under a name what fits one customer.
     *
     * @param values of the customer, any of which may fit: as a text, or as a number in the product's range
     */
    record Fitting(String attribute, List<String> values, boolean unknown) implements Said {

        public Fitting {
            values = values.stream().map(Plain::of).distinct().sorted().toList();
        }

        @Override
        public Predicate<String> fits() {
            var numbers = values.stream()
                    .flatMap(it -> Extent.of(it).stream())
                    .filter(it -> it.from() == it.to())
                    .toList();
            return it -> values.contains(Plain.of(it))
                    || (!numbers.isEmpty()
                            && Extent.of(it)
                                    .filter(extent -> numbers.stream().anyMatch(extent::meets))
                                    .isPresent());
        }
    }

    /**
     * Says under a name for which ages it is, and one of these is among them.
     *
     * @param months full months of age of those whom it is for
     */
    record Aged(String attribute, List<Integer> months, boolean unknown) implements Said {

        private static final double MONTHS = 12;

        public Aged {
            months = months.stream().distinct().sorted().toList();
        }

        @Override
        public Predicate<String> fits() {
            return it -> Extent.ages(it)
                    .filter(extent -> months.stream().anyMatch(age -> extent.contains(age / MONTHS)))
                    .isPresent();
        }
    }

    /** What a block asks of every product, whoever looks. */
    static List<Criterion> of(Block block) {
        var price = block.rules().price();
        return Optional.of(price)
                .filter(it -> !it.equals(Block.Price.ANY))
                .<List<Criterion>>map(it -> List.of(new OfTheme(block.theme()), new Priced(it)))
                .orElseGet(() -> List.of(new OfTheme(block.theme())));
    }
}
