package org.postille.campaign.definition;

import org.postille.audience.Rule;

/** A rule with a name, for several campaigns. */
public record Segment(String name, Texts title, Rule rule) {}
