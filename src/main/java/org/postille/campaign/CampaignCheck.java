package org.postille.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postille.base.Finding;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Looks;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Segment;
import org.postille.campaign.definition.Start;
import org.postille.campaign.yaml.CampaignFiles;
import org.postille.campaign.yaml.KnownNames;
import org.postille.campaign.yaml.Loaded;
import org.postille.campaign.yaml.ThemeFile;
import org.postille.render.Templates;

/** All that is wrong in a folder of campaigns and the templates they send, in one go. */
public final class CampaignCheck {

    private CampaignCheck() {}

    /**
     * What was read.
     *
     * @param campaigns those whose own files are without a mistake, by file name; their templates may have some
     * @param looks of the theme file, as far as it could be read
     * @param soundLooks whether nothing is wrong in it
     * @param findings by file and place, each once
     */
    public record Result(
            List<CampaignDefinition> campaigns,
            Map<String, Segment> segments,
            Looks looks,
            boolean soundLooks,
            List<Finding> findings) {

        public Result {
            campaigns = List.copyOf(campaigns);
            segments = Map.copyOf(segments);
            findings = List.copyOf(findings);
        }
    }

    public static Result of(Path campaigns, Path templates) {
        var known = new Templates(templates);
        var theme = ThemeFile.read(templates);
        var looks = theme.looks();
        var loaded = CampaignFiles.read(
                campaigns,
                new KnownNames(
                        Set.copyOf(known.names()), looks.named().keySet(), Set.copyOf(known.pictures()), Set.of()));
        var findings = new ArrayList<>(loaded.findings());
        findings.addAll(theme.findings());
        for (var draft : loaded.drafts()) {
            findings.addAll(subject(known, draft));
            findings.addAll(banners(known, draft));
            if (known.names().contains(draft.message().template())) {
                findings.addAll(template(known, draft));
            }
        }
        return new Result(
                loaded.campaigns(),
                loaded.segments(),
                looks,
                theme.findings().isEmpty(),
                findings.stream().sorted().distinct().toList());
    }

    private static List<Finding> banners(Templates templates, Loaded.Draft draft) {
        var findings = new ArrayList<Finding>();
        for (var block : draft.message().blocks().values()) {
            var banner = block.banner();
            if (banner != null && templates.pictures().contains(banner.file())) {
                var place = banner.place();
                templates
                        .complaintAbout(banner.file())
                        .ifPresent(it -> findings.add(new Finding(place.file(), place.line(), place.column(), it)));
            }
        }
        return findings;
    }

    private static Map<String, Integer> slots(MessageDefinition message) {
        return message.blocks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().slots()));
    }

    private static List<Finding> template(Templates templates, Loaded.Draft draft) {
        var message = draft.message();
        return templates.check(message.template(), message.languages(), slots(message), absent(draft));
    }

    private static List<Finding> subject(Templates templates, Loaded.Draft draft) {
        var findings = new ArrayList<Finding>();
        var absent = absent(draft);
        for (var entry : draft.message().subject().byLanguage().entrySet()) {
            var text = entry.getValue();
            var place = text.place();
            if (!text.value().isEmpty()) {
                findings.addAll(templates.checkSubject(
                        text.value(), entry.getKey(), place.file(), place.line(), place.column(), absent));
            }
        }
        return findings;
    }

    /** What this message never knows. */
    private static Set<String> absent(Loaded.Draft draft) {
        var absent = new HashSet<>(absent(draft.start()));
        if (draft.message().countdown() == null) {
            absent.add("countdown");
        }
        if (draft.message().voucher() == null) {
            absent.add("voucher");
        }
        return absent;
    }

    /** What mails that start so never know: the cart, unless a cart starts them. */
    private static Set<String> absent(Optional<Start> start) {
        if (start.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(Anchors.values())
                .filter(it -> !(start.get() instanceof Start.Triggered trigger && trigger.on() == it.event()))
                .map(Anchors::code)
                .collect(Collectors.toSet());
    }
}
