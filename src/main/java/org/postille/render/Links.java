package org.postille.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** The addresses in a finished mail: which may be there, and which lead through the tracking. */
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
    private static final Pattern PLAIN_LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

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

    /** The dangers of a mail, of each element the first. */
    static List<Danger> dangers(Document mail, int most) {
        var found = new ArrayList<Danger>();
        NodeTraversor.filter(
                (node, _) -> {
                    dangerous(node).ifPresent(found::add);
                    return found.size() < most ? NodeFilter.FilterResult.CONTINUE : NodeFilter.FilterResult.STOP;
                },
                mail);
        return found;
    }

    private static Optional<Danger> dangerous(Node node) {
        // Outlook reads conditional comments as markup.
        if (node instanceof Comment comment && isWorthParsing(comment.getData())) {
            return dangerous(Jsoup.parse(comment.getData().replaceFirst("^\\[[^]]*]>", "")));
        }
        if (!(node instanceof Element element)) {
            return Optional.empty();
        }
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
        var bare = address.codePoints()
                .filter(it -> it > 0x20 && it != 0x7f && !Character.isISOControl(it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        var scheme = SCHEME.matcher(bare);
        return !scheme.find() || SCHEMES.contains(scheme.group(1));
    }

    /**
     * Leads every web link of the mail, but for our own, to where the operator says.
     *
     * @return whether any was changed
     */
    static boolean rewrite(Document mail, Set<String> own, UnaryOperator<String> rewriting) {
        var changed = false;
        for (var link : mail.select("a[href], area[href]")) {
            var address = link.attr("href").strip();
            if (isWeb(address) && !own.contains(address)) {
                var other = rewriting.apply(address);
                if (!other.equals(address)) {
                    link.attr("href", other);
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** The same for a text. */
    static String rewrite(String text, Set<String> own, UnaryOperator<String> rewriting) {
        return PLAIN_LINK.matcher(text).replaceAll(it -> {
            var address = it.group();
            return java.util.regex.Matcher.quoteReplacement(own.contains(address) ? address : rewriting.apply(address));
        });
    }

    private static boolean isWeb(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }
}
