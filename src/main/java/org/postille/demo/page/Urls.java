package org.postille.demo.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of addresses. */
public final class Urls {

    private static final Pattern EARLIER = Pattern.compile("http://localhost:\\d+/(?=(?:i|c|u|shop)/)");

    private Urls() {}

    /** Text as one segment of a path, or as a value in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether an address from outside may stand in a link: a web address, nothing that could be a script. */
    public static boolean mayBeLinked(String url) {
        return url.matches("https?://[^\\s\"'<>\\\\]{1,2000}");
    }

    /** A mail of an earlier run may name another port: its pictures and links are answered at the address of this one. */
    public static String ofThisRun(String text, String address) {
        return EARLIER.matcher(text).replaceAll(Matcher.quoteReplacement(address + "/"));
    }
}
