package org.postille.tracking.visit;

/** Who is behind a request, and which rule said so. */
public record Judgement(VisitClass visitor, Rule rule) {}
