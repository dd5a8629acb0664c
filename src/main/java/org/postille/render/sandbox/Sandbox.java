package org.postille.render.sandbox;

import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postille.base.Nearest;

/**
 * Accepts a template's text, or says why not. What is accepted reaches nothing but its model, and is stopped after a second.
 *
 * <p>Three layers, as FreeMarker calls templates trusted code and leaves the rest to its user: its own settings (no class, no
 * Java API, no other template, escaping fixed); a list of what of the language may be used, applied to the parsed tree ({@link
 * Inspection}, {@link Growth}); limits on time and output while it runs ({@link SafeTemplate}).
 */
public final class Sandbox {

    /** Larger sources are refused before they are parsed. */
    private static final int LARGEST_SOURCE = 500_000;

    private static final Pattern HEADER = Pattern.compile("[<\\[]#ftl\\b");
    private static final Pattern UNKNOWN_BUILT_IN = Pattern.compile("Unknown built-in: \"([^\"]*)\"");

    private final Map<Dialect, Configuration> configurations = new EnumMap<>(Dialect.class);
    private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(1));

    /** With a watching thread of its own; one for the whole process is enough. */
    public Sandbox() {
        for (var dialect : Dialect.values()) {
            configurations.put(dialect, configuration(dialect));
        }
    }

    private static Configuration configuration(Dialect dialect) {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.clearSharedVariables();
        configuration.setTagSyntax(dialect.tagSyntax());
        configuration.setInterpolationSyntax(dialect.interpolationSyntax());
        configuration.setOutputFormat(dialect.output());
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setObjectWrapper(new Values());
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        configuration.setDateFormat("long");
        configuration.setTimeFormat("short");
        configuration.setDateTimeFormat("long_short");
        return configuration;
    }

    /**
     * Parses and inspects a template.
     *
     * @param name for messages
     * @throws Refused if it cannot be read, or uses what templates may not use
     */
    public SafeTemplate accept(String name, String text, Dialect dialect) throws Refused {
        if (text.length() > LARGEST_SOURCE) {
            throw new Refused(1, 1, "the template has more than " + LARGEST_SOURCE + " characters");
        }
        var header = HEADER.matcher(text);
        if (header.find()) {
            throw refused(text, header.start(), "#ftl is not allowed: its settings are fixed");
        }
        try {
            var template = parse(name, text, Objects.requireNonNull(configurations.get(dialect)));
            var root = Node.root(template);
            var faults = Inspection.of(root);
            if (!faults.isEmpty()) {
                throw new Refused(faults);
            }
            _CoreAPI.addThreadInterruptedChecks(template);
            return new SafeTemplate(template, Mentions.in(root), watchdog);
        } catch (StackOverflowError e) {
            throw new Refused(1, 1, "the template is nested too deeply");
        }
    }

    private static Template parse(String name, String text, Configuration configuration) throws Refused {
        try {
            return new Template(name, new StringReader(text), configuration);
        } catch (ParseException e) {
            throw new Refused(Math.max(1, e.getLineNumber()), Math.max(1, e.getColumnNumber()), message(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static String message(ParseException e) {
        var message = e.getEditorMessage();
        if (message == null) {
            return "cannot be read";
        }
        var unknown = UNKNOWN_BUILT_IN.matcher(message);
        if (unknown.find()) {
            return "there is no ?" + unknown.group(1) + Nearest.hint(unknown.group(1), Vocabulary.BUILT_INS);
        }
        return Wording.firstParagraph(message);
    }

    private static Refused refused(String text, int offset, String message) {
        var before = text.substring(0, offset);
        var line = (int) before.chars().filter(it -> it == '\n').count() + 1;
        return new Refused(line, offset - before.lastIndexOf('\n'), message);
    }
}
