package org.postille.interest.evaluation;

import java.util.Map;

/**
 * One training.
 *
 * @param data name of the data set
 * @param customers with at least one event
 * @param products with at least one event
 * @param events rows that were learned from
 * @param seconds that it took
 * @param parameters what was chosen
 */
public record Trained(
        String data, int customers, int products, int events, double seconds, Map<String, String> parameters) {}
