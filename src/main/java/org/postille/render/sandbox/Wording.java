package org.postille.render.sandbox;

import java.util.stream.Collectors;

/** FreeMarker's messages without the stack and the tips for programmers. */
final class Wording {

    /** Names of classes of ours. */
    private static final String WRAPPER = " \\(wrapper: [^)]*\\)";

    /** The parser's names of all that could have stood there. */
    private static final String TOKENS = ", but was expecting (one of these patterns|this pattern): .*";

    /** A place in the text that was put together, not in the author's file. */
    private static final String PLACE = "\\s+\\[in template .*]$";

    private Wording() {}

    static String firstParagraph(String message) {
        return message.lines()
                .takeWhile(it -> !it.startsWith("----") && !it.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceAll(WRAPPER, "")
                .replaceAll(TOKENS, "")
                .replaceAll(PLACE, "");
    }
}
