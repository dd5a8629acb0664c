package org.postille.interest.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads what a {@link SnapshotOutput} took, in the same order. Arrays are filled at once from each chunk. All methods throw
 * {@link Damaged} where something else is there. One thread.
 */
public final class SnapshotInput {

    private final Supplier<byte[]> chunks;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    /** In chunks that have not been taken. */
    private long behind;

    private String part = "its beginning";

    /**
     * @param chunks the next one at each call; asked no more often than there are any
     * @param bytes in all
     */
    public SnapshotInput(Supplier<byte[]> chunks, long bytes) {
        this.chunks = chunks;
        behind = bytes;
    }

    /** What is to follow now. */
    public void part(String name) {
        var found = text();
        if (!found.equals(name)) {
            throw new Damaged("the snapshot has " + found + " after " + part + ", where " + name + " should be");
        }
        part = name;
    }

    /** How many numbers follow. */
    public int count() {
        var count = number();
        // What takes no room cannot be there: an array for it would only take the memory.
        if (count < 0 || count > buffer.remaining() + behind) {
            throw new Damaged("the snapshot has " + count + " numbers in " + part);
        }
        return (int) count;
    }

    public long number() {
        room(Long.BYTES);
        return buffer.getLong();
    }

    public String text() {
        var utf8 = new byte[count()];
        for (var from = 0; from < utf8.length; ) {
            var size = Math.min(utf8.length - from, room(1));
            buffer.get(utf8, from, size);
            from += size;
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    public long[] longs() {
        var values = new long[count()];
        for (var from = 0; from < values.length; ) {
            var size = Math.min(values.length - from, room(Long.BYTES) / Long.BYTES);
            buffer.asLongBuffer().get(values, from, size);
            from += moved(size, Long.BYTES);
        }
        return values;
    }

    public int[] ints() {
        var values = new int[count()];
        ints(values, 0, values.length);
        return values;
    }

    public void ints(int[] into, int start, int end) {
        for (var from = start; from < end; ) {
            var size = Math.min(end - from, room(Integer.BYTES) / Integer.BYTES);
            buffer.asIntBuffer().get(into, from, size);
            from += moved(size, Integer.BYTES);
        }
    }

    public short[] shorts() {
        var values = new short[count()];
        for (var from = 0; from < values.length; ) {
            var size = Math.min(values.length - from, room(Short.BYTES) / Short.BYTES);
            buffer.asShortBuffer().get(values, from, size);
            from += moved(size, Short.BYTES);
        }
        return values;
    }

    public float[] floats() {
        var values = new float[count()];
        floats(values, 0, values.length);
        return values;
    }

    public void floats(float[] into, int start, int end) {
        for (var from = start; from < end; ) {
            var size = Math.min(end - from, room(Float.BYTES) / Float.BYTES);
            buffer.asFloatBuffer().get(into, from, size);
            from += moved(size, Float.BYTES);
        }
    }

    /** How many bytes the chunk still has: at least those needed. */
    private int room(int needed) {
        if (!buffer.hasRemaining()) {
            if (behind <= 0) {
                throw new Damaged("the snapshot ends within " + part);
            }
            var chunk = chunks.get();
            behind -= chunk.length;
            buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (buffer.remaining() < needed) {
            throw new Damaged("a chunk of the snapshot is cut off within " + part);
        }
        return buffer.remaining();
    }

    private int moved(int count, int size) {
        buffer.position(buffer.position() + count * size);
        return count;
    }
}
