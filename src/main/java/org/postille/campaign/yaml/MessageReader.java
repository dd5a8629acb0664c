package org.postille.campaign.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.Banner;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Ending;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Source;
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
        var first = fields.required("strategy", "personal")
                .map(it -> source(it, fields, fields))
                .orElse(Source.of(Strategy.PERSONAL));
        var chain = new ArrayList<>(List.of(first));
        var banner = fallbacks(fields, chain);
        toAndBy(fields, node, chain);
        var slots = fields.required("slots", "4")
                .map(it -> values.integer(it, 1, Block.MOST_SLOTS))
                .orElse(1);
        var theme = fields.get("theme").map(this::theme).orElse(Theme.EVERYTHING);
        var reasons = fields.get("reasons")
                .map(it -> values.choice(it, "value", List.of("hide", "show")))
                .filter("show"::equals)
                .isPresent();
        if (fields.has("at-least") && chain.stream().map(Source::strategy).noneMatch(Strategy.PERSONAL::equals)) {
            findings.add(
                    fields.placeOf("at-least"),
                    "'at-least' is about the customer's interest, which only the strategy personal goes by");
        }
        var look = fields.get("look")
                .map(it -> values.choice(
                        it, "look", known.looks().stream().sorted().toList()));
        return new Block(chain, theme, slots, banner.orElse(null), rules.read(fields), reasons, look.orElse(null));
    }

    /**
     * One way of finding products.
     *
     * @param own what says where it starts from
     * @param block what says so where its own does not
     */
    private Source source(Node strategy, Fields own, Fields block) {
        var code = values.choice(strategy, "strategy", Strategy.codes(), Strategy::of, Strategy.PERSONAL);
        var said = own.has("to") ? own : block;
        var to = code.origin() == Strategy.Origin.NONE ? To.NOTHING : to(said);
        switch (code.origin()) {
            case NEEDED -> {
                if (!said.has("to")) {
                    findings.add(
                            own.place(),
                            "'to' is missing: " + code.code() + " to what? Expected "
                                    + String.join(", ", Anchors.codes()) + " or { product: ... }");
                }
            }
            case CART -> {
                if (to.anchors != Anchors.CART) {
                    findings.add(own.placeOf("to"), code.code() + " starts from the cart: expected 'to: cart'");
                }
            }
            case NONE, OPTIONAL -> {
                // nothing has to be said
            }
        }
        return new Source(code, to.anchors, to.products, by(code, own.has("by") ? own : block, own));
    }

    private record To(@Nullable Anchors anchors, List<String> products) {
        static final To NOTHING = new To(null, List.of());
    }

    private To to(Fields fields) {
        return fields.get("to")
                .map(it -> switch (it) {
                    case Node.Mapping _ -> new To(null, products(Fields.of(Section.TO, it, findings)));
                    case Node.Scalar _, Node.Sequence _ ->
                        new To(values.choice(it, "value", Anchors.codes(), Anchors::of, Anchors.ORDER), List.of());
                })
                .orElse(To.NOTHING);
    }

    private List<String> products(Fields fields) {
        return fields.required("product", "sku-1").map(values::products).orElse(List.of());
    }

    private @Nullable String by(Strategy strategy, Fields said, Fields own) {
        if (strategy != Strategy.FAVOURITES && strategy != Strategy.COMPLETE_THE_SET) {
            return null;
        }
        if (!said.has("by") && strategy == Strategy.FAVOURITES) {
            findings.add(
                    own.place(), "'by' is missing: favourites of what? Expected " + String.join(", ", Source.LEVELS));
        }
        return said.get("by")
                .map(it -> values.choice(it, "value", Source.LEVELS))
                .orElse(null);
    }

    /** Adds the further ways to the chain. */
    private Optional<Banner> fallbacks(Fields block, List<Source> chain) {
        var banner = Optional.<Banner>empty();
        for (var it : block.get("fallback")
                .map(it -> values.oneOrMore(it, "strategies"))
                .orElse(List.of())) {
            if (banner.isPresent()) {
                findings.add(it, "nothing comes after a picture: it stands in any block");
            }
            if (it instanceof Node.Mapping) {
                var own = Fields.of(Section.FALLBACK, it, findings);
                if (own.has("picture")) {
                    banner = Optional.of(banner(own));
                } else {
                    own.required("strategy", "topsellers")
                            .ifPresent(code -> chain.add(said(source(code, own, block), own)));
                }
            } else {
                chain.add(source(it, Fields.none(Section.FALLBACK, it.place(), findings), block));
            }
        }
        return banner;
    }

    /** Nothing is said in vain. */
    private Source said(Source source, Fields own) {
        if (own.has("to") && source.strategy().origin() == Strategy.Origin.NONE) {
            findings.add(
                    own.placeOf("to"),
                    "the strategy " + source.strategy().code() + " starts from nothing: remove 'to'");
        }
        if (own.has("by") && source.by() == null) {
            findings.add(
                    own.placeOf("by"), "the strategy " + source.strategy().code() + " compares nothing: remove 'by'");
        }
        if (own.has("link")) {
            findings.add(own.placeOf("link"), "only a picture has a link: remove 'link', or add 'picture'");
        }
        return source;
    }

    private Banner banner(Fields own) {
        for (var key : List.of("strategy", "to", "by")) {
            if (own.has(key)) {
                findings.add(own.placeOf(key), "a picture stands for itself: remove '" + key + "'");
            }
        }
        var file = own.required("picture", "banner.jpg");
        var link = own.required("link", "/sale").map(it -> {
            var text = values.text(it);
            if (!text.isEmpty() && !text.matches("(/(?!/)|https?://[^/\\s]+)[^\\s]*")) {
                findings.add(it, "expected a path of the shop such as /sale, or an http or https address");
            }
            return text;
        });
        return new Banner(
                file.map(it -> values.choice(
                                it,
                                "picture",
                                known.pictures().stream().sorted().toList()))
                        .orElse(""),
                link.orElse("/"),
                file.map(Node::place).orElse(own.place()));
    }

    /** What a block says for all of its chain: whether anything in it asks for that, and whether the event brings it. */
    private void toAndBy(Fields block, Node node, List<Source> chain) {
        if (block.has("to") && chain.stream().allMatch(it -> it.strategy().origin() == Strategy.Origin.NONE)) {
            findings.add(
                    block.placeOf("to"),
                    "the strategy " + chain.getFirst().strategy().code() + " starts from nothing: remove 'to'");
        }
        if (block.has("by") && chain.stream().allMatch(it -> it.by() == null)) {
            findings.add(
                    block.placeOf("by"),
                    "the strategy " + chain.getFirst().strategy().code() + " compares nothing: remove 'by'");
        }
        chain.stream()
                .map(Source::anchors)
                .filter(it -> it != null && start != null && !brings(start, it))
                .distinct()
                .forEach(it -> findings.add(
                        block.has("to")
                                ? block.placeOf("to")
                                : block.has("fallback") ? block.placeOf("fallback") : node.place(),
                        "there is no '%s' here: only a campaign with 'trigger: { on: %s }' has one"
                                .formatted(it.code(), it.event().code())));
    }

    private static boolean brings(Start start, Anchors anchors) {
        return start instanceof Start.Triggered triggered && triggered.on() == anchors.event();
    }

    private Theme theme(Node node) {
        var theme = values.theme(Fields.of(Section.THEME, node, findings));
        if (node instanceof Node.Mapping && theme.isEverything()) {
            findings.add(node, "expected " + String.join(", ", Section.THEME.keys()));
        }
        return theme;
    }
}
