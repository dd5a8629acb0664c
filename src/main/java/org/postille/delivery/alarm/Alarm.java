package org.postille.delivery.alarm;

/**
 * Something that somebody should look at.
 *
 * @param subject what it is about, in a word or two: complaints, queue
 * @param text with the figure, the limit, and what it is about
 */
public record Alarm(Level level, String subject, String text) {

    /** How bad it is. */
    public enum Level {
        /** It will become bad if nobody looks. */
        WARNING,
        /** Mail does not leave, or a campaign was stopped. */
        STOPPED
    }

    @Override
    public String toString() {
        return subject + ": " + text;
    }
}
