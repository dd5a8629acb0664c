package org.postille.render;

/**
 * The content of one mail.
 *
 * @param subject plain text on one line, without control characters
 * @param html complete, with every value escaped
 * @param text for readers without HTML, wrapped at 76 characters
 */
public record Rendered(String subject, String html, String text) {}
