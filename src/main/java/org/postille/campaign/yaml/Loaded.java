package org.postille.campaign.yaml;

import java.util.List;
import java.util.Map;
import org.postille.base.Finding;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Segment;

/**
 * A folder of campaigns as it was read. A file with a finding has no campaign here.
 *
 * @param campaigns by file name
 * @param findings by file and place
 */
public record Loaded(List<CampaignDefinition> campaigns, Map<String, Segment> segments, List<Finding> findings) {

    public Loaded {
        campaigns = List.copyOf(campaigns);
        segments = Map.copyOf(segments);
        findings = List.copyOf(findings);
    }
}
