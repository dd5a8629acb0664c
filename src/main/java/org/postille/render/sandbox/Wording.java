package org.postille.render.sandbox;

import java.util.stream.Collectors;

/** FreeMarker's messages without the stack and the tips for programmers. */
final class Wording {

    private Wording() {}

    static String firstParagraph(String message) {
        return message.lines()
                .takeWhile(it -> !it.startsWith("----") && !it.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
