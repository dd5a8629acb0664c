package org.postille.interest.evaluation.measure;

/**
 * How well products were told for customers who were not there at the training.
 *
 * @param revealed how many of their first events the model was told; what is measured comes after them
 */
public record Welcomed(int revealed, Recommended quality) {}
