package org.postille.interest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.interest.blend.Blend;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.Traits;

/**
 * What people of a kind want, and what is bought lately where they live: one half each, in standard deviations. Kept for the kinds
 * that were asked for, since there are far fewer of them than customers.
 */
final class Kindreds {

    private static final int MOST = 64;

    private final Crowd crowd;
    private final Map<Traits, float[]> known = new ConcurrentHashMap<>();

    Kindreds(Crowd crowd) {
        this.crowd = crowd;
    }

    /** One score for each product; not to be changed. */
    float[] of(Traits traits) {
        var scores = known.get(traits);
        if (scores == null) {
            scores = scores(traits);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(traits, scores);
        }
        return scores;
    }

    private float[] scores(Traits traits) {
        var scores = new float[crowd.sales().size()];
        var own = new float[scores.length];
        crowd.sales().popularity(traits.places(), own);
        for (var i = 0; i < own.length; i++) {
            // Counts spread by their root: without it a few best sellers would be all there is.
            own[i] = (float) Math.sqrt(own[i]);
        }
        var half = traits.all().isEmpty() ? 1 : 0.5;
        Blend.addStandardised(own, half, scores);
        if (half < 1) {
            crowd.people().products(traits.all(), own);
            Blend.addStandardised(own, half, scores);
        }
        return scores;
    }
}
