package org.postille.interest;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays of one length, to be used again. Not one a thread: there are as many virtual threads as requests, but seldom more at work
 * than processors.
 */
final class Pool {

    private final int length;
    private final ConcurrentLinkedQueue<float[]> free = new ConcurrentLinkedQueue<>();

    Pool(int length) {
        this.length = length;
    }

    /** With whatever is in it. */
    float[] borrow() {
        var it = free.poll();
        return it == null ? new float[length] : it;
    }

    void giveBack(float[]... arrays) {
        for (var it : arrays) {
            free.add(it);
        }
    }
}
