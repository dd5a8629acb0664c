package org.postille.campaign.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.postille.base.Nearest;
import org.postille.base.Theme;
import org.postille.campaign.definition.Mention;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Texts;
import org.postille.event.EventKind;

/**
 * Reads single values. Each method that cannot read one adds a finding and returns a harmless stand-in; it never gets into a
 * campaign, because a file with findings has none.
 */
final class Values {

    /** Names that authors choose, as they stand in addresses and reports. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern DATE_TIME =
            Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern PERIOD =
            Pattern.compile("P(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,4}D)?");
    private static final Pattern DURATION =
            Pattern.compile("P([0-9]{1,4}D)?T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,6}S)?");

    static final BigDecimal MOST_NUMBER = new BigDecimal("999999999999");
    static final BigDecimal LEAST_NUMBER = MOST_NUMBER.negate();

    private final Findings findings;

    Values(Findings findings) {
        this.findings = findings;
    }

    /** One line of text. */
    String text(Node node) {
        switch (node) {
            case Node.Scalar scalar
            when scalar.type() == Node.Type.TEXT -> {
                if (scalar.text().isBlank()) {
                    findings.add(node, "expected text, found an empty one");
                } else if (scalar.text().strip().chars().anyMatch(Character::isISOControl)) {
                    findings.add(node, "expected one line of text, without line breaks or control characters");
                }
                return scalar.text().strip();
            }
            case Node.Scalar scalar ->
                findings.add(
                        node,
                        scalar.type() == Node.Type.NOTHING
                                ? "expected text, found nothing"
                                : "expected text, found " + node.found() + ": put it in quotes");
            case Node.Sequence _ ->
                findings.add(node, "expected text, found a list; text that begins with [ needs quotes");
            case Node.Mapping _ ->
                findings.add(
                        node, "expected text, found keys and values; text that begins with { or has ': ' needs quotes");
        }
        return "";
    }

    String name(Node node, int longest) {
        var name = text(node);
        if (!name.isEmpty() && (name.length() > longest || !NAME.matcher(name).matches())) {
            findings.add(
                    node,
                    "expected a name of lower-case letters, digits and '-', at most %d long, found %s"
                            .formatted(longest, node.found()));
        }
        return name;
    }

    String choice(Node node, String what, Collection<String> known) {
        var text = text(node);
        if (!text.isEmpty() && !known.contains(text)) {
            findings.add(node, Fields.unknown(what, text, known));
        }
        return text;
    }

    /** One of the values of an enum, by the code that files use; the stand-in where it is none of them. */
    <E extends Enum<E>> E choice(
            Node node, String what, Collection<String> codes, Function<String, Optional<E>> byCode, E standIn) {
        return byCode.apply(choice(node, what, codes)).orElse(standIn);
    }

    Optional<EventKind> event(Node node) {
        return EventKind.of(choice(node, "event", EventKind.codes()));
    }

    Set<EventKind> events(Node node) {
        var kinds = new LinkedHashSet<EventKind>();
        items(node, "events, for example [order.placed]")
                .forEach(item -> event(item).ifPresent(kind -> {
                    if (!kinds.add(kind)) {
                        findings.add(item, "'" + kind.code() + "' stands here twice");
                    }
                }));
        return kinds;
    }

    /** The items of a list. */
    List<Node> items(Node node, String what) {
        return switch (node) {
            case Node.Sequence sequence -> sequence.items();
            case Node.Scalar _, Node.Mapping _ -> {
                findings.add(node, "expected a list of " + what + ", found " + node.found());
                yield List.of();
            }
        };
    }

    /** The items of a list that must have at least one. */
    List<Node> someItems(Node node, String what) {
        var items = items(node, what);
        if (node instanceof Node.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(node, "expected a list of " + what + ", found an empty one");
        }
        return items;
    }

    /** A text or a list of texts. */
    List<Node> oneOrMore(Node node, String what) {
        return switch (node) {
            case Node.Sequence _ -> someItems(node, what);
            case Node.Scalar _, Node.Mapping _ -> List.of(node);
        };
    }

    List<String> texts(Node node, String what) {
        return oneOrMore(node, what).stream().map(this::text).toList();
    }

    int integer(Node node, int min, int max) {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NUMBER) {
            try {
                var number = Integer.parseInt(scalar.text());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, like any other number that does not fit.
            }
        }
        findings.add(
                node,
                "expected a whole number from %d to %d, found %s%s".formatted(min, max, node.found(), unquote(node)));
        return min;
    }

    BigDecimal decimal(Node node, BigDecimal min, BigDecimal max) {
        if (node instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.NUMBER
                && scalar.text().length() <= 20) {
            try {
                var number = new BigDecimal(scalar.text());
                if (number.compareTo(min) >= 0 && number.compareTo(max) <= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below: infinity, or another base than ten.
            }
        }
        findings.add(
                node,
                "expected a number from %s to %s, found %s%s"
                        .formatted(min.toPlainString(), max.toPlainString(), node.found(), unquote(node)));
        return min;
    }

    private static String unquote(Node node) {
        return node instanceof Node.Scalar scalar
                        && scalar.type() == Node.Type.TEXT
                        && scalar.text().matches("[0-9]+([.][0-9]+)?")
                ? ": without quotes, please"
                : "";
    }

    LocalTime time(Node node) {
        if (node instanceof Node.Scalar scalar && TIME.matcher(scalar.text()).matches()) {
            return LocalTime.parse(scalar.text());
        }
        findings.add(node, "expected a time of day like \"08:00\", found " + node.found());
        return LocalTime.MIDNIGHT;
    }

    /** A time of the calendar, without a zone. */
    LocalDateTime localDateTime(Node node) {
        if (node instanceof Node.Scalar scalar
                && DATE_TIME.matcher(scalar.text().strip()).matches()) {
            try {
                return LocalDateTime.parse(scalar.text().strip());
            } catch (DateTimeParseException e) {
                // Said below: there is no such day.
            }
        }
        findings.add(node, "expected a day and time like \"2026-11-30T23:59\", found " + node.found());
        return LocalDate.EPOCH.atStartOfDay();
    }

    /** A span in which days and longer units are those of a calendar. */
    TemporalAmount span(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.TEXT) {
            var text = scalar.text();
            try {
                if (PERIOD.matcher(text).matches() && !Period.parse(text).isZero()) {
                    return Period.parse(text);
                }
                if (DURATION.matcher(text).matches() && !Duration.parse(text).isZero()) {
                    return Duration.parse(text);
                }
            } catch (DateTimeParseException | ArithmeticException e) {
                // Said below.
            }
        }
        findings.add(
                node,
                "expected a time span like PT1H (an hour), P1D (a day), P2W (two weeks) or P1Y (a year), found "
                        + node.found());
        return Duration.ofDays(1);
    }

    /** A span of days of 24 hours, hours and so on. */
    Duration duration(Node node) {
        return switch (span(node)) {
            case Duration duration -> duration;
            case Period period when period.toTotalMonths() == 0 -> days(period);
            default -> {
                findings.add(node, "expected weeks (P2W), days (P1D) or hours (PT1H), because months differ in length");
                yield Duration.ofDays(1);
            }
        };
    }

    private static Duration days(Period period) {
        return Duration.ofDays(LocalDate.EPOCH.plus(period).toEpochDay());
    }

    ZoneId zone(Node node) {
        var name = text(node);
        var known = ZoneId.getAvailableZoneIds();
        if (known.contains(name)) {
            return ZoneId.of(name);
        }
        if (!name.isEmpty()) {
            var city = known.stream()
                    .filter(it -> it.regionMatches(
                            true,
                            it.indexOf('/') + 1,
                            name,
                            0,
                            Math.max(name.length(), it.length() - it.indexOf('/') - 1)))
                    .sorted()
                    .findFirst();
            var hint = city.map(it -> ", did you mean '" + it + "'?")
                    .orElseGet(() -> name.length() > 100 ? "" : Nearest.hint(name, known));
            findings.add(
                    node,
                    "unknown time zone '" + Node.Scalar.shortened(name) + "'"
                            + (hint.isEmpty() ? ", expected for example 'Europe/Berlin'" : hint));
        }
        return java.time.ZoneOffset.UTC;
    }

    String language(Node node) {
        var code = text(node);
        if (!code.isEmpty() && !Codes.LANGUAGES.contains(code)) {
            findings.add(node, "unknown language '" + Node.Scalar.shortened(code) + "'" + Codes.languageHint(code));
        }
        return code;
    }

    String country(Node node) {
        var code = text(node);
        if (!code.isEmpty() && !Codes.COUNTRIES.contains(code)) {
            findings.add(node, "unknown country '" + Node.Scalar.shortened(code) + "'" + Codes.countryHint(code));
        }
        return code;
    }

    /** One text for everybody, or one a language, of which the fallback is one. */
    Texts byLanguage(Node node, String fallback) {
        Map<String, Texts.Text> texts = new LinkedHashMap<>();
        switch (node) {
            case Node.Mapping mapping -> {
                mapping.entries().forEach((language, entry) -> {
                    language(entry.key());
                    texts.put(
                            language,
                            new Texts.Text(text(entry.value()), entry.value().place()));
                });
                if (!texts.containsKey(fallback)) {
                    findings.add(
                            node,
                            "no text in '" + fallback + "', the language for readers of any other:"
                                    + " add it, or set the campaign's 'language' to one of those here");
                }
            }
            case Node.Scalar _, Node.Sequence _ -> texts.put(fallback, new Texts.Text(text(node), node.place()));
        }
        texts.putIfAbsent(fallback, new Texts.Text("", node.place()));
        return new Texts(texts, fallback);
    }

    /** The theme among the keys of that section. */
    Theme theme(Fields fields) {
        var before = findings.mentions().size();
        var attributes = fields.get("attribute")
                .map(new AttributeReader(findings)::ofProducts)
                .orElse(List.of());
        var theme = new Theme(
                themePart(fields, "product", Values::product),
                themePart(fields, "category", Values::category),
                themePart(fields, "brand", it -> new Theme(List.of(), List.of(), it, List.of(), List.of(), List.of())),
                themePart(
                        fields, "material", it -> new Theme(List.of(), List.of(), List.of(), it, List.of(), List.of())),
                themePart(fields, "colour", it -> new Theme(List.of(), List.of(), List.of(), List.of(), it, List.of())),
                themePart(fields, "words", it -> new Theme(List.of(), List.of(), List.of(), List.of(), List.of(), it)),
                attributes);
        var mentions = findings.mentions();
        if (mentions.size() > before + 1) {
            findings.mentions(new Mention(mentions.get(before).place(), theme));
        }
        return theme;
    }

    private static Theme category(List<String> those) {
        return new Theme(List.of(), those, List.of(), List.of(), List.of(), List.of());
    }

    private List<String> themePart(Fields fields, String key, Function<List<String>, Theme> alone) {
        return fields.get(key).map(it -> named(it, "texts", alone)).orElse(List.of());
    }

    /** The shop's keys of products, to be looked for in the shop. */
    List<String> products(Node node) {
        return named(node, "products", Values::product);
    }

    private static Theme product(List<String> those) {
        return new Theme(those, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Categories, to be looked for in the shop. */
    List<String> categories(Node node) {
        return named(node, "categories", Values::category);
    }

    private List<String> named(Node node, String what, Function<List<String>, Theme> alone) {
        return oneOrMore(node, what).stream()
                .map(it -> {
                    var text = text(it);
                    findings.mentions(new Mention(it.place(), alone.apply(List.of(text))));
                    return text;
                })
                .toList();
    }

    /** Every name under which something stands in a mapping, checked, with the place of the name. */
    Map<String, Named> named(Node node, String what, int longest) {
        Map<String, Named> all = new LinkedHashMap<>();
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().values().forEach(entry -> {
                    name(entry.key(), longest);
                    all.put(entry.key().text(), new Named(entry.key().place(), entry.value()));
                });
            case Node.Scalar _, Node.Sequence _ ->
                findings.add(node, "expected " + what + " by name, found " + node.found());
        }
        return all;
    }

    record Named(Place place, Node value) {}
}
