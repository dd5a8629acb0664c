package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Profiles;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** How much a customer buys at all, on a logarithmic scale: hard to beat where recipients are chosen. It does not tell products from each other. */
public final class Activity implements Method {

    private final float[] activity;
    private final float mean;

    private Activity(float[] activity) {
        this.activity = activity;
        var sum = 0.0;
        for (var it : activity) {
            sum += it;
        }
        mean = (float) (sum / Math.max(1, activity.length));
    }

    /** How much more active somebody is than anybody, on the same scale. */
    public float aboveMean(int customer) {
        return activity[customer] - mean;
    }

    /** @param halfLife days in which what somebody touched loses half of its weight; infinite: all counts alike */
    public static Activity train(Profiles profiles, double halfLife) {
        var fading = new Fading(halfLife);
        var activity = new float[profiles.rows.size()];
        for (var customer = 0; customer < activity.length; customer++) {
            var sum = 0f;
            for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
                sum += Math.max(0, profiles.rows.weight(i)) * fading.of(profiles.age(i));
            }
            activity[customer] = (float) Math.log1p(sum);
        }
        return new Activity(activity);
    }

    public void write(SnapshotOutput out) {
        out.floats(activity);
    }

    public static Activity read(SnapshotInput in) {
        return new Activity(in.floats());
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
    }

    @Override
    public void customers(int product, float[] scores) {
        System.arraycopy(activity, 0, scores, 0, activity.length);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        System.arraycopy(activity, 0, scores, 0, activity.length);
    }
}
