package org.postille.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postille.base.Finding;

/**
 * Takes FreeMarker code and entities out of MJML and puts them back into the HTML made from it.
 *
 * <p>What stands between the brackets is nothing to an XML parser or to MJML: {@code <} and {@code &&} are not well-formed, quotes
 * end an attribute. So each piece of code is replaced by a mark of private-use characters, which both pass on as text.
 */
final class Codes {

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "(\\d+)" + CLOSE);
    private static final Pattern START =
            Pattern.compile("\\[#--|\\[=|\\[/?[#@]|&(?:[A-Za-z][A-Za-z0-9]*|#\\d+|#x[0-9A-Fa-f]+);|<!--");

    private record Code(String text, Source source, int offset) {}

    private final List<Code> codes = new ArrayList<>();
    private final Set<Integer> replaced = new HashSet<>();

    /** The source with marks in place of code. */
    Marked mark(Source source) throws Faulty {
        return mark(source, source, -1);
    }

    /** The same for a text that was made because of something at that place of a file. */
    Marked markMade(String made, Source source, int offset) throws Faulty {
        return mark(new Source(source.file(), made), source, offset);
    }

    private Marked mark(Source text, Source origin, int fixed) throws Faulty {
        var from = text.text();
        var stray = indexOfMark(from);
        if (stray >= 0) {
            throw new Faulty(text.finding(stray, "this character is for private use and cannot be mailed"));
        }
        var marked = new Marked(text);
        var start = START.matcher(from);
        var at = 0;
        while (start.find(at)) {
            marked.copy(at, start.start());
            var end = end(text, start);
            if (from.startsWith("<!--", start.start())) {
                marked.copy(start.start(), end);
            } else if (!from.startsWith("[#--", start.start())) {
                codes.add(new Code(from.substring(start.start(), end), origin, fixed < 0 ? start.start() : fixed));
                marked.mark(OPEN + String.valueOf(codes.size() - 1) + CLOSE, start.start(), end);
            }
            at = end;
        }
        marked.copy(at, from.length());
        return marked;
    }

    private static int indexOfMark(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == OPEN || text.charAt(i) == CLOSE) {
                return i;
            }
        }
        return -1;
    }

    private static int end(Source source, Matcher start) throws Faulty {
        var text = source.text();
        var opened = start.group();
        if (opened.startsWith("&")) {
            return start.end();
        }
        if (opened.equals("<!--")) {
            // Of comments only those for Outlook reach the mail, and there code is code.
            var close = text.indexOf("-->", start.start());
            return text.startsWith("<!--[if", start.start()) || close < 0 ? start.end() : close + 3;
        }
        if (opened.equals("[#--")) {
            var close = text.indexOf("--]", start.end());
            if (close < 0) {
                throw new Faulty(source.finding(start.start(), "the comment [#-- has no end --]"));
            }
            return close + 3;
        }
        var depth = 1;
        for (var i = start.end(); i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[' -> depth++;
                case ']' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                case '"', '\'' -> i = endOfText(text, i);
                default -> {}
            }
        }
        throw new Faulty(source.finding(start.start(), opened + " has no closing ]"));
    }

    private static int endOfText(String text, int start) {
        var raw = start > 0
                && text.charAt(start - 1) == 'r'
                && (start < 2 || !Character.isLetterOrDigit(text.charAt(start - 2)));
        for (var i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && !raw) {
                i++;
            } else if (text.charAt(i) == text.charAt(start)) {
                return i;
            }
        }
        return text.length();
    }

    /** Whether there is FreeMarker code (not just an entity) in a marked text. */
    boolean inside(String marked) {
        return MARK.matcher(marked).results().anyMatch(it -> isCode(Integer.parseInt(it.group(1))));
    }

    private boolean isCode(int index) {
        return codes.get(index).text.startsWith("[");
    }

    /** A marked text as its author wrote it. */
    String unmarked(String marked) {
        return MARK.matcher(marked)
                .replaceAll(it -> Matcher.quoteReplacement(codes.get(Integer.parseInt(it.group(1))).text));
    }

    /** Says that something else has taken the place of a marked text. */
    void replace(String marked) {
        MARK.matcher(marked).results().map(it -> Integer.valueOf(it.group(1))).forEach(replaced::add);
    }

    /**
     * HTML with the code back in place.
     *
     * @throws Faulty if some code stood where MJML makes no use of it
     */
    Assembly restore(String html, Source main) throws Faulty {
        var assembly = new Assembly();
        var seen = new HashSet<>(replaced);
        var mark = MARK.matcher(html);
        var at = 0;
        var last = new Code("", main, 0);
        while (mark.find()) {
            assembly.make(html.substring(at, mark.start()), last.source, last.offset);
            var index = Integer.parseInt(mark.group(1));
            last = codes.get(index);
            assembly.make(last.text, last.source, last.offset);
            seen.add(index);
            at = mark.end();
        }
        assembly.make(html.substring(at), last.source, last.offset);
        var lost = lost(seen);
        if (!lost.isEmpty()) {
            throw new Faulty(lost);
        }
        return assembly;
    }

    private List<Finding> lost(Set<Integer> seen) {
        var lost = new ArrayList<Finding>();
        for (var i = 0; i < codes.size(); i++) {
            if (!seen.contains(i) && isCode(i)) {
                var code = codes.get(i);
                lost.add(code.source.finding(
                        code.offset,
                        code.text + " would not get into the mail: MJML computes or ignores what stands here"));
            }
        }
        return lost;
    }
}
