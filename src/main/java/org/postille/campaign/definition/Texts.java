package org.postille.campaign.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One text in several languages.
 *
 * @param byLanguage never without the fallback
 * @param fallback for readers of any other language
 */
public record Texts(Map<String, Text> byLanguage, String fallback) {

    /**
     * A text and where its first character stands.
     *
     * @param value may be a template
     */
    public record Text(String value, Place place) {}

    public Texts {
        byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    public Set<String> languages() {
        return byLanguage.keySet();
    }

    /** The text for a reader of that language. */
    public Text in(String language) {
        var text = byLanguage.get(language);
        return text != null ? text : Objects.requireNonNull(byLanguage.get(fallback), "the fallback is always there");
    }
}
