package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Start;
import org.postille.catalog.Product;
import org.postille.consent.TrackingMode;
import org.postille.consent.TrackingModes;
import org.postille.customer.Customer;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.feedback.BounceAddress;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.Party;
import org.postille.tracking.UnsubscribeLink;

/** Makes the mail of a claimed message, ready for the relay. */
@ApplicationScoped
class Letters {

    /** Of a field of Feedback-ID; a label of a List-Id may have 63. */
    private static final int LONGEST_LABEL = 60;

    private final Campaigns campaigns;
    private final Composition composition;
    private final UnsubscribeLink unsubscribe;
    private final Tokens tokens;
    private final BounceAddress bounces;
    private final TrackingModes modes;
    private final PostilleConfig.Shop shop;

    Letters(
            Campaigns campaigns,
            Composition composition,
            UnsubscribeLink unsubscribe,
            Tokens tokens,
            BounceAddress bounces,
            TrackingModes modes,
            PostilleConfig config) {
        this.campaigns = campaigns;
        this.composition = composition;
        this.unsubscribe = unsubscribe;
        this.tokens = tokens;
        this.bounces = bounces;
        this.modes = modes;
        this.shop = config.shop();
    }

    /** Whom the messages of a batch are for and what they talk about, by id. */
    record People(Map<Long, Customer> customers, Map<Long, Product> products, Map<Long, TrackingMode> modes) {

        TrackingMode mode(Claimed message) {
            return modes.getOrDefault(message.customer(), TrackingMode.NONE);
        }
    }

    /** Three statements a batch, in the caller's transaction. */
    People people(Collection<Claimed> messages) {
        var customers = messages.stream().map(Claimed::customer).collect(Collectors.toSet());
        var products = messages.stream()
                .map(Letters::facts)
                .filter(Objects::nonNull)
                .flatMap(it -> it.items().stream())
                .map(Facts.Item::product)
                .collect(Collectors.toSet());
        return new People(
                Customer.ofIds(customers).stream().collect(Collectors.toMap(it -> it.id, Function.identity())),
                Product.ofIds(products).stream().collect(Collectors.toMap(it -> it.id, Function.identity())),
                modes.of(customers));
    }

    /** @throws org.postille.base.Invalid if the template fails on this recipient */
    Mail write(Claimed message, Customer customer, People people, Instant now) {
        var campaign = campaigns.ofId(message.campaign()).orElseThrow();
        var rendered = composition.write(new Composition.Writing(
                message.id(),
                campaign,
                Objects.requireNonNull(campaign.messages().get(message.name())),
                customer,
                facts(message),
                people.products(),
                people.mode(message),
                now));
        return new Mail(
                        new Party(shop.from(), shop.name()),
                        bounces.of(message.id(), customer.email),
                        new Party(customer.email, name(customer)),
                        rendered.subject(),
                        rendered.html(),
                        rendered.text(),
                        // The same for every attempt, so that a receiver can tell a second copy.
                        tokens.issue(Purpose.MESSAGE, message.id()) + "@" + domain(),
                        now,
                        campaign.purpose().isEmpty() ? null : listing(message, campaign, customer),
                        campaign.start() instanceof Start.Triggered)
                .withReplyTo(shop.replyTo()
                        .filter(it -> !it.isBlank())
                        .map(it -> new Party(it, shop.name()))
                        .orElse(null));
    }

    private Mail.Listing listing(Claimed message, CampaignDefinition campaign, Customer customer) {
        var id = label(campaign.name());
        return new Mail.Listing(
                        URI.create(unsubscribe.of(message.id())),
                        campaign.title().in(shop.language()).value(),
                        id + "." + domain(),
                        id + ":" + (campaign.start() instanceof Start.Triggered ? "triggered" : "scheduled") + ":"
                                + label(message.name()) + ":postille")
                .withMailto(bounces.unsubscribe(message.id()).orElse(null))
                .withComplaints(complaints(message, customer));
    }

    /** Where mail houses may send complaints (RFC 9477): only to a domain that is ours as the reader sees it. */
    private @Nullable String complaints(Claimed message, Customer customer) {
        var address = bounces.of(message.id(), customer.email);
        var host = EmailAddress.of(address).domain();
        return !address.equals(shop.from()) && (host.equals(domain()) || host.endsWith("." + domain()))
                ? address
                : null;
    }

    /** A name as headers take it; one that is too long for them ends in what tells it from others that begin so. */
    private static String label(String name) {
        var label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return label.length() <= LONGEST_LABEL
                ? label
                : label.substring(0, LONGEST_LABEL - 9) + "-" + String.format(Locale.ROOT, "%08x", name.hashCode());
    }

    private String domain() {
        return EmailAddress.of(shop.from()).domain();
    }

    private static @Nullable String name(Customer customer) {
        var name = ((customer.firstName == null ? "" : customer.firstName) + " "
                        + (customer.lastName == null ? "" : customer.lastName))
                .strip();
        return name.isEmpty() ? null : name;
    }

    private static @Nullable Facts facts(Claimed message) {
        return message.facts() == null ? null : Facts.parse(message.facts());
    }
}
