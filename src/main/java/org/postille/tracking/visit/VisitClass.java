package org.postille.tracking.visit;

import java.util.Locale;

/** Who is behind a request, as far as can be told. */
public enum VisitClass {
    /** Probably a person. */
    HUMAN_LIKELY,
    /** A program that passes on that a person looks, and hides the rest: the picture proxies of web mailers. */
    PROXY_OPEN,
    /** A program that loads pictures for somebody who may look later, or never. */
    PREFETCH,
    /** A program that looks for what is dangerous, or for anything else. */
    SCANNER,
    /** Nothing tells. */
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VisitClass of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody looks at this moment. */
    public boolean isLook() {
        return this == HUMAN_LIKELY || this == PROXY_OPEN;
    }
}
