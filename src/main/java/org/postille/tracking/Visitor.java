package org.postille.tracking;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks for a picture or follows a link, as far as the request tells. */
public enum Visitor {
    /** A reader, or a program that passes on what a reader does, such as the picture proxies of Gmail and Yahoo. */
    PERSON,
    /** A scanner, a preview, or a program that loads pictures before anybody reads. */
    MACHINE;

    private static final Pattern PROGRAM = Pattern.compile(
            "bot|crawl|spider|scan|preview|fetch|monitor|check|curl|wget|python|java|httpclient|okhttp|go-http|headless|libwww",
            Pattern.CASE_INSENSITIVE);

    /** All that Apple Mail's privacy protection says, which loads every mail's pictures whether it is read or not. */
    private static final String APPLE_PRIVACY = "Mozilla/5.0";

    /** @param agent the header User-Agent */
    public static Visitor of(@Nullable String agent) {
        return agent == null
                        || agent.isBlank()
                        || agent.equals(APPLE_PRIVACY)
                        || PROGRAM.matcher(agent).find()
                ? MACHINE
                : PERSON;
    }
}
