package org.postille.delivery.smtp;

/** Punycode, the ASCII form of a label with other letters (RFC 3492). The JDK has it only behind IDNA 2003. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;

    private Punycode() {}

    /** The encoding procedure of RFC 3492 section 6.3, with the names it uses. */
    static String encode(String label) {
        var points = label.codePoints().toArray();
        var out = new StringBuilder();
        for (var point : points) {
            if (point < 0x80) {
                out.append((char) point);
            }
        }
        var basic = out.length();
        var handled = basic;
        if (basic > 0) {
            out.append('-');
        }
        var n = 0x80;
        var delta = 0;
        var bias = 72;
        while (handled < points.length) {
            var next = Integer.MAX_VALUE;
            for (var point : points) {
                if (point >= n && point < next) {
                    next = point;
                }
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (var point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    append(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int delta, int bias) {
        var q = delta;
        for (var k = BASE; ; k += BASE) {
            var t = Math.clamp(k - bias, T_MIN, T_MAX);
            if (q < t) {
                out.append(digit(q));
                return;
            }
            out.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(int delta, int handled, boolean first) {
        var rest = first ? delta / DAMP : delta / 2;
        rest += rest / handled;
        var k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }
}
