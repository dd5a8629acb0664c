package org.postille.campaign.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Basis;
import org.postille.audience.Holdout;
import org.postille.audience.Rule;
import org.postille.base.Nearest;
import org.postille.base.NotFound;

/**
 * One campaign file, checked.
 *
 * @param name unique in the folder
 * @param version of the file's bytes: 16 hexadecimal digits of their SHA-256
 * @param place of the name in the file
 * @param language for readers of a language that a text is not written in
 * @param journey at least one step; all its messages exist
 * @param messages all of them are sent somewhere in the journey
 * @param expires from the moment that a mail is due: then nobody wants it any more
 * @param onUnknown what becomes of a mail that the relay may or may not have taken
 * @param holdout who is left out to measure the effect; null: nobody
 * @param mentions what it names of the assortment, with its segments
 */
public record CampaignDefinition(
        String name,
        String version,
        Place place,
        Texts title,
        Basis basis,
        String language,
        Start start,
        List<JourneyStep> journey,
        Rule audience,
        Map<String, MessageDefinition> messages,
        Limits limits,
        Duration expires,
        OnUnknown onUnknown,
        @Nullable Holdout holdout,
        List<Mention> mentions) {

    /** {@code expires} of a campaign whose file does not say. */
    public static final Duration EXPIRES = Duration.ofHours(24);

    public CampaignDefinition {
        journey = List.copyOf(journey);
        mentions = List.copyOf(mentions);
        messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
    }

    /** The purpose whose consent (or objection) decides; nothing for transactional mail. */
    public Optional<String> purpose() {
        return switch (basis) {
            case Basis.Consent consent -> Optional.of(consent.purpose());
            case Basis.ExistingCustomer customer -> Optional.of(customer.purpose());
            case Basis.Transactional _ -> Optional.empty();
        };
    }

    /** @throws NotFound if the campaign has no message of that name (any more) */
    public MessageDefinition message(String message) {
        var found = messages.get(message);
        if (found == null) {
            throw new NotFound("the campaign '" + name + "' has no message '" + message + "'"
                    + Nearest.hint(message, messages.keySet()));
        }
        return found;
    }
}
