package org.postille.interest.history;

import java.util.Arrays;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** Numbers ids from 0 in the order in which they are first seen. One writer; any number of readers once it is filled. */
public final class Ids {

    private long[] ids = new long[64];
    /** Open addressing; holds number + 1, so that 0 is free. */
    private int[] slots = new int[256];

    private int size;

    public int add(long id) {
        var slot = slot(id);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        if (size == ids.length) {
            grow();
            slot = slot(id);
        }
        ids[size] = id;
        slots[slot] = size + 1;
        return size++;
    }

    /** The number of this id, or -1. */
    public int find(long id) {
        return slots[slot(id)] - 1;
    }

    public long id(int number) {
        return ids[number];
    }

    public int size() {
        return size;
    }

    public void write(SnapshotOutput out) {
        out.longs(ids, size);
    }

    public static Ids read(SnapshotInput in) {
        var read = new Ids();
        read.ids = in.longs();
        read.size = read.ids.length;
        while (read.slots.length < 4L * read.size) {
            read.slots = new int[read.slots.length * 2];
        }
        for (var number = 0; number < read.size; number++) {
            read.slots[read.slot(read.ids[number])] = number + 1;
        }
        return read;
    }

    private int slot(long id) {
        var mask = slots.length - 1;
        var slot = Long.hashCode(id * 0x9E3779B97F4A7C15L) & mask;
        while (slots[slot] > 0 && ids[slots[slot] - 1] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        ids = Arrays.copyOf(ids, Math.max(64, ids.length * 2));
        slots = new int[Math.max(slots.length, 4 * ids.length)];
        for (var number = 0; number < size; number++) {
            slots[slot(ids[number])] = number + 1;
        }
    }
}
