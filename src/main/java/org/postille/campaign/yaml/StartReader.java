package org.postille.campaign.yaml;

import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Schedule;
import org.postille.campaign.definition.Start;
import org.postille.event.EventKind;
import org.quartz.CronExpression;

/** Reads what sets a campaign off. */
final class StartReader {

    private static final String CUSTOMERS_ZONE = "customer";
    private static final Duration LONGEST_WAIT = Duration.ofHours(23);
    private static final BigDecimal LARGEST_VALUE = new BigDecimal("9999999999");

    private final Findings findings;
    private final Values values;

    StartReader(Findings findings) {
        this.findings = findings;
        this.values = new Values(findings);
    }

    /** Nothing where it is not known what starts the campaign; the findings say why. */
    Optional<Start> read(Fields campaign) {
        var schedule = campaign.get("schedule").map(this::schedule);
        var trigger = campaign.get("trigger").flatMap(this::trigger);
        var scheduled = campaign.has("schedule");
        var triggered = campaign.has("trigger");
        if (scheduled && triggered) {
            findings.add(campaign.placeOf("trigger"), "a campaign has either a 'schedule' or a 'trigger', not both");
        }
        if (!scheduled && !triggered) {
            findings.add(
                    campaign.place(),
                    "nothing starts this campaign: add a 'schedule' (the clock does) or a 'trigger' (an event does)");
        }
        return schedule.or(() -> trigger);
    }

    private Start schedule(Node node) {
        var fields = Fields.of(Section.SCHEDULE, node, findings);
        var cron = fields.get("cron").<Schedule.When>map(it -> new Schedule.When.Cron(cron(it)));
        var daily = fields.get("daily").<Schedule.When>map(it -> new Schedule.When.Daily(values.time(it)));
        if (node instanceof Node.Mapping && cron.isPresent() == daily.isPresent()) {
            findings.add(node, "a schedule has either 'daily: \"08:00\"' or 'cron: \"0 0 9 ? * THU\"'");
        }
        var zone = node instanceof Node.Mapping
                ? fields.required("zone", "Europe/Berlin' or 'zone: " + CUSTOMERS_ZONE)
                        .filter(it -> !(it instanceof Node.Scalar scalar
                                && scalar.text().equals(CUSTOMERS_ZONE)))
                        .map(values::zone)
                : Optional.<ZoneId>empty();
        var when = cron.or(() -> daily).orElseGet(() -> new Schedule.When.Daily(LocalTime.MIDNIGHT));
        var bestHour = fields.get("best-hour").map(it -> bestHour(it, fields, zone.isPresent()));
        return new Start.Scheduled(new Schedule(when, zone.orElse(null), bestHour.orElse(null)));
    }

    private Duration bestHour(Node node, Fields schedule, boolean fixedZone) {
        var latest = values.duration(node);
        if (latest.compareTo(Duration.ofHours(1)) < 0 || latest.compareTo(LONGEST_WAIT) > 0) {
            findings.add(
                    node, "expected from PT1H to PT23H, the time in which each customer's best hour is looked for");
        }
        if (fixedZone) {
            findings.add(
                    schedule.placeOf("best-hour"),
                    "a best hour is one on the customer's own clock: it needs 'zone: " + CUSTOMERS_ZONE + "'");
        }
        return latest;
    }

    private String cron(Node node) {
        var expression = values.text(node);
        if (expression.isEmpty()) {
            return expression;
        }
        var fields = expression.split("\\s+").length;
        if (fields < 6 || fields > 7) {
            findings.add(
                    node,
                    "expected the six fields of a cron expression (second minute hour day-of-month month day-of-week,"
                            + " and maybe a year), found " + fields + ": every Thursday at nine is \"0 0 9 ? * THU\"");
            return expression;
        }
        try {
            var cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            if (cron.getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null) {
                findings.add(node, "this moment never comes");
            }
        } catch (ParseException e) {
            var start = node.place();
            findings.add(
                    new Place(start.file(), start.line(), start.column() + wrongField(expression)),
                    "not a cron expression: " + e.getMessage());
        }
        return expression;
    }

    /** Where the first field begins that is wrong by itself: Quartz only tells the place within a field. */
    private static int wrongField(String expression) {
        var fields = Pattern.compile("\\S+").matcher(expression).results().toList();
        for (var i = 0; i < fields.size(); i++) {
            var alone = new ArrayList<>(List.of("0", "0", "0", i == 5 ? "?" : "1", "*", i == 5 ? "1" : "?", "*"));
            alone.set(i, fields.get(i).group());
            if (i == 3 && alone.get(3).equals("?")) {
                alone.set(5, "1");
            }
            if (!CronExpression.isValidExpression(String.join(" ", alone))) {
                return fields.get(i).start();
            }
        }
        return 0;
    }

    private Optional<Start> trigger(Node node) {
        var fields = Fields.of(Section.TRIGGER, node, findings);
        if (!(node instanceof Node.Mapping)) {
            return Optional.empty();
        }
        var on = fields.required("on", "order.placed").flatMap(values::event);
        var where = fields.get("where").map(it -> condition(it, on)).orElse(Start.Condition.NONE);
        var delay = fields.get("wait").map(values::duration).orElse(Duration.ZERO);
        Set<EventKind> unless = fields.get("unless").map(values::events).orElse(Set.of());
        if (fields.has("unless") && !fields.has("wait")) {
            findings.add(fields.placeOf("unless"), "'unless' needs a 'wait' during which the event can come");
        }
        return on.map(it -> new Start.Triggered(it, where, delay, unless));
    }

    private Start.Condition condition(Node node, Optional<EventKind> on) {
        var fields = Fields.of(Section.WHERE, node, findings);
        var carts = fields.get("cart.value");
        var orders = fields.get("order.value");
        if (carts.isPresent() && on.filter(it -> it != EventKind.CART_UPDATED).isPresent()) {
            findings.add(fields.placeOf("cart.value"), "only " + EventKind.CART_UPDATED.code() + " has a cart");
        }
        if (orders.isPresent()
                && on.filter(it -> it != EventKind.ORDERED && it != EventKind.RETURNED)
                        .isPresent()) {
            findings.add(
                    fields.placeOf("order.value"),
                    "only %s and %s have an order".formatted(EventKind.ORDERED.code(), EventKind.RETURNED.code()));
        }
        var categories = fields.get("product.category").map(this::categories).orElse(List.of());
        return carts.or(() -> orders)
                .map(it -> amount(it, categories))
                .orElseGet(() -> new Start.Condition(null, null, categories));
    }

    private List<String> categories(Node node) {
        return node instanceof Node.Mapping
                ? Fields.of(Section.CHOICE, node, findings)
                        .required("in", "[Garden]")
                        .map(values::categories)
                        .orElse(List.of())
                : values.categories(node);
    }

    private Start.Condition amount(Node node, List<String> categories) {
        var fields = Fields.of(Section.AMOUNT, node, findings);
        if (node instanceof Node.Mapping && !fields.has("min") && !fields.has("max")) {
            findings.add(node, "expected 'min', 'max' or both");
        }
        var min = fields.get("min").map(it -> values.decimal(it, BigDecimal.ZERO, LARGEST_VALUE));
        var max = fields.get("max").map(it -> values.decimal(it, BigDecimal.ZERO, LARGEST_VALUE));
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            findings.add(node, "no value is at least %s and at most %s".formatted(min.get(), max.get()));
        }
        return new Start.Condition(min.orElse(null), max.orElse(null), categories);
    }
}
