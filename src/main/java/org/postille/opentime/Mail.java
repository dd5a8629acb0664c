package org.postille.opentime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.consent.TrackingMode;
import org.postille.tracking.visit.Sent;

/**
 * A mail as it stands when one of its slots is asked for.
 *
 * @param campaign our id
 * @param message which of the campaign's messages
 * @param language of the customer; null if they have been erased
 * @param withdrawn whether the customer has ended the consent, or objected to the purpose, that the mail was sent under
 * @param isTracked whether the customer consents to tracking
 * @param mode what may be known of the reader
 * @param deliveredAt when the relay had taken it; null where that is not known
 * @param facts of the trigger, as JSON
 * @param shown by block, for the position in it that was asked for
 */
record Mail(
        long id,
        long campaign,
        String message,
        Instant plannedAt,
        long customer,
        @Nullable String language,
        @Nullable String country,
        boolean withdrawn,
        boolean isTracked,
        TrackingMode mode,
        @Nullable Instant deliveredAt,
        @Nullable String facts,
        Map<String, Shown> shown) {

    /**
     * A decision, and the present state of its product.
     *
     * @param product our id; null where nothing fitted
     * @param decidedPrice what the last picture said
     * @param firstPrice when the product was chosen
     * @param decidedAt when the product was chosen
     * @param served whether a picture showed it
     * @param seen whether a person was known to look at it
     * @param reason why this customer is shown it; null where the picture does not say so
     * @param offer null where there is no product, or no more
     */
    record Shown(
            @Nullable Long product,
            @Nullable Money decidedPrice,
            @Nullable Money firstPrice,
            Instant decidedAt,
            boolean served,
            int revision,
            String model,
            boolean seen,
            @Nullable String reason,
            @Nullable Offered offer) {}

    /**
     * A product as it is now.
     *
     * @param title in the customer's language if there is one
     * @param oldPrice the only one that may be struck through beside it; null: none may be
     * @param stock null where it is not counted
     * @param releasedOn null where that is not known
     * @param article whether it is something to read, which has no price
     * @param photo hash of its photo
     */
    record Offered(
            String title,
            String link,
            Money price,
            @Nullable Money oldPrice,
            boolean sellable,
            @Nullable Integer stock,
            @Nullable LocalDate releasedOn,
            boolean article,
            @Nullable String photo) {}

    /** What the slot that was asked for shows, or nothing where that is not decided yet. */
    Optional<Shown> shown(String block) {
        return Optional.ofNullable(shown.get(block));
    }

    /** Whether nobody was known to look at this slot yet, though it shows something. */
    boolean isUnseen(String block) {
        return shown(block).filter(it -> it.product() != null && !it.seen()).isPresent();
    }

    /** Whether this mail may still be personal. It was sent with a right to be; that ends with a withdrawal, or with an erasure. */
    boolean mayBePersonal() {
        return language != null && !withdrawn;
    }

    /** It, as far as a visit is about it. */
    Sent sent() {
        return new Sent(id, campaign, message, customer, mode, deliveredAt);
    }

    Locale locale() {
        return new Locale.Builder()
                .setLanguage(language == null ? "" : language)
                .setRegion(country == null ? "" : country)
                .build();
    }
}
