package org.postille.campaign.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Basis;
import org.postille.audience.Holdout;
import org.postille.audience.Rule;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.JourneyStep;
import org.postille.campaign.definition.Limits;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.OnUnknown;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Start;
import org.postille.campaign.definition.Texts;

/** Reads one campaign file. */
final class CampaignReader {

    static final String FALLBACK_LANGUAGE = "en";
    private static final int LONGEST_NAME = 100;
    private static final List<String> BASES = List.of("consent", "existing-customer", "transactional");
    private static final Pattern FREQUENCY = Pattern.compile("([1-9][0-9]{0,2}) per (\\p{Alpha}+)");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2}([.][0-9]{1,3})?)%");

    private final Findings findings;
    private final Values values;
    private final KnownNames known;
    private final RuleReader rules;
    private final List<Loaded.Draft> drafts = new ArrayList<>();

    CampaignReader(Findings findings, KnownNames known, RuleReader.Segments segments) {
        this.findings = findings;
        this.values = new Values(findings);
        this.known = known;
        this.rules = new RuleReader(findings, known, segments);
    }

    /** What the file calls its campaign, whatever else is wrong in it. */
    record Named(String name, Place place) {}

    static Optional<Named> name(Node document) {
        return document instanceof Node.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get("campaign"))
                        .map(Node.Entry::value)
                        .filter(Node.Scalar.class::isInstance)
                        .map(Node.Scalar.class::cast)
                        .map(it -> new Named(it.text(), it.place()))
                : Optional.empty();
    }

    /** The messages that {@link #read} has come to. */
    List<Loaded.Draft> drafts() {
        return drafts;
    }

    /** The campaign, or nothing if there is any finding. */
    Optional<CampaignDefinition> read(Node document, String version) {
        var fields = Fields.of(Section.CAMPAIGN, document, findings);
        if (!(document instanceof Node.Mapping)) {
            return Optional.empty();
        }
        var nameNode = fields.required("campaign", "spring-sale");
        var name = nameNode.map(it -> values.name(it, LONGEST_NAME)).orElse("");
        var place = nameNode.map(Node::place).orElse(fields.place());
        var language = fields.get("language").map(values::language).orElse(FALLBACK_LANGUAGE);
        var title = fields.get("title")
                .map(it -> values.byLanguage(it, language))
                .orElseGet(() -> new Texts(Map.of(language, new Texts.Text(name, place)), language));
        var basis = basis(fields);
        var start = new StartReader(findings).read(fields);
        Map<String, MessageDefinition> messages = fields.required(
                        "messages", "{ name: { template: ..., subject: ... } }")
                .map(it -> new MessageReader(findings, known, language, start.orElse(null), rules).read(it))
                .orElse(Map.of());
        messages.values().forEach(it -> drafts.add(new Loaded.Draft(it, start)));
        var journey = journey(fields, start, messages);
        var audience = fields.get("audience").map(it -> rules.read(it).rule()).orElseGet(Rule.Everyone::new);
        var limits = fields.get("limits").map(this::limits).orElse(Limits.NONE);
        var expires = fields.get("expires").map(values::duration).orElse(CampaignDefinition.EXPIRES);
        var onUnknown = fields.get("on-unknown")
                .map(it -> values.choice(it, "choice", OnUnknown.codes(), OnUnknown::of, OnUnknown.SKIP))
                .orElseGet(() -> onUnknown(start));
        var holdout = fields.get("experiment").flatMap(it -> holdout(it, name)).orElse(null);
        return findings.none()
                ? Optional.of(new CampaignDefinition(
                        name,
                        version,
                        place,
                        title,
                        basis,
                        language,
                        start.orElseThrow(),
                        journey,
                        audience,
                        messages,
                        limits,
                        expires,
                        onUnknown,
                        holdout,
                        findings.mentions()))
                : Optional.empty();
    }

    private Basis basis(Fields fields) {
        var basis = fields.required("basis", "consent")
                .map(it -> values.choice(it, "basis", BASES))
                .orElse("");
        if (basis.equals("transactional")) {
            if (fields.has("purpose")) {
                findings.add(
                        fields.placeOf("purpose"),
                        "a transactional mail needs nobody's consent and must not advertise: remove 'purpose',"
                                + " or set 'basis: consent'");
            }
            return new Basis.Transactional();
        }
        Optional<Node> node = BASES.contains(basis) ? fields.required("purpose", "offers") : fields.get("purpose");
        var purpose = node.map(rules::purpose).orElse("");
        return basis.equals("existing-customer") ? new Basis.ExistingCustomer(purpose) : new Basis.Consent(purpose);
    }

    private List<JourneyStep> journey(Fields fields, Optional<Start> start, Map<String, MessageDefinition> messages) {
        var journey = fields.get("journey");
        if (journey.isPresent()) {
            if (start.filter(Start.Scheduled.class::isInstance).isPresent()) {
                findings.add(
                        fields.placeOf("journey"),
                        "a scheduled campaign sends its one message at its time: a 'journey' needs a 'trigger'");
            }
            return journey(journey.get(), messages, fields);
        }
        if (messages.size() > 1) {
            findings.add(
                    fields.placeOf("messages"),
                    "more than one message (" + String.join(", ", messages.keySet())
                            + "): say in 'journey' when each is sent");
        }
        return messages.keySet().stream()
                .limit(1)
                .<JourneyStep>map(JourneyStep.Send::new)
                .toList();
    }

    private List<JourneyStep> journey(Node node, Map<String, MessageDefinition> messages, Fields campaign) {
        var steps = new ArrayList<JourneyStep>();
        Node last = node;
        for (var item : values.someItems(node, "steps, for example '- send: reminder'")) {
            step(item, messages.keySet()).ifPresent(steps::add);
            last = item;
        }
        if (!steps.isEmpty() && steps.getLast() instanceof JourneyStep.Wait) {
            findings.add(last, "nothing follows this wait: end with a 'send', or remove it");
        }
        if (campaign.get("messages").orElse(node) instanceof Node.Mapping written) {
            messages.keySet().stream()
                    .filter(name -> !steps.contains(new JourneyStep.Send(name)))
                    .forEach(name -> findings.add(
                            keyPlace(written, name),
                            "message '" + name + "' is never sent: add '- send: " + name
                                    + "' to the journey, or remove it"));
        }
        return steps;
    }

    private static Place keyPlace(Node.Mapping mapping, String key) {
        var entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.key().place();
    }

    private Optional<JourneyStep> step(Node node, Set<String> messages) {
        var fields = Fields.of(Section.STEP, node, findings);
        if (!(node instanceof Node.Mapping)) {
            return Optional.empty();
        }
        var send = fields.get("send").map(it -> values.choice(it, "message", messages));
        var delay = fields.get("wait").map(values::duration);
        var unless = fields.get("unless").map(values::events);
        if (send.isPresent() == delay.isPresent()) {
            findings.add(node, "a step is either 'send' with a message or 'wait' with a time");
            return Optional.empty();
        }
        if (send.isPresent() && unless.isPresent()) {
            findings.add(fields.placeOf("unless"), "'unless' belongs to a 'wait' step");
        }
        return delay.<JourneyStep>map(it -> new JourneyStep.Wait(it, unless.orElse(Set.of())))
                .or(() -> send.map(JourneyStep.Send::new));
    }

    /** One who waits for a mail wants it rather twice than never; a newsletter nobody misses. */
    private static OnUnknown onUnknown(Optional<Start> start) {
        return start.filter(Start.Triggered.class::isInstance).isPresent() ? OnUnknown.RESEND : OnUnknown.SKIP;
    }

    private Limits limits(Node node) {
        var fields = Fields.of(Section.LIMITS, node, findings);
        return new Limits(
                fields.get("per-customer").map(this::frequency).orElse(null),
                fields.get("quiet-hours").map(this::quietHours).orElse(null));
    }

    private Limits.@Nullable Frequency frequency(Node node) {
        if (node instanceof Node.Scalar scalar) {
            var match = FREQUENCY.matcher(scalar.text());
            if (match.matches()) {
                var window = Limits.Window.of(match.group(2));
                if (window.isEmpty()) {
                    findings.add(node, Fields.unknown("time", match.group(2), Limits.Window.codes()));
                    return null;
                }
                return new Limits.Frequency(Integer.parseInt(match.group(1)), window.get());
            }
        }
        findings.add(
                node, "expected a number of mails per day, week or month like '2 per week', found " + node.found());
        return null;
    }

    private Limits.@Nullable QuietHours quietHours(Node node) {
        var fields = Fields.of(Section.QUIET_HOURS, node, findings);
        if (!(node instanceof Node.Mapping)) {
            return null;
        }
        var before = findings.size();
        var from = fields.required("from", "\"21:00\"").map(values::time);
        var to = fields.required("to", "\"07:00\"").map(values::time);
        if (from.isEmpty() || to.isEmpty()) {
            return null;
        }
        if (from.equals(to) && findings.size() == before) {
            findings.add(node, "these quiet hours are all day or none: 'from' and 'to' are the same");
        }
        return new Limits.QuietHours(from.get(), to.get());
    }

    private Optional<Holdout> holdout(Node node, String campaign) {
        var fields = Fields.of(Section.EXPERIMENT, node, findings);
        if (!(node instanceof Node.Mapping)) {
            return Optional.empty();
        }
        return fields.required("holdout", "10%").flatMap(it -> {
            if (it instanceof Node.Scalar scalar) {
                var match = PERCENT.matcher(scalar.text());
                if (match.matches() && new BigDecimal(match.group(1)).signum() > 0) {
                    return Optional.of(new Holdout(
                            campaign,
                            new BigDecimal(match.group(1)).movePointLeft(2).doubleValue()));
                }
            }
            findings.add(it, "expected a percentage above 0% and below 100% like '10%', found " + it.found());
            return Optional.empty();
        });
    }
}
