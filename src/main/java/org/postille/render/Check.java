package org.postille.render;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.base.Money;
import org.postille.base.Nearest;
import org.postille.render.sandbox.Mention;

/** Looks for what would go wrong with a template once it meets customers: names that do not exist, values that may be missing. */
final class Check {

    /** Gmail cuts off what is longer. */
    private static final int LONGEST_SHOWN = 102_400;

    private static final String UNTRACKED = "untracked";

    /** Parts of the model that a message may bring; others are brought by what starts a campaign. */
    private static final Set<String> OF_MESSAGES = Set.of("countdown", "voucher");

    private final Set<Finding> findings = new TreeSet<>();
    private final Set<String> absent;
    private final Map<String, Integer> blocks;

    /** @param absent parts of the model that this campaign never has */
    Check(Collection<String> absent, Map<String, Integer> blocks) {
        this.absent = Set.copyOf(absent);
        this.blocks = blocks;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void add(Collection<Finding> more) {
        findings.addAll(more);
    }

    void mail(CompiledMail mail, String language) {
        var model = model(language);
        var known = names(mail.html(), model);
        if (mail.text() != null) {
            known &= names(mail.text(), model);
        }
        if (!known) {
            return;
        }
        render(mail, "", model, language).ifPresent(it -> {
            var bytes = it.html().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_SHOWN) {
                findings.add(mail.html()
                        .assembly()
                        .finding(
                                1,
                                1,
                                "the mail has " + bytes + " bytes of HTML; Gmail cuts it off after " + LONGEST_SHOWN));
            }
        });
        for (var path : Example.OPTIONAL) {
            render(mail, path, Example.without(model, path), language);
        }
        var untracked = Example.without(model, "blocks");
        untracked.put("blocks", Example.untracked(blocks));
        render(mail, UNTRACKED, untracked, language);
        for (var products = 0; products < 2; products++) {
            var fewer = Example.without(model, "blocks");
            fewer.put("blocks", Example.blocks(blocks, products));
            render(mail, "blocks", fewer, language);
        }
    }

    void subject(CompiledMail.Part subject, String language) {
        var model = model(language);
        if (names(subject, model)) {
            run(subject, "", model, language);
            for (var path : Example.OPTIONAL) {
                run(subject, path, Example.without(model, path), language);
            }
        }
    }

    private Map<String, Object> model(String language) {
        var model = Example.model(language, blocks);
        absent.forEach(model::remove);
        return model;
    }

    private Optional<Rendered> render(CompiledMail mail, String missing, Map<String, Object> model, String language) {
        try {
            return Optional.of(mail.rendered(
                    "", model, Locale.forLanguageTag(language), ZoneOffset.UTC, UnaryOperator.identity()));
        } catch (Faulty e) {
            e.findings().forEach(it -> findings.add(explained(it, missing)));
            return Optional.empty();
        }
    }

    private void run(CompiledMail.Part part, String missing, Map<String, Object> model, String language) {
        try {
            CompiledMail.run(part, model, Locale.forLanguageTag(language), ZoneOffset.UTC, LONGEST_SHOWN);
        } catch (Faulty e) {
            e.findings().forEach(it -> findings.add(explained(it, missing)));
        }
    }

    private static Finding explained(Finding finding, String missing) {
        var message = finding.message();
        if (missing.equals(UNTRACKED) && message.contains(" has no value here")) {
            var name = message.substring(0, message.indexOf(" has no value here"));
            return new Finding(
                    finding.file(),
                    finding.line(),
                    finding.column(),
                    name + " has no value for readers who are not to be tracked; put it within [#if (" + name + ")??]");
        }
        if (!missing.isEmpty() && message.startsWith(missing) && message.contains(" has no value here")) {
            var name = message.substring(0, message.indexOf(" has no value here"));
            message = missing.equals("blocks")
                    ? name + " has no value where there are fewer products than slots; put it within [#if (" + name
                            + ")??]"
                    : "[=" + name + "] has no value for customers without one; write [=" + name + "!]";
        }
        return new Finding(finding.file(), finding.line(), finding.column(), message);
    }

    /** Whether all names exist. */
    private boolean names(CompiledMail.Part part, Map<String, Object> model) {
        var before = findings.size();
        for (var mention : part.template().mentions()) {
            if (!mention.path().getFirst().equals(Destinations.NAME)) {
                unknown(mention, model)
                        .ifPresent(it -> findings.add(part.assembly().finding(mention.line(), mention.column(), it)));
            }
        }
        return findings.size() == before;
    }

    private Optional<String> unknown(Mention mention, Map<String, Object> model) {
        Object value = model;
        var seen = new ArrayList<String>();
        for (var step : mention.path()) {
            var next = next(value, step);
            if (next == null) {
                return step.equals("*") ? Optional.empty() : Optional.of(unknown(seen, step, value));
            }
            seen.add(step);
            value = next;
        }
        return Optional.empty();
    }

    private static @Nullable Object next(Object value, String step) {
        return switch (value) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list -> step.equals("*") && !list.isEmpty() ? list.getFirst() : null;
            case Money money ->
                switch (step) {
                    case "amount" -> money.amount();
                    case "currency" -> "EUR";
                    default -> null;
                };
            default -> null;
        };
    }

    private String unknown(List<String> seen, String step, Object value) {
        var owner = String.join(".", seen).replace(".*", "[…]");
        if (seen.isEmpty() && absent.contains(step)) {
            return "'" + step + "' is not there in this campaign: "
                    + (OF_MESSAGES.contains(step)
                            ? "its message has no '" + step + "'"
                            : "nothing that starts it has one");
        }
        if (owner.equals("blocks")) {
            return "the campaign has no block '" + step + "'" + Nearest.hint(step, blocks.keySet());
        }
        return switch (value) {
            case Map<?, ?> map -> {
                var known = map.keySet().stream().map(String::valueOf).sorted().toList();
                var hint = Nearest.hint(step, known);
                yield (owner.isEmpty() ? "there is no '" + step + "'" : owner + " has no '" + step + "'")
                        + (hint.isEmpty() ? "; there is " + String.join(", ", known) : hint);
            }
            case List<?> _ -> owner + " is a list: write [#list " + owner + " as item][=item." + step + "][/#list]";
            default -> owner + " is a single value and has no '" + step + "'";
        };
    }
}
