package org.postille.campaign.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postille.base.Finding;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.campaign.definition.Segment;
import org.postille.campaign.definition.Start;

/**
 * A folder of campaigns as it was read. A file with a finding has no campaign here.
 *
 * @param campaigns by file name
 * @param drafts the messages of all files, as far as they could be read, those of the campaigns among them
 * @param findings by file and place
 */
public record Loaded(
        List<CampaignDefinition> campaigns, List<Draft> drafts, Map<String, Segment> segments, List<Finding> findings) {

    /**
     * A message of a file that may have mistakes elsewhere.
     *
     * @param start of its campaign; nothing if that could not be read
     */
    public record Draft(MessageDefinition message, Optional<Start> start) {}

    public Loaded {
        campaigns = List.copyOf(campaigns);
        drafts = List.copyOf(drafts);
        segments = Map.copyOf(segments);
        findings = List.copyOf(findings);
    }
}
