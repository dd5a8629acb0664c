package org.postille.render.sandbox;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;

/** How a template is written, and what it makes. */
public enum Dialect {
    /** {@code [#if]} and {@code [=name]}, HTML with every value escaped. */
    SQUARE_HTML(true, HTMLOutputFormat.INSTANCE),
    /** {@code [#if]} and {@code [=name]}, plain text: subjects and text parts. */
    SQUARE_TEXT(true, PlainTextOutputFormat.INSTANCE),
    /** {@code <#if>} and <code>${name}</code>, HTML with every value escaped. */
    ANGLE_HTML(false, HTMLOutputFormat.INSTANCE),
    /** {@code <#if>} and <code>${name}</code>, plain text. */
    ANGLE_TEXT(false, PlainTextOutputFormat.INSTANCE);

    private final boolean square;

    @SuppressWarnings("ImmutableEnumChecker") // FreeMarker's output formats have no state.
    private final OutputFormat output;

    Dialect(boolean square, OutputFormat output) {
        this.square = square;
        this.output = output;
    }

    /** Whether directives and interpolations stand in square brackets. */
    public boolean square() {
        return square;
    }

    /** An interpolation of this expression. */
    public String value(String expression) {
        return square ? "[=" + expression + "]" : "${" + expression + "}";
    }

    /** A directive: {@code if x??}, {@code /if}. */
    public String directive(String text) {
        var name = text.startsWith("/") ? "/#" + text.substring(1) : "#" + text;
        return square ? "[" + name + "]" : "<" + name + ">";
    }

    int tagSyntax() {
        return square ? Configuration.SQUARE_BRACKET_TAG_SYNTAX : Configuration.ANGLE_BRACKET_TAG_SYNTAX;
    }

    int interpolationSyntax() {
        return square ? Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX : Configuration.DOLLAR_INTERPOLATION_SYNTAX;
    }

    OutputFormat output() {
        return output;
    }
}
