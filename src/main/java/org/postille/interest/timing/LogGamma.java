package org.postille.interest.timing;

/** The logarithm of the gamma function, by Lanczos's approximation (g = 7, nine terms); good to about 14 digits. */
final class LogGamma {

    private static final double[] TERMS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.1385710952657201,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private LogGamma() {}

    /** @param x above 0 */
    static double of(double x) {
        if (x < 0.5) {
            return of(x + 1) - Math.log(x);
        }
        var sum = TERMS[0];
        for (var i = 1; i < TERMS.length; i++) {
            sum += TERMS[i] / (x - 1 + i);
        }
        var t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
