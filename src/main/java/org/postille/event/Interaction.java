package org.postille.event;

import java.time.Instant;

/**
 * One customer did one thing with one product: what the interest model learns from.
 *
 * @param quantity of pieces, at least 1
 */
public record Interaction(long customerId, long productId, EventKind kind, int quantity, Instant at) {}
