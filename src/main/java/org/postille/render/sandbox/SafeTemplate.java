package org.postille.render.sandbox;

import freemarker.core.InvalidReferenceException;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** A template that has been inspected. Any number of threads may render it. */
public final class SafeTemplate {

    private final Template template;
    private final List<Mention> mentions;
    private final Watchdog watchdog;

    SafeTemplate(Template template, List<Mention> mentions, Watchdog watchdog) {
        this.template = template;
        this.mentions = mentions;
        this.watchdog = watchdog;
    }

    /** Every place where it reads the model. */
    public List<Mention> mentions() {
        return mentions;
    }

    /**
     * What it makes of this model.
     *
     * @param model String, Number, Boolean, Money, LocalDate, ZonedDateTime, and lists and maps of them
     * @param locale of numbers, dates and money
     * @param zone of points in time
     * @param limit the most characters it may write
     * @throws Refused if it fails on this model, or was stopped
     * @throws IllegalStateException if the model holds anything else
     */
    public String render(Map<String, ?> model, Locale locale, ZoneId zone, int limit) throws Refused {
        var out = new CappedWriter(limit);
        try (var watch = watchdog.watch()) {
            try {
                var environment = template.createProcessingEnvironment(model, out);
                environment.setLocale(locale);
                environment.setTimeZone(TimeZone.getTimeZone(zone));
                environment.process();
                return out.toString();
            } catch (InvalidReferenceException e) {
                throw new Refused(line(e), column(e), missing(e));
            } catch (TemplateException e) {
                throw failed(e);
            } catch (CappedWriter.Full e) {
                throw new Refused(1, 1, "stopped: the template wrote more than " + limit + " characters");
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory", e);
            } catch (StackOverflowError e) {
                throw new Refused(1, 1, "stopped: the template calls itself too deeply");
            } catch (RuntimeException e) {
                if (watch.expired()) {
                    throw new Refused(
                            1,
                            1,
                            "stopped: the template took longer than "
                                    + watchdog.limit().toMillis() + " ms");
                }
                throw e;
            }
        }
    }

    private static Refused failed(TemplateException e) {
        for (Throwable it = e.getCause(); it != null; it = it.getCause()) {
            if (it instanceof IllegalStateException ours) {
                throw ours;
            }
        }
        return new Refused(line(e), column(e), Wording.firstParagraph(e.getMessageWithoutStackTop()));
    }

    private static String missing(InvalidReferenceException e) {
        var expression = e.getBlamedExpressionString();
        return expression == null
                ? Wording.firstParagraph(e.getMessageWithoutStackTop())
                : expression + " has no value here; if it may be missing write " + expression + "! or [#if "
                        + expression + "??]";
    }

    private static int line(TemplateException e) {
        return e.getLineNumber() == null ? 1 : Math.max(1, e.getLineNumber());
    }

    private static int column(TemplateException e) {
        return e.getColumnNumber() == null ? 1 : Math.max(1, e.getColumnNumber());
    }
}
