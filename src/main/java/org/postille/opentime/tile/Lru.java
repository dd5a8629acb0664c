package org.postille.opentime.tile;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Keeps what was used lately, up to so many bytes. Safe for any number of threads. */
final class Lru<K, V> {

    private final long most;
    private final ToIntFunction<V> bytes;
    private final LinkedHashMap<K, V> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long used;

    Lru(long most, ToIntFunction<V> bytes) {
        this.most = most;
        this.bytes = bytes;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void put(K key, V value) {
        var old = kept.put(key, value);
        used += bytes.applyAsInt(value) - (old == null ? 0 : bytes.applyAsInt(old));
        var eldest = kept.entrySet().iterator();
        while (used > most && eldest.hasNext()) {
            used -= bytes.applyAsInt(eldest.next().getValue());
            eldest.remove();
        }
    }
}
