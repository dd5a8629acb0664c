package org.postille.campaign.yaml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postille.audience.Rule;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Segment;
import org.postille.campaign.definition.Texts;

/** Reads the file of segments. One may be made of others, but not of itself. */
final class SegmentReader implements RuleReader.Segments {

    static final String FILE = "segments.yaml";
    private static final int LONGEST_NAME = 100;
    private static final RuleReader.SegmentRule STAND_IN =
            new RuleReader.SegmentRule(new Rule.Everyone(), 1, List.of());

    private final Findings findings;
    private final KnownNames known;
    private final Map<String, Values.Named> written = new LinkedHashMap<>();
    private final Map<String, RuleReader.SegmentRule> read = new HashMap<>();
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final Set<String> reading = new LinkedHashSet<>();

    SegmentReader(Findings findings, KnownNames known) {
        this.findings = findings;
        this.known = known;
    }

    void read(Node document) {
        var values = new Values(findings);
        Fields.of(Section.SEGMENTS, document, findings)
                .required("segments", "{ name: { title: ..., rule: ... } }")
                .ifPresent(it -> written.putAll(values.named(it, "segments", LONGEST_NAME)));
        written.keySet().forEach(this::segment);
    }

    /** Those without a finding. */
    Map<String, Segment> segments() {
        return segments;
    }

    @Override
    public Optional<RuleReader.SegmentRule> named(String name, Place use, Findings of) {
        if (!written.containsKey(name)) {
            of.add(use, Fields.unknown("segment", name, written.keySet()));
            return Optional.empty();
        }
        if (reading.contains(name)) {
            of.add(use, "segment '%s' is made of itself: %s -> %s".formatted(name, String.join(" -> ", reading), name));
            return Optional.empty();
        }
        var rule = segment(name);
        if (broken.contains(name)) {
            of.add(use, "segment '%s' has a mistake of its own in %s".formatted(name, findings.file()));
        }
        return Optional.of(rule);
    }

    private RuleReader.SegmentRule segment(String name) {
        var done = read.get(name);
        if (done != null) {
            return done;
        }
        var node = written.get(name);
        if (node == null) {
            return STAND_IN;
        }
        reading.add(name);
        var own = new Findings(findings.file());
        var fields = Fields.of(Section.SEGMENT, node.value(), own);
        var title = fields.get("title")
                .map(it -> new Values(own).byLanguage(it, fallback(it)))
                .orElseGet(() -> new Texts(Map.of("en", new Texts.Text(name, node.place())), "en"));
        var rule = fields.required("rule", "{ country: DE }")
                .map(it -> new RuleReader(own, known, this).read(it))
                .orElse(STAND_IN);
        reading.remove(name);
        if (own.none()) {
            segments.put(name, new Segment(name, title, rule.rule()));
        } else {
            broken.add(name);
            own.all().forEach(findings::add);
        }
        read.put(name, rule);
        return rule;
    }

    private static String fallback(Node title) {
        return title instanceof Node.Mapping mapping
                        && !mapping.entries().isEmpty()
                        && !mapping.entries().containsKey("en")
                ? mapping.entries().keySet().iterator().next()
                : "en";
    }
}
