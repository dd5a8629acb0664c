package org.postille.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** What may stand in a finished mail, its addresses above all. */
final class Links {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "cid");
    private static final Set<String> ACTIVE =
            Set.of("script", "iframe", "frame", "object", "embed", "applet", "base", "form", "portal");
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "background",
            "poster",
            "cite",
            "data",
            "srcset",
            "xlink:href",
            "longdesc",
            "lowsrc",
            "dynsrc",
            "ping",
            "manifest");
    private static final Pattern SCHEME = Pattern.compile("^([^:/?#]*):");
    private static final Pattern STYLE_ADDRESS =
            Pattern.compile("url\\(\\s*['\"]?([^)'\"]*)", Pattern.CASE_INSENSITIVE);

    /** More different ones in one template have a recipient's values in them. */
    private static final int MOST_COMMENTS = 200;

    private Links() {}

    /**
     * What a mail client should not get to see.
     *
     * @param clue how it is likely to stand in the template
     */
    record Danger(String clue, String message) {}

    /** The first danger in a mail, if there is any: a scheme that runs code, an active element. */
    static Optional<Danger> dangerous(Document mail) {
        return dangers(mail, 1).stream().findFirst();
    }

    /**
     * The same for one of many mails.
     *
     * @param harmless comments in which there was nothing, for this to fill
     */
    static Optional<Danger> dangerous(Document mail, Set<String> harmless) {
        return dangers(mail, 1, harmless).stream().findFirst();
    }

    /** The dangers of a mail, of each element the first. */
    static List<Danger> dangers(Document mail, int most) {
        return dangers(mail, most, new HashSet<>());
    }

    private static List<Danger> dangers(Document mail, int most, Set<String> harmless) {
        var found = new ArrayList<Danger>();
        NodeTraversor.filter(
                (node, _) -> {
                    dangerous(node, harmless).ifPresent(found::add);
                    return found.size() < most ? NodeFilter.FilterResult.CONTINUE : NodeFilter.FilterResult.STOP;
                },
                mail);
        return found;
    }

    private static Optional<Danger> dangerous(Node node, Set<String> harmless) {
        if (node instanceof Comment comment) {
            return dangerousComment(comment.getData(), harmless);
        }
        return node instanceof Element element ? dangerousElement(element) : Optional.empty();
    }

    /** What is dangerous in an element itself, whatever is within it. */
    static Optional<Danger> dangerousElement(Element element) {
        var name = element.normalName();
        if (ACTIVE.contains(name)) {
            return Optional.of(new Danger("<" + name, "<" + name + "> is not allowed in a mail"));
        }
        if (name.equals("meta") && element.attr("http-equiv").equalsIgnoreCase("refresh")) {
            return Optional.of(new Danger("http-equiv", "a refresh is not allowed in a mail"));
        }
        for (var attribute : element.attributes()) {
            var key = attribute.getKey().toLowerCase(Locale.ROOT);
            if (key.startsWith("on")) {
                return Optional.of(new Danger(key, "the attribute " + key + " is not allowed in a mail"));
            }
            if (ADDRESSES.contains(key) && !mayBe(attribute.getValue())) {
                return Optional.of(notAllowed(attribute.getValue()));
            }
            if (key.equals("style") && attribute.getValue().contains("(")) {
                var address = STYLE_ADDRESS.matcher(attribute.getValue());
                while (address.find()) {
                    if (!mayBe(address.group(1))) {
                        return Optional.of(notAllowed(address.group(1)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What is dangerous in a comment.
     *
     * @param harmless those in which there was nothing, for this to fill
     */
    static Optional<Danger> dangerousComment(String comment, Set<String> harmless) {
        if (harmless.contains(comment)) {
            return Optional.empty();
        }
        // Outlook reads conditional comments as markup.
        var danger = isWorthParsing(comment)
                ? dangerous(Jsoup.parse(comment.replaceFirst("^\\[[^]]*]>", "")))
                : Optional.<Danger>empty();
        if (danger.isEmpty() && harmless.size() < MOST_COMMENTS) {
            harmless.add(comment);
        }
        return danger;
    }

    /** Most conditional comments hold table cells only, which are not worth the time. */
    private static boolean isWorthParsing(String comment) {
        var lower = comment.toLowerCase(Locale.ROOT);
        return lower.contains(" on")
                || lower.contains("url(")
                || ADDRESSES.stream().anyMatch(lower::contains)
                || ACTIVE.stream().anyMatch(lower::contains)
                || lower.contains("meta");
    }

    private static Danger notAllowed(String address) {
        var shown = address.length() > 60 ? address.substring(0, 59) + "…" : address;
        return new Danger(
                address,
                "the address '" + shown.replaceAll("\\p{Cntrl}", "?")
                        + "' is not allowed in a mail; http, https, mailto, tel and cid are");
    }

    /** Browsers skip white space and control characters within a scheme, so they are skipped here too. */
    private static boolean mayBe(String address) {
        if (address.startsWith("https://") || address.startsWith("http://")) {
            return true;
        }
        var bare = address.codePoints()
                .filter(it -> it > 0x20 && it != 0x7f && !Character.isISOControl(it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        var scheme = SCHEME.matcher(bare);
        return !scheme.find() || SCHEMES.contains(scheme.group(1));
    }
}
