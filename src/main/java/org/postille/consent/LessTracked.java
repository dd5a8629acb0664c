package org.postille.consent;

/** A customer wants no more to be tracked fully: what was kept of them alone has to go. Fired as a CDI event. */
public record LessTracked(long customer) {}
