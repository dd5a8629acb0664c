package org.postille.opentime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers what is asked for too often in one second by the last answer of that second. */
final class Rush<T> {

    private static final int MOST_KNOWN = 10_000;

    private final int most;
    private final LongSupplier nanos;
    private final Map<String, Second<T>> seconds = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Second<T>> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * @param most of one address in a second
     * @param nanos a clock that only goes forward
     */
    Rush(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    private static final class Second<T> {
        private final long second;
        private int requests;
        private @Nullable T last;

        Second(long second) {
            this.second = second;
        }
    }

    /** Counts a request. @return the last answer, where this is one too many */
    synchronized Optional<T> last(String address) {
        var now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
        var second = seconds.get(address);
        if (second == null || second.second != now) {
            second = new Second<>(now);
            seconds.put(address, second);
        }
        second.requests++;
        return second.requests > most ? Optional.ofNullable(second.last) : Optional.empty();
    }

    /** Keeps an answer where it is likely to be wanted again. */
    synchronized void answered(String address, T answer) {
        var second = seconds.get(address);
        if (second != null && second.requests >= most) {
            second.last = answer;
        }
    }
}
