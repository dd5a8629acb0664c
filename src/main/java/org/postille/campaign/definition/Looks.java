package org.postille.campaign.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The looks that a shop has for pictures.
 *
 * @param standard of every block that names none
 * @param named those that a block may name
 */
public record Looks(Look standard, Map<String, Look> named) {

    public static final Looks STANDARD = new Looks(Look.STANDARD, Map.of());

    public Looks {
        named = Map.copyOf(named);
    }

    /** The look of that name; the standard one for none, and for one that is no more. */
    public Look of(@Nullable String name) {
        return name == null ? standard : named.getOrDefault(name, standard);
    }
}
