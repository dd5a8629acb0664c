package org.postille.campaign.yaml;

import java.util.Set;

/**
 * Names that campaign files refer to and that stand elsewhere.
 *
 * @param templates file names below {@code templates/}
 * @param looks of pictures, in the theme file
 * @param pictures file names below {@code templates/}
 * @param purposes of consent that the shop asks for; none: not known, any is accepted
 */
public record KnownNames(Set<String> templates, Set<String> looks, Set<String> pictures, Set<String> purposes) {

    public KnownNames {
        templates = Set.copyOf(templates);
        looks = Set.copyOf(looks);
        pictures = Set.copyOf(pictures);
        purposes = Set.copyOf(purposes);
    }

    public static KnownNames ofTemplates(Set<String> templates) {
        return ofTemplates(templates, Set.of());
    }

    public static KnownNames ofTemplates(Set<String> templates, Set<String> looks) {
        return new KnownNames(templates, looks, Set.of(), Set.of());
    }
}
