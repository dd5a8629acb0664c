package org.postille.campaign.yaml;

import java.util.Set;

/**
 * Names that campaign files refer to and that stand elsewhere.
 *
 * @param templates file names below {@code templates/}
 * @param purposes of consent that the shop asks for; none: not known, any is accepted
 */
public record KnownNames(Set<String> templates, Set<String> purposes) {

    public KnownNames {
        templates = Set.copyOf(templates);
        purposes = Set.copyOf(purposes);
    }

    public static KnownNames ofTemplates(Set<String> templates) {
        return new KnownNames(templates, Set.of());
    }
}
