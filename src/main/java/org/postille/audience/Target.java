package org.postille.audience;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a campaign wants to write to, and on what ground it may.
 *
 * @param holdout who is left out to measure the effect; null: nobody
 * @param zone only customers of this zone; null: of all
 */
public record Target(
        Rule rule,
        Basis basis,
        @Nullable Holdout holdout,
        @Nullable ZoneId zone) {}
