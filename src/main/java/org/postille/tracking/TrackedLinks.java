package org.postille.tracking;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.consent.TrackingMode;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.SentSql;
import org.postille.tracking.visit.VisitClass;
import org.postille.tracking.visit.Visits;

/**
 * Links of a mail that lead through us to a stored target. The address in the mail names the mail and the link, sealed: no target
 * can be read from it or put into it.
 */
@ApplicationScoped
public class TrackedLinks {

    private static final int LONGEST = 2_000;
    private static final int MOST_KNOWN = 10_000;
    /** Stands for an address that is left alone. */
    private static final long NONE = -1;

    private final LinkSql sql;
    private final Tokens tokens;
    private final String publicUrl;
    private final TrackingConfig config;
    private final SentSql sent;
    private final Visits visits;
    private final Clock clock;
    /** Ids of those that are stored, by address. */
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    TrackedLinks(
            LinkSql sql,
            Tokens tokens,
            PostilleConfig shop,
            TrackingConfig config,
            SentSql sent,
            Visits visits,
            Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.publicUrl = shop.publicUrl();
        this.config = config;
        this.sent = sent;
        this.visits = visits;
        this.clock = clock;
    }

    /**
     * What a mail shows in place of an address. Stores the address where it is new, so the address should be one that many mails
     * share.
     *
     * @return the address itself where links are not tracked, and where it is none that a browser could be sent to
     */
    public String of(long message, String address) {
        if (!config.links()) {
            return address;
        }
        var id = known.get(address);
        if (id == null) {
            id = stored(address);
        }
        return id == NONE ? address : publicUrl + "/c/" + tokens.issue(Purpose.LINK, message, id);
    }

    private long stored(String address) {
        var id = id(address);
        if (address.length() > LONGEST || !isOnTheWeb(address)) {
            id = NONE;
        } else {
            sql.store(id, address);
            if (!sql.url(id).equals(Optional.of(address))) {
                id = NONE;
            }
        }
        if (known.size() < MOST_KNOWN) {
            known.put(address, id);
        }
        return id;
    }

    private static long id(String address) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What we would not find the way to when somebody clicks is better left to the reader's browser. */
    private static boolean isOnTheWeb(String address) {
        try {
            return new URI(address).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Where a click on a link leads, counted as the reader allows; nothing if the token is not of one. */
    public Optional<String> clicked(String token, Request request) {
        return numbers(token).flatMap(it -> {
            var url = sql.url(it.getLast());
            url.ifPresent(
                    target -> count(it.getFirst(), it.getLast(), visits.isTrap(target) ? request.toTrap() : request));
            return url;
        });
    }

    /** The same without counting, for those who only look where it leads. */
    public Optional<String> target(String token) {
        return numbers(token).map(List::getLast).flatMap(sql::url);
    }

    private Optional<List<Long>> numbers(String token) {
        return tokens.open(Purpose.LINK, token).filter(it -> it.size() == 2);
    }

    private void count(long message, long link, Request request) {
        try {
            var now = clock.instant();
            var mail = sent.of(message);
            // Whoever is erased, or withdrew, is not counted either.
            var judgement = mail.map(it -> visits.judge(request, it));
            mail.ifPresent(it -> visits.record(it, request, Long.toString(link), judgement.orElseThrow(), now));
            if (mail.filter(it -> it.mode() != TrackingMode.NONE).isPresent()) {
                sql.count(
                        link,
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        judgement
                                .filter(it -> it.visitor() == VisitClass.HUMAN_LIKELY)
                                .isPresent());
            }
        } catch (RuntimeException e) {
            // Whoever clicked wants to get there.
            Log.warnf("a click on link %d could not be counted: %s", link, e.getMessage());
        }
    }
}
