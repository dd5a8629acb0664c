package org.postille.web;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of finished HTML. There are two ways to make one: by {@link #of}, which escapes every value that is not itself
 * finished, and by joining others. So nothing from outside gets into a page unescaped by oversight.
 */
public final class Html {

    public static final Html NOTHING = new Html("");
    private static final String PLACE = "{}";

    private final String finished;

    private Html(String finished) {
        this.finished = finished;
    }

    /**
     * HTML from a template of ours.
     *
     * @param template a constant, with {@code {}} where a value goes: between tags, or in a quoted attribute that is not a URL
     *     from outside
     */
    public static Html of(String template, Object... values) {
        var html = new StringBuilder(template.length() * 2);
        var from = 0;
        for (var value : values) {
            var place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("more values than places: " + template);
            }
            html.append(template, from, place)
                    .append(value instanceof Html piece ? piece.finished : escape(value.toString()));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("more places than values: " + template);
        }
        return new Html(html.append(template, from, template.length()).toString());
    }

    public static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(piece -> piece.finished).collect(Collectors.joining("\n")));
    }

    /** Joined without anything between, where a line break would show. */
    public static Html joinTight(Collection<Html> pieces) {
        return new Html(pieces.stream().map(piece -> piece.finished).collect(Collectors.joining()));
    }

    /** This, if the claim holds. */
    public Html when(boolean claim) {
        return claim ? this : NOTHING;
    }

    private static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return html.toString();
    }

    @Override
    public String toString() {
        return finished;
    }
}
