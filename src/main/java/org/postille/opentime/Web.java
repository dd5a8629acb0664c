package org.postille.opentime;

import java.net.URI;
import java.util.Locale;

/** Where a reader may be sent to: a feed could bring anything as a link, and a template name it. */
final class Web {

    private Web() {}

    /** What begins with a stroke lies below the shop's start page. */
    static String absolute(String link, String startPage) {
        return link.startsWith("/") ? startPage.replaceFirst("/$", "") + link : link;
    }

    /** Whether a browser goes there. */
    static boolean leadsThere(String address) {
        try {
            return leadsThere(URI.create(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean leadsThere(URI target) {
        var scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && target.getHost() != null;
    }
}
