package org.postille.opentime.tile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.definition.Look;
import org.postille.render.TileSize;

/** Tiles in every state, layout, script and look that there is a picture of in docs/tiles.png. */
final class TileSamples {

    static final Look STANDARD = Look.STANDARD.branded(0x1F5A4C);
    static final TileSize TWO = TileSize.of(2);
    static final TileSize THREE = TileSize.of(3);
    static final TileSize WIDE_ROW = TileSize.of(TileSize.Layout.ROW, 1);
    static final TileSize NARROW_ROW = TileSize.of(TileSize.Layout.ROW, 2);

    private TileSamples() {}

    /** @param photo which of {@link Photos}; null: none */
    record Sample(String name, Tile tile) {
        Optional<byte[]> photo() {
            var photo = tile.photo();
            return photo == null
                    ? Optional.empty()
                    : Optional.of(
                            switch (photo) {
                                case "scene" -> Photos.scene();
                                case "dark" -> Photos.dark();
                                default -> Photos.plain();
                            });
        }
    }

    /** By the heading under which they stand. */
    static Map<String, List<Sample>> all() {
        var all = new LinkedHashMap<String, List<Sample>>();
        all.put("States", states());
        all.put("Why it is shown", reasons());
        all.put("Scripts", scripts());
        all.put("Looks", looks());
        all.put("Three in a row", narrow());
        all.put("Rows for phones", rows());
        return all;
    }

    private static Tile tile(
            String title,
            String price,
            @Nullable String oldPrice,
            List<String> badges,
            @Nullable String photo,
            @Nullable String reason,
            String reader) {
        return new Tile(title, price, oldPrice, badges, photo, reason, Locale.forLanguageTag(reader), STANDARD, TWO);
    }

    static Tile with(Tile it, TileSize size) {
        return with(it, size, it.look());
    }

    static Tile with(Tile it, TileSize size, Look look) {
        return new Tile(
                it.title(), it.price(), it.oldPrice(), it.badges(), it.photo(), it.reason(), it.reader(), look, size);
    }

    private static List<Sample> states() {
        return List.of(
                new Sample("plain", tile("Enamel Mug Ilva", "€19.95", null, List.of(), "plain", null, "en-IE")),
                new Sample("scene", tile("Enamel Mug Ilva", "€19.95", null, List.of(), "scene", null, "en-IE")),
                new Sample(
                        "reduced",
                        tile("Emaillebecher Ilva", "15,95 €", "19,95 €", List.of("−20 %"), "plain", null, "de-DE")),
                new Sample("new", tile("Enamel Mug Ilva", "€19.95", null, List.of("New"), "scene", null, "en-IE")),
                new Sample(
                        "few-and-reduced",
                        tile(
                                "Emaillebecher Ilva",
                                "15,95 €",
                                "19,95 €",
                                List.of("Nur noch 3", "−20 %"),
                                "scene",
                                null,
                                "de-DE")),
                new Sample(
                        "long-name",
                        tile(
                                "Handgetöpferte Teekanne „Solveig“ aus Steinzeug mit Bambusgriff und Sieb, 1,2 Liter",
                                "89,00 €",
                                null,
                                List.of(),
                                "plain",
                                null,
                                "de-DE")),
                new Sample(
                        "long-word",
                        tile(
                                "Geschirrspülmaschinenreinigungsmittelspender",
                                "1.249,00 €",
                                "1.499,00 €",
                                List.of("−16 %"),
                                "plain",
                                null,
                                "de-DE")),
                new Sample(
                        "no-photo",
                        tile("Hand-thrown stoneware teapot", "€89.00", null, List.of(), null, null, "en-IE")),
                new Sample(
                        "no-photo-reduced",
                        tile(
                                "Leinentischdecke „Maj“ in Moosgrün, 140 × 220 cm",
                                "71,20 €",
                                "89,00 €",
                                List.of("Nur noch 2", "−20 %"),
                                null,
                                null,
                                "de-DE")),
                new Sample(
                        "article",
                        tile("Five ways to lay a table for many guests", "", null, List.of(), "scene", null, "en-IE")),
                new Sample(
                        "article-no-photo", tile("Wie man Emaille pflegt", "", null, List.of(), null, null, "de-DE")),
                new Sample("dark-photo", tile("Lamp Nuit", "€129.00", null, List.of("New"), "dark", null, "en-IE")),
                new Sample("no-letters", tile("ཚེ་རིང་ བོད་", "€12.00", null, List.of(), "plain", null, "en-IE")));
    }

    /** In the words of every strategy. */
    private static List<Sample> reasons() {
        var samples = new ArrayList<Sample>();
        var said = new LinkedHashMap<String, String>();
        said.put("personal", "because you bought Enamel Mug");
        said.put("complementary", "goes with the teapot in your cart");
        said.put("alternatives", "instead of the bowl that you sent back");
        said.put("topsellers", "popular in Austria right now");
        said.put("long-reason", "because you looked at the hand-thrown stoneware teapot with a bamboo handle twice");
        said.put("silent", "");
        said.forEach((name, reason) -> samples.add(new Sample(
                "reason-" + name,
                tile("Honey spoon of olive wood", "€9.50", null, List.of(), "plain", reason, "en-IE"))));
        samples.add(new Sample(
                "reason-no-photo",
                tile("Honiglöffel", "9,50 €", "12,00 €", List.of("−20 %"), null, "beliebt in Österreich", "de-AT")));
        return samples;
    }

    private static List<Sample> scripts() {
        return List.of(
                new Sample(
                        "greek",
                        tile("Χειροποίητο κεραμικό φλιτζάνι", "19,95 €", null, List.of("Νέο"), "plain", null, "el")),
                new Sample(
                        "cyrillic",
                        tile(
                                "Кружка эмалированная «Нордлис»",
                                "1 299 ₽",
                                "1 499 ₽",
                                List.of("Осталось: 3"),
                                "plain",
                                null,
                                "ru-RU")),
                new Sample(
                        "hebrew",
                        tile(
                                "כוס אמייל Nordlys 350 מ״ל בצבע כחול כהה עם ידית עץ",
                                "\u200f79.90 \u200f₪",
                                "\u200f99.90 \u200f₪",
                                List.of("\u200e-20%", "חדש"),
                                "plain",
                                "כי קניתם סיר אמייל",
                                "he-IL")),
                new Sample(
                        "arabic",
                        tile(
                                "كوب مطلي بالمينا باللون الأزرق من نوردليس سعة ٣٥٠ مل",
                                "\u200f١٩٫٩٥ د.إ.\u200f",
                                "\u200f٢٤٫٩٥ د.إ.\u200f",
                                List.of("المتبقي: ٣"),
                                "scene",
                                null,
                                "ar-AE")),
                new Sample(
                        "arabic-no-photo",
                        tile("كوب مطلي بالمينا", "\u200f١٩٫٩٥ د.إ.\u200f", null, List.of("جديد"), null, null, "ar-AE")),
                new Sample(
                        "persian",
                        tile("لیوان لعابی دست‌ساز آبی", "۱۹۹٬۰۰۰ ریال", null, List.of("جدید"), "plain", null, "fa-IR")),
                new Sample(
                        "devanagari",
                        tile(
                                "हाथ से बना मिट्टी का चाय का प्याला, गहरा नीला रंग और लकड़ी",
                                "₹1,299.00",
                                "₹1,499.00",
                                List.of("केवल 3 शेष"),
                                "plain",
                                "क्योंकि आपने केतली खरीदी",
                                "hi-IN")),
                new Sample(
                        "thai",
                        tile(
                                "แก้วเคลือบลายดอกไม้สีน้ำเงินทำมือจากเชียงใหม่ขนาดใหญ่พิเศษสำหรับกาแฟยามเช้า",
                                "฿590.00",
                                null,
                                List.of("เหลือ 3 ชิ้น"),
                                "plain",
                                null,
                                "th-TH")),
                new Sample(
                        "japanese",
                        tile(
                                "手作り琺瑯マグカップ　直と骨の大きめサイズ、北欧デザインの贈り物に最適な逸品",
                                "￥2,480",
                                "￥2,980",
                                List.of("残り3点"),
                                "plain",
                                "「ケトル」を購入されたため",
                                "ja-JP")),
                new Sample(
                        "chinese", tile("手工搪瓷马克杯 直与骨 北欧设计 大号", "¥199.00", null, List.of("新品"), "plain", null, "zh-CN")),
                new Sample(
                        "traditional",
                        tile("手工搪瓷馬克杯 直與骨 北歐設計", "NT$590", null, List.of("僅剩 3 件"), "plain", null, "zh-TW")),
                new Sample(
                        "korean",
                        tile("핸드메이드 법랑 머그컵 북유럽 디자인", "₩25,000", null, List.of("신상품"), "plain", null, "ko-KR")),
                new Sample("chinese-no-photo", tile("陶瓷茶壶", "¥299.00", null, List.of(), null, null, "zh-CN")),
                new Sample(
                        "emoji",
                        tile(
                                "Gift set 🎁 for two 👩‍👩‍👧 ☕️ with ♥",
                                "€39.95",
                                null,
                                List.of(),
                                "plain",
                                null,
                                "en-IE")),
                new Sample(
                        "some-missing",
                        tile("Singing bowl (བོད་) – ཚེ – brass", "€49.00", null, List.of(), "plain", null, "en-IE")));
    }

    private static List<Sample> looks() {
        var night = new Look(
                new Look.Colours(0x14171C, 0xF2EFEA, 0xF0B85A, 0xA9ADB3, 0xF0B85A, 0x14171C),
                new Look.Face.Family("Montserrat"),
                12,
                20,
                Look.Fit.FILL,
                Look.STANDARD.badges());
        var paper = new Look(
                new Look.Colours(0xFFFFFF, 0x1A1A1A, 0x8A1538, 0x6A6A6A, 0x1A1A1A, 0xFFFFFF),
                new Look.Face.Family("Noto Serif"),
                0,
                0,
                Look.Fit.FILL,
                Look.STANDARD.badges());
        var pale = new Look(
                new Look.Colours(0xE8F1F2, 0x13293D, 0x006494, 0x4D6273, 0x13293D, 0xE8F1F2),
                new Look.Face.Family("Noto Sans"),
                20,
                40,
                Look.Fit.WHOLE,
                Look.STANDARD.badges());
        var samples = new ArrayList<Sample>();
        var reduced = tile("Enamel Mug Ilva with handle", "€15.95", "€19.95", List.of("−20%"), "scene", null, "en-IE");
        var without = tile("Enamel Mug Ilva with handle", "€15.95", "€19.95", List.of("−20%"), null, null, "en-IE");
        Map.of("night", night, "paper", paper, "pale", pale).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> {
                    samples.add(new Sample("look-" + it.getKey(), with(reduced, TWO, it.getValue())));
                    samples.add(new Sample("look-" + it.getKey() + "-no-photo", with(without, TWO, it.getValue())));
                });
        return samples;
    }

    private static List<Sample> narrow() {
        return resized(
                "narrow-",
                THREE,
                "plain",
                "few-and-reduced",
                "long-name",
                "long-word",
                "no-photo-reduced",
                "hebrew",
                "thai");
    }

    private static List<Sample> rows() {
        var rows = new ArrayList<>(
                resized("row-", WIDE_ROW, "few-and-reduced", "long-name", "no-photo", "article", "hebrew", "japanese"));
        rows.addAll(resized("small-row-", NARROW_ROW, "few-and-reduced", "long-word", "no-photo", "arabic"));
        return rows;
    }

    private static List<Sample> resized(String prefix, TileSize size, String... names) {
        var known = new LinkedHashMap<String, Sample>();
        states().forEach(it -> known.put(it.name(), it));
        scripts().forEach(it -> known.put(it.name(), it));
        var resized = new ArrayList<Sample>();
        for (var name : names) {
            resized.add(new Sample(
                    prefix + name,
                    with(java.util.Objects.requireNonNull(known.get(name)).tile(), size)));
        }
        return resized;
    }
}
