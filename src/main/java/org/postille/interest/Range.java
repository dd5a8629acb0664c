package org.postille.interest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Material;
import org.postille.interest.ranking.ShopWindow;

/** All products there are, by number: those of the training first, behind them those that came after it. */
record Range(Material material, Newcomers newcomers) {

    /** Whether it is of the training. */
    boolean isKnown(int product) {
        return product < material.products();
    }

    private long id(int product) {
        return isKnown(product)
                ? material.history().products.id(product)
                : newcomers.facts(product - material.products()).id();
    }

    private ShopWindow.Kind kind(int product) {
        if (isKnown(product)) {
            return new ShopWindow.Kind(
                    material.content().brand(product), material.content().category(product));
        }
        var facts = newcomers.facts(product - material.products());
        return new ShopWindow.Kind(facts.brand(), facts.category());
    }

    /** What a product is like that came after the training. */
    @Nullable
    String likened(int product, String language) {
        return newcomers.likened(product - material.products(), language);
    }

    /** @param left is not to be chosen */
    ShopWindow window(Wishes wishes, Set<Integer> left) {
        return window(wishes, left, Double.NEGATIVE_INFINITY);
    }

    /** @param least what has a lower score is not to be chosen */
    ShopWindow window(Wishes wishes, Set<Integer> left, double least) {
        IntPredicate wanted = it -> !left.contains(it) && wishes.eligible().test(id(it));
        return new ShopWindow(
                wishes.n(),
                new ShopWindow.Rules(
                        wanted,
                        it -> wishes.late().test(id(it)),
                        it -> wishes.boost().applyAsDouble(id(it)),
                        wishes.mostBoost(),
                        wishes.variety(),
                        least),
                this::kind);
    }

    /** @param why of each; empty where nobody asked */
    List<Recommendation> told(List<ShopWindow.Chosen> chosen, List<String> why) {
        var told = new ArrayList<Recommendation>();
        for (var i = 0; i < chosen.size(); i++) {
            var it = chosen.get(i);
            told.add(new Recommendation(id(it.product()), it.score(), why.isEmpty() ? "" : why.get(i)));
        }
        return List.copyOf(told);
    }
}
