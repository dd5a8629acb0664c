package org.postille.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postille.base.PostilleConfig;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.demo.mailbox.DemoMailbox;
import org.postille.demo.shop.Dice;

/**
 * Made-up readers of the older mails in the mailbox: most of them load the pictures, and some click, over HTTP as anybody's mail
 * program would. What appeals to them is a matter of the product alone, and what stands further down is looked at less. The same
 * reader does the same with the same mail.
 */
@ApplicationScoped
class Readers {

    /** The latest are left for the visitor to open. */
    private static final int LEFT_UNREAD = 96;

    private static final int MOST_READ = 200;
    private static final double LOOK = 0.8;
    private static final double LEAST_LIKED = 0.03;
    private static final double MOST_LIKED = 0.4;
    private static final int CLICKS = 2;

    /** Sooner than this after a mail left, or after another click in it, only programs click. */
    private static final Duration READING = Duration.ofMinutes(1);

    /** What is not taken for a program's. */
    private static final String MAIL_PROGRAM =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";

    private static final Pattern SLOT =
            Pattern.compile("href=\"http[^\"]*(/c/[^\"]+)\"[^>]*>\\s*<img[^>]* src=\"http[^\"]*(/i/[^\"]+)\"");

    private final DemoMailbox mailbox;
    private final DemoClock clock;
    private final PostilleConfig config;

    Readers(DemoMailbox mailbox, DemoClock clock, PostilleConfig config) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.config = config;
    }

    private record Slot(String link, String picture) {}

    /** A mail that is being read, and where its reader would click next. */
    private static final class Reading {
        private final Dice dice;
        private final List<Slot> slots;
        private int next;

        Reading(ReceivedMail mail) {
            dice = new Dice(Dice.mix((mail.to().address() + mail.subject()).hashCode()));
            slots = SLOT.matcher(mail.html())
                    .results()
                    .map(it -> new Slot(it.group(1), it.group(2)))
                    .toList();
        }
    }

    /** Lets them read, while the clock moves on by minutes. */
    void read() {
        try (var http = HttpClient.newHttpClient()) {
            var readings = new ArrayList<Reading>();
            for (var mail : mailbox.mails(LEFT_UNREAD, MOST_READ)) {
                var reading = new Reading(mail);
                if (reading.dice.chance(LOOK) && !reading.slots.isEmpty()) {
                    // One picture tells as much as all: whoever sees one sees the others.
                    ask(http, "GET", reading.slots.getFirst().picture, 200);
                    readings.add(reading);
                }
            }
            for (var click = 0; click < CLICKS; click++) {
                clock.moveTo(clock.instant().plus(READING));
                readings.forEach(it -> click(http, it));
            }
        }
    }

    private void click(HttpClient http, Reading reading) {
        while (reading.next < reading.slots.size()) {
            var place = reading.next++;
            var lot = reading.dice.unit() * (1 + place / 2.0);
            var link = reading.slots.get(place).link;
            if (lot < MOST_LIKED && lot < liking(shown(http, link))) {
                ask(http, "GET", link, 302);
                return;
            }
        }
    }

    /** Where the link leads, which is asked without being counted as a click. */
    private String shown(HttpClient http, String link) {
        return ask(http, "HEAD", link, 302).headers().firstValue("Location").orElse("");
    }

    private static double liking(String product) {
        var path = URI.create(product).getPath();
        var luck = new Dice(Dice.mix(path.hashCode())).unit();
        return LEAST_LIKED + (MOST_LIKED - LEAST_LIKED) * luck * luck * luck;
    }

    private HttpResponse<byte[]> ask(HttpClient http, String method, String path, int expected) {
        var request = HttpRequest.newBuilder(URI.create(config.publicUrl() + path.replace("&amp;", "&")))
                .header("User-Agent", MAIL_PROGRAM)
                .header("Accept-Language", "de-DE,de;q=0.9")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
