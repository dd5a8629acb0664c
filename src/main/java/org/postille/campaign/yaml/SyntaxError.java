package org.postille.campaign.yaml;

import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What a YAML parser complains about, in words for people who do not know its grammar. */
final class SyntaxError {

    private record Phrase(String context, String problem, String plain) {
        boolean fits(String givenContext, String givenProblem) {
            return givenContext.contains(context) && givenProblem.contains(problem);
        }
    }

    /** The first that fits is taken. */
    private static final List<Phrase> PHRASES = List.of(
            new Phrase("quoted scalar", "unexpected end of stream", "a quote that is opened is never closed"),
            new Phrase(
                    "quoted scalar",
                    "unknown escape character",
                    "a \\ in double quotes begins an escape; write \\\\ for the character itself, or use single quotes"),
            new Phrase("", "(TAB)", "a tab stands here: indent with spaces"),
            new Phrase(
                    "",
                    "that cannot start any token",
                    "a value cannot begin with this character: put the text in quotes"),
            new Phrase(
                    "",
                    "mapping values are not allowed here",
                    "a ':' was not expected here: text that contains ': ' needs quotes, or the line is indented differently"
                            + " from the lines it belongs to"),
            new Phrase(
                    "simple key",
                    "could not find expected ':'",
                    "expected ':' and a value after this word, or the line is indented too little"),
            new Phrase(
                    "flow sequence",
                    "",
                    "expected ',' or ']': the list in [ ] is not closed, or text that begins with [ needs quotes"),
            new Phrase("flow mapping", "", "expected ',' or '}': the { } is not closed, or a text in it needs quotes"),
            new Phrase(
                    "block mapping",
                    "but found",
                    "expected a key and ':' here: the line is indented differently from the keys above it,"
                            + " or text that begins with [ or a quote goes on after its end and needs quotes as a whole"),
            new Phrase(
                    "block collection",
                    "but found",
                    "expected '- ' here: the line is indented differently from the list above it"),
            new Phrase("", "undefined alias", "a word that begins with '*' needs quotes"),
            new Phrase(
                    "", "expected alphabetic or numeric character", "a word that begins with '*' or '&' needs quotes"));

    private SyntaxError() {}

    static String inPlainWords(MarkedYamlEngineException e) {
        var context = Objects.requireNonNullElse(e.getContext(), "");
        var problem = Objects.requireNonNullElse(e.getProblem(), "");
        return PHRASES.stream()
                .filter(it -> it.fits(context, problem))
                .map(Phrase::plain)
                .findFirst()
                .orElseGet(() -> "not YAML: " + (context + " " + problem).strip());
    }
}
