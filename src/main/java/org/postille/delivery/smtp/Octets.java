package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A row of octets that grows. */
final class Octets {

    private byte[] octets;
    private int length;

    /** @param capacity expected, not less than 1 */
    Octets(int capacity) {
        octets = new byte[capacity];
    }

    Octets add(int octet) {
        if (length == octets.length) {
            octets = Arrays.copyOf(octets, length * 2);
        }
        octets[length++] = (byte) octet;
        return this;
    }

    Octets add(byte[] more, int from, int to) {
        var count = to - from;
        if (count > octets.length - length) {
            octets = Arrays.copyOf(octets, Math.max(length + count, length * 2));
        }
        System.arraycopy(more, from, octets, length, count);
        length += count;
        return this;
    }

    Octets add(CharSequence text) {
        var more = text.toString().getBytes(StandardCharsets.UTF_8);
        return add(more, 0, more.length);
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, length);
    }
}
