package org.postille.interest.snapshot;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshot answers, and how trainings went.
 *
 * @param current the snapshot that all nodes take; 0: there is none yet
 * @param triedAt when a training last ended, well or not; never where nothing is there
 * @param triedEvent the latest event then
 * @param refusal why the last training did not take over
 */
public record Standing(long current, @Nullable Instant triedAt, long triedEvent, Optional<String> refusal) {

    static final Standing NONE = new Standing(0, null, 0, Optional.empty());
}
