package org.postille.audience;

import java.math.BigDecimal;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
import org.postille.base.Theme;
import org.postille.event.EventKind;

/**
 * A condition on a customer. It holds or it does not: a rule about something that is not known (an age without a birthday)
 * does not hold, and its {@link Not} does.
 */
public sealed interface Rule {

    record Everyone() implements Rule {}

    record All(List<Rule> rules) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }
    }

    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = List.copyOf(rules);
        }
    }

    record Not(Rule rule) implements Rule {}

    /** A rule that several campaigns share under a name. */
    record InSegment(String name, Rule rule) implements Rule {}

    /** @param in ISO 3166-1 codes */
    record Country(List<String> in) implements Rule {
        public Country {
            in = List.copyOf(in);
        }
    }

    /** @param in primary language tags */
    record Language(List<String> in) implements Rule {
        public Language {
            in = List.copyOf(in);
        }
    }

    /** @param in female, male, diverse */
    record Gender(List<String> in) implements Rule {
        public Gender {
            in = List.copyOf(in);
        }
    }

    /** It is the customer's birthday, where the customer lives. Those born on 29 February have it on the 28th in other years. */
    record BirthdayToday() implements Rule {}

    /** Full years, both bounds included. */
    record Age(@Nullable Integer min, @Nullable Integer max) implements Rule {}

    /** Something that the shop says of the customer under a name of its own. */
    record Attribute(AttributeFilter filter) implements Rule {}

    /**
     * The customer did something with such a product.
     *
     * @param within counted back from the moment of selection; null: ever
     * @param atLeast how often: orders or views, not pieces
     */
    record Did(EventKind kind, Theme what, @Nullable TemporalAmount within, int atLeast) implements Rule {}

    /** How long the customer has been one. */
    record CustomerSince(
            @Nullable TemporalAmount min, @Nullable TemporalAmount max) implements Rule {}

    record HasConsent(String purpose) implements Rule {}

    /**
     * Predicted interest in any product of the theme.
     *
     * @param top how many customers at the most, the most interested of the whole shop
     * @param atLeast between 0 and 1
     */
    record Interest(Theme theme, int top, double atLeast) implements Rule {}

    /** What the timing of orders tells of a customer, in one figure. */
    enum Figure {
        /** Probability of not having stayed away for good. */
        ACTIVE("probability of being active"),
        /** Probability of no order within 90 days. */
        CHURN_RISK("churn risk"),
        /** Expected to be spent within 90 days, in the shop's currency. */
        EXPECTED_VALUE("expected value");

        private final String words;

        Figure(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** A figure of the latest training is within bounds, both included. Does not hold for those who have never ordered. */
    record Expected(
            Figure figure,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost) implements Rule {}

    /** The next order is expected so soon. */
    record NextOrderDue(TemporalAmount within) implements Rule {}

    /**
     * The customer has bought such a product and will need it again so soon.
     *
     * @param atLeast probability that they buy it within 28 days
     */
    record Replenish(Theme what, TemporalAmount within, double atLeast) implements Rule {}
}
