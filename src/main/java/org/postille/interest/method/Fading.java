package org.postille.interest.method;

/** How much of its weight something keeps that was so many days ago. */
final class Fading {

    private final float[] kept;

    /** @param halfLife in days; infinite: nothing fades */
    Fading(double halfLife) {
        kept = new float[Double.isInfinite(halfLife) ? 1 : Short.MAX_VALUE + 1];
        for (var day = 0; day < kept.length; day++) {
            kept[day] = (float) Math.pow(2, -day / halfLife);
        }
    }

    float of(int days) {
        return kept[Math.min(days, kept.length - 1)];
    }
}
