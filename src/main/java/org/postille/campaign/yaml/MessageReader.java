package org.postille.campaign.yaml;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Ending;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Start;
import org.postille.campaign.definition.Strategy;
import org.postille.campaign.definition.Texts;
import org.postille.campaign.definition.Voucher;

/** Reads the mails of a campaign and their blocks. */
final class MessageReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BLOCK_NAME = 50;

    private final Findings findings;
    private final Values values;
    private final KnownNames known;
    private final String language;
    private final @Nullable Start start;
    private final BlockRulesReader rules;

    /**
     * @param language for readers of any language that a subject is not written in
     * @param start null where it could not be read
     * @param segments reads those that blocks name
     */
    MessageReader(Findings findings, KnownNames known, String language, @Nullable Start start, RuleReader segments) {
        this.findings = findings;
        this.values = new Values(findings);
        this.known = known;
        this.language = language;
        this.start = start;
        rules = new BlockRulesReader(findings, segments);
    }

    Map<String, MessageDefinition> read(Node node) {
        var named = values.named(node, "messages", LONGEST_NAME);
        if (named.isEmpty() && node instanceof Node.Mapping) {
            findings.add(node, "expected at least one message");
        }
        var messages = new LinkedHashMap<String, MessageDefinition>();
        named.forEach((name, it) -> messages.put(name, message(name, it.value())));
        return messages;
    }

    private MessageDefinition message(String name, Node node) {
        var fields = Fields.of(Section.MESSAGE, node, findings);
        var template = node instanceof Node.Mapping
                ? fields.required("template", name + ".mjml")
                : java.util.Optional.<Node>empty();
        var subject = node instanceof Node.Mapping
                ? fields.required("subject", "{ " + language + ": \"...\" }").map(it -> values.byLanguage(it, language))
                : java.util.Optional.<Texts>empty();
        return new MessageDefinition(
                name,
                template.map(it -> values.choice(
                                it,
                                "template",
                                known.templates().stream().sorted().toList()))
                        .orElse(""),
                subject.orElseGet(() -> new Texts(Map.of(language, new Texts.Text("", node.place())), language)),
                fields.get("blocks").map(this::blocks).orElse(Map.of()),
                fields.get("countdown")
                        .map(it -> Fields.of(Section.COUNTDOWN, it, findings))
                        .map(this::obligatoryEnding)
                        .orElse(null),
                fields.get("voucher").map(this::voucher).orElse(null),
                template.map(Node::place).orElse(node.place()));
    }

    private Ending obligatoryEnding(Fields fields) {
        var ending = ending(fields);
        if (ending == null) {
            findings.add(fields.place(), "when does it end? Expected 'at: \"2026-11-30T23:59\"' or 'after: P3D'");
            return new Ending.After(Duration.ofDays(1));
        }
        return ending;
    }

    private @Nullable Ending ending(Fields fields) {
        var at = fields.get("at").map(values::localDateTime);
        var after = fields.get("after").map(values::duration);
        if (at.isPresent() && after.isPresent()) {
            findings.add(fields.placeOf("after"), "'at' and 'after' are two answers to one question: remove one");
        }
        if (fields.has("zone") && at.isEmpty()) {
            findings.add(fields.placeOf("zone"), "'zone' says whose clocks tell 'at', and there is no 'at'");
        }
        var zone = fields.get("zone")
                .filter(it ->
                        !(it instanceof Node.Scalar scalar && scalar.text().equals("customer")))
                .map(values::zone)
                .orElse(null);
        return at.isPresent()
                ? new Ending.At(at.get(), zone)
                : after.map(Ending.After::new).orElse(null);
    }

    private Voucher voucher(Node node) {
        var fields = Fields.of(Section.VOUCHER, node, findings);
        var pool = fields.get("pool").map(it -> values.name(it, LONGEST_BLOCK_NAME));
        var code = fields.get("code").map(it -> code(values.text(it), it));
        if (node instanceof Node.Mapping && pool.isPresent() == code.isPresent()) {
            findings.add(
                    node, "expected either 'code', one for all, or 'pool', imported codes of which each is given once");
        }
        var title = node instanceof Node.Mapping
                ? fields.required("title", "{ " + language + ": \"...\" }").map(it -> values.byLanguage(it, language))
                : java.util.Optional.<Texts>empty();
        return new Voucher(
                pool.orElse(null),
                code.orElse(null),
                title.orElseGet(() -> new Texts(Map.of(language, new Texts.Text("", node.place())), language)),
                ending(fields));
    }

    private String code(String code, Node node) {
        if (code.length() > Voucher.LONGEST_CODE) {
            findings.add(node, "a code has at most " + Voucher.LONGEST_CODE + " characters");
        }
        return code;
    }

    private Map<String, Block> blocks(Node node) {
        var blocks = new LinkedHashMap<String, Block>();
        values.named(node, "blocks", LONGEST_BLOCK_NAME).forEach((name, it) -> blocks.put(name, block(it.value())));
        return blocks;
    }

    private Block block(Node node) {
        var fields = Fields.of(Section.BLOCK, node, findings);
        if (!(node instanceof Node.Mapping)) {
            return new Block(Strategy.TOPSELLERS, null, Theme.EVERYTHING, 1, null);
        }
        var strategy =
                fields.required("strategy", "personal").map(this::strategy).orElse(Strategy.PERSONAL);
        var fallback = fields.get("fallback").map(this::strategy);
        var anchors = fields.get("to")
                .map(it -> values.choice(it, "value", Anchors.codes(), Anchors::of, Anchors.ORDER))
                .orElse(null);
        var needed = strategy.needsAnchors()
                || fallback.filter(Strategy::needsAnchors).isPresent();
        if (needed && anchors == null) {
            findings.add(
                    node,
                    "'to' is missing: " + strategy.code() + " to what? Expected " + String.join(", ", Anchors.codes()));
        } else if (!needed && anchors != null) {
            findings.add(fields.placeOf("to"), "the strategy " + strategy.code() + " starts from nothing: remove 'to'");
        } else {
            brought(anchors, fields);
        }
        var slots = fields.required("slots", "4")
                .map(it -> values.integer(it, 1, Block.MOST_SLOTS))
                .orElse(1);
        var theme = fields.get("theme").map(this::theme).orElse(Theme.EVERYTHING);
        var reasons = fields.get("reasons")
                .map(it -> values.choice(it, "value", List.of("hide", "show")))
                .filter("show"::equals)
                .isPresent();
        if (fields.has("at-least")
                && strategy != Strategy.PERSONAL
                && fallback.stream().noneMatch(Strategy.PERSONAL::equals)) {
            findings.add(
                    fields.placeOf("at-least"),
                    "'at-least' is about the customer's interest, which only the strategy personal goes by");
        }
        var look = fields.get("look")
                .map(it -> values.choice(
                        it, "look", known.looks().stream().sorted().toList()));
        return new Block(
                strategy, anchors, theme, slots, fallback.orElse(null), rules.read(fields), reasons, look.orElse(null));
    }

    private void brought(@Nullable Anchors anchors, Fields fields) {
        if (anchors == null || start == null) {
            return;
        }
        var fits = start instanceof Start.Triggered triggered && triggered.on() == anchors.event();
        if (!fits) {
            findings.add(
                    fields.placeOf("to"),
                    "there is no '%s' here: only a campaign with 'trigger: { on: %s }' has one"
                            .formatted(anchors.code(), anchors.event().code()));
        }
    }

    private Theme theme(Node node) {
        var theme = values.theme(Fields.of(Section.THEME, node, findings));
        if (node instanceof Node.Mapping && theme.isEverything()) {
            findings.add(node, "expected " + String.join(", ", Section.THEME.keys()));
        }
        return theme;
    }

    private Strategy strategy(Node node) {
        return values.choice(node, "strategy", Strategy.codes(), Strategy::of, Strategy.PERSONAL);
    }
}
