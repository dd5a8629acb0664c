package org.postille.delivery.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postille.base.Invalid;
import org.postille.delivery.dns.Answers;

/**
 * Who takes the mail of a domain: the domain of its most preferred mail host, so that all who have their mail at one provider are
 * one. Where DNS does not know or does not answer, the domain stands for itself.
 */
final class MxHosts {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WITHOUT_ANSWER = Duration.ofMinutes(5);
    private static final int MOST = 20_000;
    /** What stands before a country's two letters where firms register one level further down. */
    private static final Set<String> SECOND_LEVEL = Set.of("co", "com", "net", "org", "ac", "or", "ne", "gov", "edu");

    private final Answers dns;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();

    MxHosts(Answers dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    private record Known(String house, Instant until) {}

    /** The house of each domain; asks DNS for those that it has not asked for within the hour, all at once. */
    Map<String, String> of(Collection<String> domains) {
        var now = clock.instant();
        var asked = new HashMap<String, Future<Known>>();
        var houses = new HashMap<String, String>();
        for (var domain : domains) {
            var before = known.get(domain);
            if (before != null && now.isBefore(before.until)) {
                houses.put(domain, before.house);
            } else {
                asked.put(domain, questions.submit(() -> ask(domain, now)));
            }
        }
        if (known.size() + asked.size() > MOST) {
            known.clear();
        }
        asked.forEach((domain, answer) -> {
            try {
                known.put(domain, answer.get());
                houses.put(domain, answer.get().house);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                houses.put(domain, domain);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
        return houses;
    }

    private Known ask(String domain, Instant now) {
        try {
            var hosts = dns.mx(domain);
            return new Known(house(domain, hosts), now.plus(KEPT));
        } catch (Answers.NoAnswer | Invalid e) {
            return new Known(domain, now.plus(KEPT_WITHOUT_ANSWER));
        }
    }

    private static String house(String domain, List<String> hosts) {
        return hosts.stream()
                .map(it -> it.split(" ", 2))
                .filter(it -> it.length == 2 && !it[1].equals("."))
                .min(Comparator.comparingInt(it -> Integer.parseInt(it[0])))
                .map(it -> registered(it[1]))
                .orElse(domain);
    }

    /** The part of a host name that somebody has registered, by rule of thumb. */
    static String registered(String host) {
        var labels = host.split("\\.");
        var last = labels.length - 1;
        if (last < 2) {
            return host;
        }
        var deep = labels[last].length() == 2 && SECOND_LEVEL.contains(labels[last - 1]);
        return String.join(".", List.of(labels).subList(last - (deep ? 2 : 1), last + 1));
    }

    void close() {
        questions.shutdownNow();
    }
}
