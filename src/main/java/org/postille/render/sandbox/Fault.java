package org.postille.render.sandbox;

/**
 * What is wrong with a template.
 *
 * @param line in the text that was parsed, from 1
 * @param column from 1
 * @param message for the template's author
 */
public record Fault(int line, int column, String message) {}
