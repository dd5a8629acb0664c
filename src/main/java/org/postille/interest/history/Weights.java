package org.postille.interest.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * A column of floats, exact. As long as they are few different ones, each takes a byte that tells which: what customers did has
 * hardly more than a dozen strengths.
 */
final class Weights {

    private static final int MOST = 256;
    private static final int SLOTS = 4 * MOST;
    private static final int BLOCK = 1 << 14;

    /** Nothing once there are too many. */
    private byte @Nullable [] codes;

    /** Those that there are, by their codes; or all of them. */
    private float[] values;

    private int count;
    /** Open addressing by the bits of the float; holds code + 1, so that 0 is free. */
    private short[] slots = new short[SLOTS];

    private int last;

    Weights(int length) {
        this(new byte[length], new float[MOST]);
    }

    private Weights(byte @Nullable [] codes, float[] values) {
        this.codes = codes;
        this.values = values;
    }

    float get(int position) {
        var known = codes;
        return known == null ? values[position] : values[known[position] & 0xFF];
    }

    /** Four sums side by side: one alone would wait for each addition. */
    float dot(int[] places, int from, int to, float[] with) {
        var known = codes;
        var own = values;
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var i = from;
        if (known == null) {
            for (; i + 4 <= to; i += 4) {
                s0 += own[i] * with[places[i]];
                s1 += own[i + 1] * with[places[i + 1]];
                s2 += own[i + 2] * with[places[i + 2]];
                s3 += own[i + 3] * with[places[i + 3]];
            }
        } else {
            for (; i + 4 <= to; i += 4) {
                s0 += own[known[i] & 0xFF] * with[places[i]];
                s1 += own[known[i + 1] & 0xFF] * with[places[i + 1]];
                s2 += own[known[i + 2] & 0xFF] * with[places[i + 2]];
                s3 += own[known[i + 3] & 0xFF] * with[places[i + 3]];
            }
        }
        for (; i < to; i++) {
            s0 += get(i) * with[places[i]];
        }
        return (s0 + s1) + (s2 + s3);
    }

    void set(int position, float value) {
        var known = codes;
        if (known == null) {
            values[position] = value;
            return;
        }
        if (count == 0 || Float.floatToRawIntBits(values[last]) != Float.floatToRawIntBits(value)) {
            last = code(value);
        }
        if (last < 0) {
            unfold(known)[position] = value;
        } else {
            known[position] = (byte) last;
        }
    }

    /** Its code, a new one where it has none yet; -1 where there are too many. */
    private int code(float value) {
        var bits = Float.floatToRawIntBits(value);
        var slot = (bits * 0x9E3779B9) >>> 22;
        while (slots[slot] > 0) {
            if (Float.floatToRawIntBits(values[slots[slot] - 1]) == bits) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (count == MOST) {
            return -1;
        }
        values[count++] = value;
        slots[slot] = (short) count;
        return count - 1;
    }

    private float[] unfold(byte[] known) {
        var all = new float[known.length];
        for (var i = 0; i < all.length; i++) {
            all[i] = values[known[i] & 0xFF];
        }
        codes = null;
        slots = new short[0];
        values = all;
        return all;
    }

    void resize(int length) {
        if (codes == null) {
            values = Arrays.copyOf(values, length);
        } else {
            codes = Arrays.copyOf(codes, length);
        }
    }

    /** Room for so many of the same. */
    Weights alike(int length) {
        if (codes == null) {
            return new Weights(null, new float[length]);
        }
        var alike = new Weights(new byte[length], values.clone());
        alike.count = count;
        alike.slots = slots.clone();
        return alike;
    }

    /** @param from what this was made {@link #alike} to */
    void copy(int position, Weights from, int other) {
        var own = codes;
        var others = from.codes;
        if (own == null || others == null) {
            values[position] = from.values[other];
        } else {
            own[position] = others[other];
        }
    }

    void write(SnapshotOutput out, int length) {
        var block = new float[Math.min(BLOCK, length)];
        for (var from = 0; from < length; from += block.length) {
            var size = Math.min(block.length, length - from);
            for (var i = 0; i < size; i++) {
                block[i] = get(from + i);
            }
            out.floats(block, 0, size);
        }
    }

    static Weights read(SnapshotInput in, int length) {
        var read = new Weights(length);
        var block = new float[Math.min(BLOCK, length)];
        for (var from = 0; from < length; from += block.length) {
            var size = Math.min(block.length, length - from);
            in.floats(block, 0, size);
            for (var i = 0; i < size; i++) {
                read.set(from + i, block[i]);
            }
        }
        return read;
    }
}
