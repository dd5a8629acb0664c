package org.postille.opentime;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** Writes when something ends as its reader expects it. */
public final class Endings {

    private Endings() {}

    /**
     * Day and time, with the name of the zone where the reader's clocks show another time.
     *
     * @param zone whose clocks tell it
     * @param reader the reader's own
     */
    public static String inWords(Instant end, ZoneId zone, ZoneId reader, Locale locale) {
        var text = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(end.atZone(zone));
        return zone.getRules().getOffset(end).equals(reader.getRules().getOffset(end))
                ? text
                : text + " (" + zone.getDisplayName(TextStyle.SHORT, locale) + ")";
    }
}
