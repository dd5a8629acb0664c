package org.postille.render;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.postille.render.sandbox.Dialect;

/**
 * The web addresses that a template names itself, alone or below the shop's: the same for all who get the mail, so that few are
 * enough to be stored and led through.
 *
 * <p>They are taken out when the template is compiled. What stands in their place asks for them by number, so that nobody has to
 * look for links in a finished mail. Addresses with a value of the recipient's in them stay where they are.
 */
final class Destinations {

    /** Under which name templates see them. */
    static final String NAME = "p_destinations";

    private static final int LONGEST = 2_000;
    private static final Pattern LINK =
            Pattern.compile("<a(?:rea)?(?=\\s)[^<>]*?\\shref=\"([^\"<>]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIXED = Pattern.compile("(\\[=\\s*shop\\.url\\s*]|\\$\\{\\s*shop\\.url\\s*})?(\\S*)");
    private static final Pattern CODE = Pattern.compile("\\[/?[=#@]|[$#]\\{|</?[#@]");
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![\"'])(?:https?://|\\[=\\s*shop\\.url\\s*])[^\\s<>\"\\[\\]]*(?![^\\s<>\"\\]])");

    /** @param shop whether it goes on from the shop's address */
    private record Destination(boolean shop, String rest) {}

    private final List<Destination> all = new ArrayList<>();

    /** Takes in charge the links of HTML in which all code is marked. */
    String inMarked(String html, Codes codes) {
        var link = LINK.matcher(html);
        var out = new StringBuilder();
        var at = 0;
        while (link.find()) {
            var value = value(codes.unmarked(link.group(1)), Dialect.SQUARE_HTML);
            if (value.isPresent()) {
                codes.replace(link.group(1));
                out.append(html, at, link.start(1)).append(value.get());
                at = link.end(1);
            }
        }
        return out.append(html, at, html.length()).toString();
    }

    /** Adds a part of a file of HTML, with its links in charge. */
    void copyHtml(Source source, int from, int to, Assembly assembly) {
        var link = LINK.matcher(source.text()).region(from, to);
        var at = from;
        while (link.find()) {
            var value = value(link.group(1), Dialect.ANGLE_HTML);
            if (value.isPresent()) {
                assembly.copy(source, at, link.start(1));
                assembly.make(value.get(), source, link.start(1));
                at = link.end(1);
            }
        }
        assembly.copy(source, at, to);
    }

    /** The file of a text part, with its addresses in charge. */
    Assembly text(Source source) {
        var assembly = new Assembly();
        var address = IN_TEXT.matcher(source.text());
        var at = 0;
        while (address.find()) {
            var end = address.end();
            while (".,;:!?)".indexOf(source.text().charAt(end - 1)) >= 0) {
                end--;
            }
            var value = value(source.text().substring(address.start(), end), Dialect.SQUARE_TEXT);
            if (value.isPresent()) {
                assembly.copy(source, at, address.start());
                assembly.make(value.get(), source, address.start());
                at = end;
            }
        }
        assembly.copy(source, at, source.text().length());
        return assembly;
    }

    /** What asks for it in its place, or nothing if it is not the same for all. */
    private Optional<String> value(String written, Dialect dialect) {
        var fixed = FIXED.matcher(written.strip());
        if (!fixed.matches() || CODE.matcher(fixed.group(2)).find() || written.length() > LONGEST) {
            return Optional.empty();
        }
        var shop = fixed.group(1) != null;
        var rest = dialect == Dialect.SQUARE_TEXT ? fixed.group(2) : Parser.unescapeEntities(fixed.group(2), true);
        if (!shop && !isWeb(rest)) {
            return Optional.empty();
        }
        var destination = new Destination(shop, rest);
        if (!all.contains(destination)) {
            all.add(destination);
        }
        return Optional.of(dialect.value(NAME + "[" + all.indexOf(destination) + "]"));
    }

    /** What a template gets to see of them, each rewritten when it is asked for. */
    List<@Nullable String> rewritten(Map<String, ?> model, UnaryOperator<String> rewriting) {
        var shop = model.get("shop") instanceof Map<?, ?> it ? it.get("url") : null;
        return new AbstractList<>() {
            @Override
            public @Nullable String get(int index) {
                var destination = all.get(index);
                if (destination.shop && shop == null) {
                    return null;
                }
                var address = destination.shop ? shop + destination.rest : destination.rest;
                return isWeb(address) ? rewriting.apply(address) : address;
            }

            @Override
            public int size() {
                return all.size();
            }
        };
    }

    private static boolean isWeb(String address) {
        return address.regionMatches(true, 0, "http://", 0, 7) || address.regionMatches(true, 0, "https://", 0, 8);
    }
}
