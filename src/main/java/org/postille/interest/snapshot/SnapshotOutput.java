package org.postille.interest.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes numbers and passes them on in chunks. Never more of them than one chunk is there twice. Arrays go in whole, with their
 * length, or in parts after {@link #count}. One thread.
 */
public final class SnapshotOutput {

    /** Escaped as text it still fits into the smallest packet that databases are set to take (4 MB), but for rare cases. */
    static final int CHUNK = 3 << 19;

    private final Taker taker;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private String part = "";
    private long bytes;

    /** @param taker of the chunks */
    public SnapshotOutput(Taker taker) {
        this.taker = taker;
    }

    /** Where chunks go. */
    public interface Taker {
        /** @param bytes used again after the call */
        void take(byte[] bytes, int length);
    }

    /** What follows: the reader must expect the same name. */
    public void part(String name) {
        text(name);
        part = name;
    }

    /** How many numbers follow. */
    public void count(int count) {
        number(count);
    }

    public void number(long number) {
        room(Long.BYTES);
        buffer.putLong(number);
    }

    public void text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        for (var from = 0; from < utf8.length; ) {
            var size = Math.min(utf8.length - from, room(1));
            buffer.put(utf8, from, size);
            from += size;
        }
    }

    public void longs(long[] values) {
        longs(values, values.length);
    }

    /** The first ones. */
    public void longs(long[] values, int count) {
        count(count);
        for (var from = 0; from < count; ) {
            var size = Math.min(count - from, room(Long.BYTES) / Long.BYTES);
            buffer.asLongBuffer().put(values, from, size);
            from += moved(size, Long.BYTES);
        }
    }

    public void ints(int[] values) {
        count(values.length);
        ints(values, 0, values.length);
    }

    public void ints(int[] values, int start, int end) {
        for (var from = start; from < end; ) {
            var size = Math.min(end - from, room(Integer.BYTES) / Integer.BYTES);
            buffer.asIntBuffer().put(values, from, size);
            from += moved(size, Integer.BYTES);
        }
    }

    public void shorts(short[] values) {
        count(values.length);
        for (var from = 0; from < values.length; ) {
            var size = Math.min(values.length - from, room(Short.BYTES) / Short.BYTES);
            buffer.asShortBuffer().put(values, from, size);
            from += moved(size, Short.BYTES);
        }
    }

    /** @throws NotFinite if one of them is not */
    public void floats(float[] values) {
        count(values.length);
        floats(values, 0, values.length);
    }

    /** @throws NotFinite if one of them is not */
    public void floats(float[] values, int start, int end) {
        for (var from = start; from < end; ) {
            var size = Math.min(end - from, room(Float.BYTES) / Float.BYTES);
            check(values, from, from + size);
            buffer.asFloatBuffer().put(values, from, size);
            from += moved(size, Float.BYTES);
        }
    }

    private void check(float[] values, int from, int to) {
        for (var i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                throw new NotFinite(part + " holds " + values[i]);
            }
        }
    }

    /** Passes on the last chunk. */
    public void end() {
        if (buffer.position() > 0) {
            flush();
        }
    }

    /** Written so far. */
    public long bytes() {
        return bytes + buffer.position();
    }

    /** How many bytes of the chunk are free: at least those needed, so that no number lies in two chunks. */
    private int room(int needed) {
        if (buffer.remaining() < needed) {
            flush();
        }
        return buffer.remaining();
    }

    private int moved(int count, int size) {
        buffer.position(buffer.position() + count * size);
        return count;
    }

    private void flush() {
        taker.take(buffer.array(), buffer.position());
        bytes += buffer.position();
        buffer.clear();
    }
}
