package org.postille.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Start;
import org.postille.render.Templates;

class SampleCampaignsTest {

    private static final Templates TEMPLATES = new Templates(Path.of("templates"));
    private static final KnownNames KNOWN = new KnownNames(
            Set.copyOf(TEMPLATES.names()), Set.of(), Set.copyOf(TEMPLATES.pictures()), Set.of("offers", "news"));

    @Test
    void every_sample_campaign_is_without_a_finding() {
        var loaded = CampaignFiles.read(Path.of("campaigns"), KNOWN);
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.campaigns())
                .extracting(CampaignDefinition::name)
                .containsExactly("birthday", "cart-abandonment", "caught-your-eye", "newsletter", "return");
        assertThat(loaded.segments()).containsOnlyKeys("adult-or-unknown", "bought-lately");
    }

    @Test
    void every_sample_speaks_german_and_english() {
        for (var campaign : CampaignFiles.read(Path.of("campaigns"), KNOWN).campaigns()) {
            assertThat(campaign.title().languages()).containsExactlyInAnyOrder("de", "en");
            assertThat(campaign.messages().values())
                    .allSatisfy(it -> assertThat(it.languages()).containsExactlyInAnyOrder("de", "en"));
        }
    }

    @Test
    void every_sample_fits_its_templates() {
        for (var campaign : CampaignFiles.read(Path.of("campaigns"), KNOWN).campaigns()) {
            var absent = absent(campaign);
            for (var message : campaign.messages().values()) {
                var slots = new HashMap<String, Integer>();
                message.blocks().forEach((name, block) -> slots.put(name, block.slots()));
                assertThat(TEMPLATES.check(message.template(), message.languages(), slots, absent))
                        .as(campaign.name())
                        .isEmpty();
                message.subject()
                        .byLanguage()
                        .forEach((language, text) -> assertThat(TEMPLATES.checkSubject(
                                        text.value(),
                                        language,
                                        text.place().file(),
                                        text.place().line(),
                                        text.place().column(),
                                        absent))
                                .as(campaign.name())
                                .isEmpty());
            }
        }
    }

    /** The parts of the model that no mail of the campaign has. */
    private static List<String> absent(CampaignDefinition campaign) {
        return Arrays.stream(Anchors.values())
                .filter(it -> !(campaign.start() instanceof Start.Triggered triggered && triggered.on() == it.event()))
                .map(Anchors::code)
                .toList();
    }
}
