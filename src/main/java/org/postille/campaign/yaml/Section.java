package org.postille.campaign.yaml;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every place where a campaign file has keys, and which. The JSON Schema describes each under the same name. */
enum Section {
    CAMPAIGN(
            "campaign",
            "title",
            "basis",
            "purpose",
            "language",
            "schedule",
            "trigger",
            "journey",
            "audience",
            "messages",
            "limits",
            "expires",
            "on-unknown",
            "experiment"),
    SCHEDULE("cron", "daily", "zone", "best-hour"),
    TRIGGER("on", "where", "wait", "unless"),
    WHERE("cart.value", "order.value", "product.category"),
    AMOUNT("min", "max"),
    STEP("send", "wait", "unless"),
    MESSAGE("template", "subject", "blocks", "countdown", "voucher"),
    COUNTDOWN("at", "after", "zone"),
    VOUCHER("code", "pool", "title", "at", "after", "zone"),
    BLOCK(
            "strategy",
            "to",
            "by",
            "theme",
            "slots",
            "fallback",
            "repeat",
            "vary",
            "boost",
            "reasons",
            "price",
            "fits",
            "exclude",
            "at-least",
            "short",
            "look"),
    REPEAT("avoid"),
    EXCLUDE("bought", "cart", "returned", "shown"),
    FIT("customer", "age-of", "unknown"),
    SHORT("hide-below"),
    TO("product"),
    FALLBACK("strategy", "to", "by", "picture", "link"),
    VARY("brand", "category"),
    THEME("product", "category", "brand", "material", "colour", "words", "attribute"),
    ATTRIBUTE_RANGE("min", "max"),
    BOOST(THEME, "by", "for"),
    LIMITS("per-customer", "quiet-hours"),
    QUIET_HOURS("from", "to"),
    EXPERIMENT("holdout"),
    RULE(
            "all",
            "any",
            "not",
            "segment",
            "country",
            "language",
            "birthday",
            "gender",
            "age",
            "attribute",
            "ordered",
            "viewed",
            "customer-since",
            "has-consent",
            "interest",
            "active",
            "churn-risk",
            "expected-value",
            "next-order-due",
            "replenish"),
    CHOICE("in"),
    AGE("min", "max"),
    CUSTOMER_ATTRIBUTE("min", "max", "age"),
    TIME_AS_CUSTOMER("min", "max"),
    BEHAVIOUR(THEME, "within", "at-least"),
    INTEREST(THEME, "top", "at-least"),
    PROBABILITY("at-least", "at-most"),
    EXPECTED_VALUE("at-least", "at-most"),
    NEXT_ORDER("within"),
    REPLENISH(THEME, "within", "at-least"),
    LOOKS("colours", "font", "padding", "corner", "photo", "badges", "looks"),
    LOOK("colours", "font", "padding", "corner", "photo", "badges"),
    COLOURS("background", "text", "price", "old-price", "badge", "badge-text"),
    FONT("regular", "semibold"),
    BADGES("new", "few", "reduced", "most"),
    SEGMENTS("segments"),
    SEGMENT("title", "rule");

    /** Never changed after the constructor; the JDK has no type that says so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> keys;

    Section(String... keys) {
        this.keys = new LinkedHashSet<>(List.of(keys));
    }

    Section(Section other, String... keys) {
        this.keys = new LinkedHashSet<>(other.keys);
        this.keys.addAll(Arrays.asList(keys));
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }
}
