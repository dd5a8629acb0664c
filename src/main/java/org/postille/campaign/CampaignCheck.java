package org.postille.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postille.base.Finding;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Start;
import org.postille.campaign.yaml.CampaignFiles;
import org.postille.campaign.yaml.KnownNames;
import org.postille.campaign.yaml.Loaded;
import org.postille.render.Templates;

/** All that is wrong in a folder of campaigns and the templates they send, in one go. */
public final class CampaignCheck {

    private CampaignCheck() {}

    /** @param findings by file and place, each once */
    public record Result(int campaigns, List<Finding> findings) {}

    public static Result of(Path campaigns, Path templates) {
        var known = new Templates(templates);
        var loaded = read(campaigns, known);
        var findings = new ArrayList<>(loaded.findings());
        for (var campaign : loaded.campaigns()) {
            campaign.messages().values().forEach(it -> findings.addAll(check(known, campaign, it)));
        }
        return new Result(
                loaded.campaigns().size(), findings.stream().sorted().distinct().toList());
    }

    static Loaded read(Path campaigns, Templates templates) {
        return CampaignFiles.read(campaigns, KnownNames.ofTemplates(Set.copyOf(templates.names())));
    }

    private static List<Finding> check(Templates templates, CampaignDefinition campaign, MessageDefinition message) {
        var absent = absent(campaign);
        var blocks = message.blocks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().slots()));
        var findings = new ArrayList<>(templates.check(message.template(), message.languages(), blocks, absent));
        for (var entry : message.subject().byLanguage().entrySet()) {
            var language = entry.getKey();
            var text = entry.getValue();
            var place = text.place();
            findings.addAll(
                    templates.checkSubject(text.value(), language, place.file(), place.line(), place.column(), absent));
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
