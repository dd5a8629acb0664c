package org.postille.interest.snapshot;

import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A portion of a snapshot as it is stored.
 *
 * @param packed whether it is compressed (zlib)
 * @param length in bytes, unpacked
 * @param checksum CRC-32C of the content
 */
record Chunk(boolean packed, int length, long checksum, byte[] content) {

    /** So much of a chunk tells what packing all of it would save. */
    private static final int SAMPLE = 1 << 16;
    /** Factors hardly become smaller: to pack them would only cost time, at each load too. */
    private static final double WORTH_PACKING = 0.75;

    /** @param bytes copied, so that they may be used again */
    static Chunk of(byte[] bytes, int length) {
        var packed = pack(bytes, Math.min(SAMPLE, length), WORTH_PACKING).length > 0
                ? pack(bytes, length, WORTH_PACKING)
                : new byte[0];
        var content = packed.length > 0 ? packed : Arrays.copyOf(bytes, length);
        return new Chunk(packed.length > 0, length, checksum(content), content);
    }

    /** Nothing where it does not become smaller than that share. */
    private static byte[] pack(byte[] bytes, int length, double share) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            var packed = new byte[(int) (length * share)];
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            var size = deflater.deflate(packed);
            return deflater.finished() ? Arrays.copyOf(packed, size) : new byte[0];
        }
    }

    /** @throws Damaged where it is not as it was written */
    byte[] bytes() {
        if (checksum(content) != checksum) {
            throw new Damaged("its checksum is wrong");
        }
        if (!packed) {
            return content;
        }
        var bytes = new byte[length];
        try (var inflater = new Inflater()) {
            inflater.setInput(content);
            var size = 0;
            while (size < length && !inflater.finished() && !inflater.needsInput()) {
                size += inflater.inflate(bytes, size, length - size);
            }
            if (size != length) {
                throw new Damaged("it has " + size + " of " + length + " bytes");
            }
        } catch (DataFormatException e) {
            throw new Damaged("it cannot be unpacked: " + e.getMessage(), e);
        }
        return bytes;
    }

    private static long checksum(byte[] content) {
        var sum = new CRC32C();
        sum.update(content);
        return sum.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chunk it
                && packed == it.packed
                && length == it.length
                && checksum == it.checksum
                && Arrays.equals(content, it.content);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(checksum);
    }

    @Override
    public String toString() {
        return "chunk of " + length + " bytes, " + content.length + " stored";
    }
}
