package org.postille.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postille.base.PostilleConfig;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.delivery.MessageState;
import org.postille.delivery.Outbox;
import org.postille.demo.mailbox.DemoMailbox;

/** What the demo has done, in numbers, with the pictures of some mails really fetched over HTTP. */
@ApplicationScoped
class Summary {

    private static final int OPENED_MAILS = 12;
    private static final String OPENED = "opened";
    private static final Pattern PICTURE = Pattern.compile("src=\"http[^\"]+(/i/[^\"]+)\"");

    private final DemoSql sql;
    private final Outbox outbox;
    private final Campaigns campaigns;
    private final DemoMailbox mailbox;
    private final PostilleConfig config;
    private final DemoState state;
    private final Clock clock;

    Summary(
            DemoSql sql,
            Outbox outbox,
            Campaigns campaigns,
            DemoMailbox mailbox,
            PostilleConfig config,
            DemoState state,
            Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.mailbox = mailbox;
        this.config = config;
        this.state = state;
        this.clock = clock;
    }

    /** @param opening whether to open some mails and say how long their pictures took */
    String measure(boolean opening) {
        var size = sql.size();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%s: %,d products, %,d customers, %,d events up to %s%n%n",
                config.shop().name(),
                size.products(),
                size.customers(),
                size.events(),
                size.lastEvent()));
        text.append(String.format("  %-20s %6s %10s  %s%n", "campaign", "mails", "recipients", "not sent"));
        var slots = 0L;
        var mails = 0L;
        for (var campaign : campaigns.all()) {
            var counts = outbox.counts().stream()
                    .filter(it -> it.campaign().equals(campaign.definition().name()))
                    .toList();
            var accepted = counts.stream()
                    .filter(it -> it.state() == MessageState.ACCEPTED)
                    .toList();
            var sent = accepted.stream().mapToInt(Outbox.Count::messages).sum();
            var others = counts.stream()
                    .filter(it -> it.state() != MessageState.ACCEPTED)
                    .map(it -> it.messages() + " "
                            + it.state().name().toLowerCase(Locale.ROOT)
                            + (it.rule() == null ? "" : ": " + it.rule()))
                    .collect(Collectors.joining("; "));
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %,6d %,10d  %s%n",
                    campaign.definition().name(),
                    sent,
                    accepted.stream().mapToInt(Outbox.Count::customers).sum(),
                    others));
            mails += sent;
            slots += sent * slots(campaign.definition());
        }
        text.append(String.format(
                Locale.ROOT, "%n  %,d mails with %,d slots; %,d mails in the mailbox%n", mails, slots, mailbox.size()));
        var attention = sql.attention();
        text.append(String.format(
                Locale.ROOT,
                "  %,d of the mails went to customers who consent to tracking: %,d looked at, %,d clicks on products\n",
                attention.mails(),
                attention.looks(),
                attention.clicks()));
        return opening ? text + pictures() : text.toString();
    }

    private static long slots(CampaignDefinition definition) {
        return definition.messages().values().iterator().next().blocks().values().stream()
                .mapToLong(Block::slots)
                .sum();
    }

    private String pictures() {
        var first = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        var opened = state.get(OPENED).map(Integer::valueOf).orElse(0);
        state.put(OPENED, Integer.toString(opened + OPENED_MAILS));
        try (var http = HttpClient.newHttpClient()) {
            // Those that earlier runs have opened are passed over: theirs would not be first opens.
            for (var html : mailbox.newest(opened, OPENED_MAILS)) {
                var addresses = pictures(html);
                addresses.forEach(it -> first.add(fetch(http, it)));
                addresses.forEach(it -> again.add(fetch(http, it)));
            }
        }
        return "  picture, first open:  " + quantiles(first) + "\n  picture, opened again: " + quantiles(again);
    }

    /** At the address of this run, whatever that of the run was which sent the mail. */
    private Set<String> pictures(String html) {
        var found = new LinkedHashSet<String>();
        var matcher = PICTURE.matcher(html);
        while (matcher.find()) {
            found.add(config.publicUrl() + matcher.group(1).replace("&amp;", "&"));
        }
        return found;
    }

    private static double fetch(HttpClient http, String address) {
        var start = System.nanoTime();
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length == 0) {
                throw new IllegalStateException(address + " answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static String quantiles(List<Double> millis) {
        if (millis.isEmpty()) {
            return "no unopened mail is left";
        }
        var sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "median %.1f ms, 95 %% within %.1f ms (%d pictures)",
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                sorted.length);
    }

    String welcome() {
        return """

                  mailbox   %1$s/mailbox
                  shop      %1$s/shop
                  REST API  %1$s/q/swagger-ui   key: %2$s
                  webhooks  %1$s/hooks/standard   secret: %3$s

                The demo's clock is at %4$s: it has moved on to whatever was due next.
                Ctrl-C stops everything.
                """.formatted(
                        config.publicUrl(),
                        state.get("api.key").orElse(""),
                        state.get("hooks.secret").orElse(""),
                        clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }
}
