package org.postille.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Nearest;
import org.postille.base.NotFound;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.campaign.Journeys;
import org.postille.catalog.Product;
import org.postille.consent.TrackingMode;
import org.postille.customer.Customer;
import org.postille.opentime.InlinePictures;
import org.postille.render.Rendered;

/**
 * What one customer would get, pictures included. It goes the way of a real message, in a transaction that is undone: nothing is
 * planned, sent or decided.
 */
@ApplicationScoped
public class Preview {

    private final Campaigns campaigns;
    private final Journeys journeys;
    private final Composition composition;
    private final InlinePictures pictures;
    private final PreviewSql sql;
    private final Clock clock;

    Preview(
            Campaigns campaigns,
            Journeys journeys,
            Composition composition,
            InlinePictures pictures,
            PreviewSql sql,
            Clock clock) {
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.composition = composition;
        this.pictures = pictures;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The mail. A triggered campaign is shown with the customer's latest event of its kind.
     *
     * @param message null: the first of the campaign
     * @param customerKey the shop's number
     * @throws NotFound with the nearest known name if there is no such campaign, message or customer, or no such event
     */
    public Rendered of(String campaign, @Nullable String message, String customerKey, Instant at) {
        // Outside: what this may load and register is to stay.
        var running = campaigns.named(campaign);
        var shown = new AtomicReference<Rendered>();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                shown.set(inTransaction(running, message, customerKey, at));
                throw new Undone();
            });
        } catch (Undone e) {
            // As it should be: the mail is there, and nothing else.
        }
        return Objects.requireNonNull(shown.get());
    }

    /** Ends a transaction without leaving anything behind. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Rendered inTransaction(
            Campaigns.Running running, @Nullable String message, String customerKey, Instant at) {
        var definition = running.definition();
        var name = message == null ? FanOut.message(definition) : message;
        var wanted = definition.messages().get(name);
        if (wanted == null) {
            throw new NotFound("campaign '" + definition.name() + "' has no message '" + name + "'"
                    + Nearest.hint(name, definition.messages().keySet()));
        }
        var customer = Customer.byKey(customerKey);
        var facts = journeys.latest(definition, customer, at).orElse(null);
        var id = sql.trial(
                running.id(),
                name,
                customer.id,
                definition.purpose().orElse(null),
                facts == null ? null : facts.json(),
                clock.instant());
        var rendered = composition.show(new Composition.Writing(
                id, definition, wanted, customer, facts, products(facts), TrackingMode.AGGREGATE, at));
        return new Rendered(rendered.subject(), pictures.in(rendered.html()), rendered.text());
    }

    private static Map<Long, Product> products(@Nullable Facts facts) {
        return facts == null
                ? Map.of()
                : Product.ofIds(List.copyOf(
                                facts.items().stream().map(Facts.Item::product).collect(Collectors.toSet())))
                        .stream()
                        .collect(Collectors.toMap(it -> it.id, Function.identity()));
    }
}
