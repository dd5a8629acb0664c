package org.postille.delivery.pace;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.dns.Resolver;

/** The lanes of all houses that mail goes to. A house without a limit of its own gets the general ones. */
@ApplicationScoped
public class Destinations {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final PaceConfig config;
    private final Clock clock;
    private final Map<String, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable MxHosts hosts;

    Destinations(PaceConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The lane of each domain. Where it is not known whose it is, DNS is asked, for all of them at once. */
    public Map<String, Lane> of(Collection<String> domains) {
        var houses = config.mxLookup() ? hosts().of(domains) : Map.<String, String>of();
        var found = new HashMap<String, Lane>();
        for (var domain : domains) {
            found.put(domain, lane(houses.getOrDefault(domain, domain)));
        }
        return found;
    }

    /** Those that are slower than they were, because the house defers mail. */
    public synchronized List<Lane> slowed() {
        return lanes.values().stream().filter(Lane::isSlowed).distinct().toList();
    }

    private synchronized MxHosts hosts() {
        if (hosts == null) {
            hosts = new MxHosts(Resolver.of(Optional.empty(), PATIENCE), clock);
        }
        return hosts;
    }

    private synchronized Lane lane(String house) {
        var known = lanes.get(house);
        if (known != null) {
            return known;
        }
        if (lanes.size() >= MOST) {
            lanes.values().removeIf(Lane::isIdle);
        }
        var lane = config.destinations().entrySet().stream()
                .filter(it -> takes(it.getValue(), house))
                .findFirst()
                .map(it -> lanes.computeIfAbsent(
                        "destination " + it.getKey(),
                        key -> new Lane(
                                it.getKey(),
                                it.getValue().connections(),
                                it.getValue().mailsPerMinute())))
                .orElseGet(() -> new Lane(house, Lane.MANY, 0));
        lanes.put(house, lane);
        return lane;
    }

    private static boolean takes(PaceConfig.Destination destination, String house) {
        return destination.mx().orElse(List.of()).stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .anyMatch(it -> house.equals(it) || house.endsWith("." + it));
    }

    synchronized void close(@Observes ShutdownEvent end) {
        if (hosts != null) {
            hosts.close();
        }
    }
}
