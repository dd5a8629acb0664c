package org.postille.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Segment;
import org.postille.campaign.definition.Start;
import org.postille.campaign.yaml.CampaignFiles;
import org.postille.campaign.yaml.KnownNames;
import org.postille.render.Templates;

/** All that is wrong in a folder of campaigns and the templates they send, in one go. */
public final class CampaignCheck {

    private CampaignCheck() {}

    /**
     * What was read.
     *
     * @param campaigns those whose mails can be written, by file name
     * @param findings by file and place, each once; some only concern some readers and keep no campaign from running
     */
    public record Result(List<CampaignDefinition> campaigns, Map<String, Segment> segments, List<Finding> findings) {

        public Result {
            campaigns = List.copyOf(campaigns);
            segments = Map.copyOf(segments);
            findings = List.copyOf(findings);
        }
    }

    public static Result of(Path campaigns, Path templates) {
        var known = new Templates(templates);
        var loaded = CampaignFiles.read(campaigns, KnownNames.ofTemplates(Set.copyOf(known.names())));
        var findings = new ArrayList<>(loaded.findings());
        for (var campaign : loaded.campaigns()) {
            campaign.messages().values().forEach(it -> findings.addAll(check(known, campaign, it)));
        }
        // One that only names a template that is not there is told about its subjects all the same.
        for (var campaign : CampaignFiles.read(campaigns, KnownNames.any()).campaigns()) {
            campaign.messages().values().forEach(it -> findings.addAll(subject(known, campaign, it)));
        }
        return new Result(
                loaded.campaigns().stream()
                        .filter(it -> canBeWritten(known, it))
                        .toList(),
                loaded.segments(),
                findings.stream().sorted().distinct().toList());
    }

    private static boolean canBeWritten(Templates templates, CampaignDefinition campaign) {
        try {
            for (var message : campaign.messages().values()) {
                for (var language : message.languages()) {
                    templates.compile(message.template(), language, campaign.language(), slots(message));
                }
            }
            return true;
        } catch (Invalid | NotFound e) {
            return false; // the findings tell
        }
    }

    private static Map<String, Integer> slots(MessageDefinition message) {
        return message.blocks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().slots()));
    }

    private static List<Finding> check(Templates templates, CampaignDefinition campaign, MessageDefinition message) {
        return templates.check(message.template(), message.languages(), slots(message), absent(campaign));
    }

    private static List<Finding> subject(Templates templates, CampaignDefinition campaign, MessageDefinition message) {
        var findings = new ArrayList<Finding>();
        for (var entry : message.subject().byLanguage().entrySet()) {
            var language = entry.getKey();
            var text = entry.getValue();
            var place = text.place();
            findings.addAll(templates.checkSubject(
                    text.value(), language, place.file(), place.line(), place.column(), absent(campaign)));
        }
        return findings;
    }

    /** What the mails of this campaign never know: the cart, unless a cart starts it. */
    private static Set<String> absent(CampaignDefinition campaign) {
        return Arrays.stream(Anchors.values())
                .filter(it -> !(campaign.start() instanceof Start.Triggered trigger && trigger.on() == it.event()))
                .map(Anchors::code)
                .collect(Collectors.toSet());
    }
}
