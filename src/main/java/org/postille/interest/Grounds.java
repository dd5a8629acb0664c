package org.postille.interest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.postille.interest.blend.Blend;
import org.postille.interest.method.Content;
import org.postille.interest.method.ContentTaste;
import org.postille.interest.method.Taste;
import org.postille.interest.reason.Reasons;

/** Finds among all that made up a score what says most about it, and puts it into words. */
final class Grounds {

    private final Content content;
    private final Taste taste;
    private final Reasons words;

    Grounds(Content content, Taste taste, Reasons words) {
        this.content = content;
        this.taste = taste;
        this.words = words;
    }

    /**
     * Why a product is wanted.
     *
     * @param place of the product among those explained
     * @param parts of the blend
     * @param own by what the blend's scores were multiplied
     * @param common what is added since everybody likes it
     * @param popular the words for that
     */
    String of(
            int product,
            Blend.Because because,
            int place,
            List<Blend.Part> parts,
            double own,
            double common,
            String popular) {
        var pulled = 0.0;
        for (var share : because.shares()[place]) {
            pulled += Math.max(0, own * share);
        }
        var everybody = common + own * because.common()[place];
        if (own * because.fresh()[place] > Math.max(pulled, everybody)) {
            return words.fresh();
        }
        if (pulled <= 0 || everybody > pulled) {
            return everybody > 0 ? popular : words.assortment();
        }
        var byContent = 0.0;
        var all = 0.0;
        for (var part = 0; part < parts.size(); part++) {
            var share = Math.max(0, because.byPart()[place][part]);
            all += share;
            byContent += parts.get(part).method() instanceof ContentTaste ? share : 0;
        }
        var feature =
                byContent > all / 2 ? content.strongest(taste, product, words.language()) : Optional.<String>empty();
        return feature.map(words::likes).orElseGet(() -> did(product, because.shares()[place]));
    }

    private String did(int product, float[] all) {
        var first = largest(all, -1);
        if (taste.products()[first] == product) {
            return words.itself();
        }
        var second = largest(all, first);
        var places = new ArrayList<Integer>();
        places.add(first);
        if (second >= 0 && taste.products()[second] != product && all[second] > all[first] / 2) {
            places.add(second);
        }
        return did(places);
    }

    private static int largest(float[] shares, int but) {
        var largest = -1;
        for (var i = 0; i < shares.length; i++) {
            if (i != but && shares[i] > 0 && (largest < 0 || shares[i] > shares[largest])) {
                largest = i;
            }
        }
        return largest;
    }

    /** @param places in the taste, one or two; the second is told only where the same was done with it */
    String did(List<Integer> places) {
        var deed = Reasons.Deed.of(taste.strengths()[places.getFirst()]);
        var titles = places.stream()
                .filter(it -> Reasons.Deed.of(taste.strengths()[it]) == deed)
                .map(it -> content.title(taste.products()[it], words.language()))
                .filter(Objects::nonNull)
                .toList();
        return titles.isEmpty() ? words.assortment() : words.did(deed, titles);
    }
}
