package org.postille.opentime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.campaign.definition.Look;

/**
 * What a picture says about its product in a word or two over the photo, the most pressing first: that few are left, by how much
 * it is reduced, that it is new.
 */
final class Badges {

    /** Another language is answered in English. */
    private static final Map<String, String> NEW = Map.ofEntries(
            Map.entry("ar", "جديد"),
            Map.entry("bg", "Ново"),
            Map.entry("cs", "Novinka"),
            Map.entry("da", "Nyhed"),
            Map.entry("de", "Neu"),
            Map.entry("el", "Νέο"),
            Map.entry("en", "New"),
            Map.entry("es", "Nuevo"),
            Map.entry("fa", "جدید"),
            Map.entry("fi", "Uutuus"),
            Map.entry("fr", "Nouveau"),
            Map.entry("he", "חדש"),
            Map.entry("hi", "नया"),
            Map.entry("hr", "Novo"),
            Map.entry("hu", "Új"),
            Map.entry("it", "Novità"),
            Map.entry("ja", "新着"),
            Map.entry("ko", "신상품"),
            Map.entry("nl", "Nieuw"),
            Map.entry("no", "Nyhet"),
            Map.entry("nb", "Nyhet"),
            Map.entry("pl", "Nowość"),
            Map.entry("pt", "Novo"),
            Map.entry("ro", "Nou"),
            Map.entry("ru", "Новинка"),
            Map.entry("sk", "Novinka"),
            Map.entry("sl", "Novo"),
            Map.entry("sv", "Nyhet"),
            Map.entry("th", "ใหม่"),
            Map.entry("tr", "Yeni"),
            Map.entry("uk", "Новинка"),
            Map.entry("zh", "新品"));

    /** Worded so that it is right with every number: grammars have two forms, three or six. */
    private static final Map<String, String> FEW = Map.ofEntries(
            Map.entry("ar", "المتبقي: %s"),
            Map.entry("bg", "Остават: %s"),
            Map.entry("cs", "Skladem už jen %s"),
            Map.entry("da", "Kun %s tilbage"),
            Map.entry("de", "Nur noch %s"),
            Map.entry("el", "Απομένουν: %s"),
            Map.entry("en", "Only %s left"),
            Map.entry("es", "Quedan: %s"),
            Map.entry("fa", "موجودی: %s"),
            Map.entry("fi", "Vain %s jäljellä"),
            Map.entry("fr", "Plus que %s"),
            Map.entry("he", "במלאי: %s"),
            Map.entry("hi", "केवल %s शेष"),
            Map.entry("hr", "Još samo %s"),
            Map.entry("hu", "Már csak %s db"),
            Map.entry("it", "Solo %s in stock"),
            Map.entry("ja", "残り%s点"),
            Map.entry("ko", "%s개 남음"),
            Map.entry("nl", "Nog maar %s"),
            Map.entry("no", "Bare %s igjen"),
            Map.entry("nb", "Bare %s igjen"),
            Map.entry("pl", "Zostało: %s"),
            Map.entry("pt", "Restam: %s"),
            Map.entry("ro", "Stoc: %s"),
            Map.entry("ru", "Осталось: %s"),
            Map.entry("sk", "Skladom už len %s"),
            Map.entry("sl", "Samo še %s"),
            Map.entry("sv", "Bara %s kvar"),
            Map.entry("th", "เหลือ %s ชิ้น"),
            Map.entry("tr", "Son %s ürün"),
            Map.entry("uk", "Залишилось: %s"),
            Map.entry("zh", "仅剩 %s 件"));

    private static final Map<String, String> FEW_TRADITIONAL = Map.of("TW", "僅剩 %s 件", "HK", "僅剩 %s 件");

    private Badges() {}

    /**
     * At most as many as the look allows.
     *
     * @param today where the shop is
     */
    static List<String> of(Look.Badges rules, Mail.Offered offer, Locale reader, LocalDate today) {
        var badges = new ArrayList<String>();
        var stock = offer.stock();
        if (stock != null && stock > 0 && stock <= rules.few()) {
            badges.add(few(stock, reader));
        }
        reduction(rules, offer.price(), offer.oldPrice())
                .ifPresent(it -> badges.add(NumberFormat.getPercentInstance(reader)
                        .format(-it / 100.0)
                        .replace('-', '−')));
        if (isNew(rules, offer.releasedOn(), today)) {
            badges.add(NEW.getOrDefault(reader.getLanguage(), "New"));
        }
        return badges.subList(0, Math.min(rules.most(), badges.size()));
    }

    private static String few(int stock, Locale reader) {
        var words = FEW.getOrDefault(reader.getLanguage(), "Only %s left");
        return (reader.getLanguage().equals("zh") ? FEW_TRADITIONAL.getOrDefault(reader.getCountry(), words) : words)
                .formatted(NumberFormat.getIntegerInstance(reader).format(stock));
    }

    /** In whole percent, rounded down: a picture never promises more than the price keeps. */
    private static Optional<Integer> reduction(Look.Badges rules, Money price, @Nullable Money before) {
        if (before == null || rules.leastReduction() == 0 || before.amount().signum() <= 0) {
            return Optional.empty();
        }
        var percent = before.amount()
                .subtract(price.amount())
                .multiply(BigDecimal.valueOf(100))
                .divide(before.amount(), 0, RoundingMode.FLOOR)
                .intValue();
        return Optional.of(percent).filter(it -> it >= rules.leastReduction());
    }

    private static boolean isNew(Look.Badges rules, @Nullable LocalDate released, LocalDate today) {
        return released != null
                && !rules.fresh().isZero()
                && !released.isAfter(today)
                && released.plus(rules.fresh()).isAfter(today);
    }
}
