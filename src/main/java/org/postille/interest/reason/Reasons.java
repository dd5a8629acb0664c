package org.postille.interest.reason;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** Says why, in one language: to the customer, or about them to others. */
public final class Reasons {

    private static final ResourceBundle.Control ONLY_AS_ASKED =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Letters of titles that fit into two lines of a picture. */
    private static final int ROOM = 56;

    private static final Set<String> WRITTEN_SMALL = Set.of("likes.material", "likes.colour");

    private final Locale locale;
    private final ResourceBundle words;
    private final boolean toThem;

    private Reasons(Locale locale, boolean toThem) {
        this.locale = locale;
        this.toThem = toThem;
        words = ResourceBundle.getBundle("org.postille.interest.reason.reasons", locale, ONLY_AS_ASKED);
    }

    /** "because you bought …". English where there are no words of that language. */
    public static Reasons toCustomer(Locale locale) {
        return new Reasons(locale, true);
    }

    /** "bought …", for marketers. English where there are no words of that language. */
    public static Reasons aboutCustomer(Locale locale) {
        return new Reasons(locale, false);
    }

    /** In which it says so, as shops name languages. */
    public String language() {
        return locale.getLanguage();
    }

    /** How a customer came near a product. */
    public enum Deed {
        BOUGHT("bought"),
        LIKED("liked"),
        CART("cart"),
        VIEWED("viewed");

        private final String key;

        Deed(String key) {
            this.key = key;
        }

        /** @param strength as in a taste, above 0 */
        public static Deed of(float strength) {
            return strength >= 1 ? BOUGHT : strength > 0.5f ? LIKED : strength >= 0.5f ? CART : VIEWED;
        }
    }

    /** @param titles one or two; customers, who read it in a picture, are told the first alone where both are long */
    public String did(Deed deed, List<String> titles) {
        var letters = titles.stream().mapToInt(String::length).sum();
        return titles.size() > 1 && (!toThem || letters <= ROOM)
                ? say(deed.key + ".two", titles.get(0), titles.get(1))
                : say(deed.key, titles.get(0));
    }

    /** @param feature as the content names it: {@code brand Nordlys}, {@code category Home > Kitchen} */
    public String likes(String feature) {
        var space = feature.indexOf(' ');
        var kind = space < 0 ? "" : "likes." + feature.substring(0, space);
        if (!words.containsKey(kind)) {
            return say("likes", feature);
        }
        var value = feature.substring(space + 1);
        var name = value.substring(value.lastIndexOf('>') + 1).strip();
        return say(kind, isInEnglish() && WRITTEN_SMALL.contains(kind) ? name.toLowerCase(locale) : name);
    }

    private boolean isInEnglish() {
        return words.getLocale().equals(Locale.ROOT);
    }

    /** @param country ISO 3166-1 */
    public String popular(String country) {
        return say("popular", Locale.of("", country).getDisplayCountry(locale));
    }

    /** Nothing but the product itself. */
    public String itself() {
        return say("itself");
    }

    public String kindred() {
        return say("kindred");
    }

    public String bestseller() {
        return say("bestseller");
    }

    public String together(String title) {
        return say("together", title);
    }

    public String instead(String title) {
        return say("instead", title);
    }

    public String ofTheKind() {
        return say("kind");
    }

    /** @param title of an older product */
    public String newLike(String title) {
        return say("new", title);
    }

    public String fresh() {
        return say("fresh");
    }

    public String assortment() {
        return say("assortment");
    }

    public String active() {
        return say("active");
    }

    /** Of a customer of whom nothing is known that they did. */
    public String stranger() {
        return say("stranger");
    }

    /** More than before. */
    public String rising() {
        return say("rising");
    }

    public String similar(String title) {
        return say("similar", title);
    }

    /** Nothing but that they looked at it. */
    public String lookedAt() {
        return say("lookedat");
    }

    /** @param touched whether they did something with it before */
    public String reduced(boolean touched) {
        return say(touched ? "reduced.touched" : "reduced");
    }

    /** @param touched whether they did something with it before */
    public String back(boolean touched) {
        return say(touched ? "back.touched" : "back");
    }

    /** @param touched whether they did something with it before */
    public String few(int pieces, boolean touched) {
        return say(touched ? "few.touched" : "few", pieces);
    }

    public String freeShipping() {
        return say("shipping");
    }

    /** @param title of a part that they have */
    public String ofTheSet(String title) {
        return say("set", title);
    }

    /** Of something to read. */
    public String worthReading() {
        return say("reading");
    }

    private String say(String key, Object... values) {
        var own = "you." + key;
        var pattern = words.getString(toThem && words.containsKey(own) ? own : key);
        return new MessageFormat(pattern, locale).format(values);
    }
}
