package org.postille.demo.bench;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postille.campaign.Campaigns;
import org.postille.consent.TrackingMode;
import org.postille.customer.Customer;
import org.postille.delivery.Composition;
import org.postille.render.Rendered;

/** The mail that is sent and rendered: of a campaign of the benchmarks' own. */
@ApplicationScoped
class BenchMail {

    private static final int CUSTOMERS = 200;
    private static final int LINE = 76;
    private static final String CAMPAIGN = "newsletter";

    private final Campaigns campaigns;
    private final Composition composition;
    private final BenchSql sql;
    private final Clock clock;

    BenchMail(Campaigns campaigns, Composition composition, BenchSql sql, Clock clock) {
        this.campaigns = campaigns;
        this.composition = composition;
        this.sql = sql;
        this.clock = clock;
    }

    /** Has the server take its campaign and its template for those of the shop. */
    static void install(Path folder) throws IOException {
        for (var file : List.of("campaigns/newsletter.yaml", "templates/bench.mjml")) {
            var target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            try (var in = BenchMail.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IOException(file + " is not in the program");
                }
                Files.write(target, in.readAllBytes());
            }
        }
        System.setProperty("postille.campaigns", folder.resolve("campaigns").toString());
        System.setProperty("postille.templates", folder.resolve("templates").toString());
    }

    /** What has to be known to write to some customers. */
    List<Composition.Writing> writings() {
        var campaign = campaigns.named(CAMPAIGN).definition();
        var message = campaign.messages().values().iterator().next();
        var customers = QuarkusTransaction.requiringNew().call(() -> Customer.ofIds(sql.customerIds(CUSTOMERS)));
        var writings = new ArrayList<Composition.Writing>();
        for (var customer : customers) {
            writings.add(new Composition.Writing(
                    1_000_000 + customer.id,
                    campaign,
                    message,
                    customer,
                    null,
                    Map.of(),
                    TrackingMode.AGGREGATE,
                    clock.instant()));
        }
        return writings;
    }

    Rendered write(Composition.Writing writing) {
        return composition.write(writing);
    }

    /** As much as one of the mails has, in lines as SMTP wants them, and no more like it than that. */
    byte[] likeness() {
        var mail = write(writings().getFirst());
        var text = "Subject: likeness\r\n\r\n"
                + (mail.html() + mail.text())
                        .replaceAll("[^\\x20-\\x7e]", "=C3=BC")
                        .replaceAll(".{" + LINE + "}", "$0=\r\n");
        return text.replace("\n.", "\n=2E").getBytes(StandardCharsets.US_ASCII);
    }
}
