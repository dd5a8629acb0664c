package org.postille.tracking.visit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.tracking.visit.Networks.Standing;

/**
 * Judges a request by itself; {@link Bursts} looks at several together. Nobody is answered in another way for what comes out. No
 * regular expressions: what strangers send is only searched for words.
 */
final class Rules {

    /** All that Apple Mail's privacy protection says, which loads every mail's pictures whether it is read or not. */
    static final String APPLE = "Mozilla/5.0";

    /** What Gmail says when it loads pictures before anybody looks; Outlook.com's proxy has been seen to say the same. */
    static final String GMAIL = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0";

    private static final List<String> PROXIES = List.of("GoogleImageProxy", "YahooMailProxy");

    private static final List<String> PROGRAMS = List.of(
            "bot",
            "crawl",
            "spider",
            "scan",
            "preview",
            "fetch",
            "monitor",
            "check",
            "slurp",
            "curl",
            "wget",
            "python",
            "java/",
            "apache-http",
            "httpclient",
            "okhttp",
            "go-http",
            "axios",
            "ahc/",
            "hubspot",
            "libwww",
            "headless",
            "phantomjs",
            "puppeteer",
            "playwright",
            "selenium");

    /** Telephones whose name looks like a program's. */
    private static final String CUBOT = "cubot";

    private static final List<String> READERS =
            List.of("Mozilla/5.0 (", "Mozilla/4.0 (", "Opera/", "Microsoft Outlook", "Thunderbird", "Lotus-Notes");

    private final Networks networks;
    private final Duration instant;
    private final Duration probable;

    /**
     * @param instant nobody reads sooner after delivery
     * @param probable nor from networks of filters sooner than that
     */
    Rules(Networks networks, Duration instant, Duration probable) {
        this.networks = networks;
        this.instant = instant;
        this.probable = probable;
    }

    /** @param delivered how long the mail had been delivered; null where that is not known */
    Judgement of(Request request, @Nullable Duration delivered) {
        var standing = request.address() == null
                ? null
                : networks.of(request.address()).orElse(null);
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            return new Judgement(VisitClass.SCANNER, Rule.MANNER);
        }
        if (request.mangled()) {
            return new Judgement(VisitClass.SCANNER, Rule.MANNER);
        }
        if (request.trap()) {
            return new Judgement(VisitClass.SCANNER, Rule.TRAP);
        }
        if (standing == Standing.CERTAIN) {
            return new Judgement(VisitClass.SCANNER, Rule.NETWORK);
        }
        if (request.kind() == Request.Kind.PICTURE) {
            var known = picture(request, standing);
            if (known != null) {
                return known;
            }
        }
        if (isProgram(request)) {
            return new Judgement(VisitClass.SCANNER, Rule.MANNER);
        }
        if (standing == Standing.PROBABLE && isWithin(delivered, probable)) {
            return new Judgement(VisitClass.SCANNER, Rule.PROBABLE_NETWORK);
        }
        if (isWithin(delivered, instant)) {
            return new Judgement(VisitClass.SCANNER, Rule.INSTANT);
        }
        if (request.kind().follows() && !request.speaks()) {
            return new Judgement(VisitClass.SCANNER, Rule.MANNER);
        }
        if (standing == Standing.HOSTING) {
            return new Judgement(request.kind().follows() ? VisitClass.SCANNER : VisitClass.UNKNOWN, Rule.DATA_CENTRE);
        }
        return new Judgement(
                READERS.stream().anyMatch(request.agent()::contains) ? VisitClass.HUMAN_LIKELY : VisitClass.UNKNOWN,
                Rule.NONE);
    }

    /** Those who load pictures for others say so. */
    private static @Nullable Judgement picture(Request request, @Nullable Standing standing) {
        var agent = request.agent();
        if (agent.equals(APPLE)) {
            return request.referred()
                    ? new Judgement(VisitClass.UNKNOWN, Rule.ADVANCE)
                    : new Judgement(VisitClass.PREFETCH, Rule.ADVANCE);
        }
        var anonymous = agent.equals(GMAIL);
        if (PROXIES.stream().anyMatch(agent::contains) || (standing == Standing.WEBMAIL && !isNamed(agent))) {
            return anonymous && standing != Standing.WEBMAIL
                    ? new Judgement(VisitClass.PREFETCH, Rule.ADVANCE)
                    : new Judgement(VisitClass.PROXY_OPEN, Rule.PROXY);
        }
        return anonymous ? new Judgement(VisitClass.PREFETCH, Rule.ADVANCE) : null;
    }

    private static boolean isProgram(Request request) {
        var agent = request.agent();
        return agent.isEmpty()
                || agent.equals(APPLE)
                || (request.kind().follows() && PROXIES.stream().anyMatch(agent::contains))
                || isNamed(agent);
    }

    /** Whether it calls itself a program. */
    private static boolean isNamed(String agent) {
        var words = agent.toLowerCase(Locale.ROOT).replace(CUBOT, "");
        return PROGRAMS.stream().anyMatch(words::contains);
    }

    private static boolean isWithin(@Nullable Duration delivered, Duration longest) {
        return delivered != null && delivered.compareTo(longest) < 0;
    }
}
