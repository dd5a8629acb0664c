package org.postille.render;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/** A mail's model with everything that a template can ask for: templates are checked against it. */
final class Example {

    /** What some customers have not told. */
    static final List<String> OPTIONAL = List.of(
            "customer.firstName",
            "customer.lastName",
            "customer.gender",
            "customer.language",
            "customer.country",
            "voucher.end");

    private Example() {}

    /** @param blocks slots by the name of the block */
    static Map<String, Object> model(String language, Map<String, Integer> blocks) {
        var model = new TreeMap<String, Object>();
        model.put(
                "customer",
                Map.of(
                        "firstName", "Anna",
                        "lastName", "Müller",
                        "gender", "female",
                        "language", language,
                        "country", "DE"));
        model.put("salutation", language.startsWith("de") ? "Liebe Anna," : "Dear Anna,");
        model.put("campaign", Map.of("name", "spring", "title", language.startsWith("de") ? "Frühling" : "Spring"));
        model.put(
                "shop",
                Map.of(
                        "name", "Lindenhof",
                        "url", "https://shop.example",
                        "imprint", "Lindenhof GmbH\nAm Markt 1, 12345 Musterstadt"));
        model.put("links", Map.of("unsubscribe", "https://news.example/u/token"));
        model.put("today", LocalDate.of(2026, 5, 1));
        model.put("cart", Map.of("items", items(), "value", Money.parse("64.85 EUR")));
        model.put("order", Map.of("items", items()));
        model.put("returned", Map.of("items", items()));
        model.put(
                "countdown",
                Map.of(
                        "image", "https://news.example/t/token.gif",
                        "alt", "Endet am 30. November 2026 um 23:59",
                        "end", "30. November 2026 um 23:59",
                        "width", 480,
                        "height", 120));
        model.put(
                "voucher",
                Map.of(
                        "title", "10 % auf Ihren Einkauf",
                        "code", "HERBST10",
                        "image", "https://news.example/a/token.png",
                        "alt", "10 % auf Ihren Einkauf: HERBST10",
                        "end", "30. November 2026 um 23:59",
                        "width", 480,
                        "height", 150));
        model.put("blocks", blocks(blocks, Integer.MAX_VALUE));
        return model;
    }

    private static List<Map<String, Object>> items() {
        return List.of(
                Map.of("title", "Emaillebecher „Wiese“", "quantity", 2, "price", Money.parse("12.95 EUR")),
                Map.of("title", "Leinenkissen", "quantity", 1, "price", Money.parse("38.95 EUR")));
    }

    /** @param most how many products there are for each block, where there are fewer than slots */
    static Map<String, Object> blocks(Map<String, Integer> blocks, int most) {
        var model = new TreeMap<String, Object>();
        blocks.forEach((name, slots) -> {
            var list = new ArrayList<Map<String, Object>>();
            for (var i = 1; i <= Math.min(slots, most); i++) {
                list.add(Map.of(
                        "image", "https://news.example/i/" + name + i + ".jpg",
                        "click", "https://news.example/c/" + name + i,
                        "opinion", "https://news.example/l/" + name + i,
                        "alt", "Empfehlung " + i,
                        "width", 260,
                        "height", 340));
            }
            var picture = Map.of(
                    "image",
                    "https://news.example/i/" + name + ".jpg",
                    "click",
                    "https://news.example/c/" + name,
                    "alt",
                    "Empfehlungen",
                    "width",
                    536);
            model.put(name, Map.of("slots", list, "picture", picture, "page", "https://news.example/b/" + name));
        });
        return model;
    }

    /** Blocks of a mail to a reader who is not to be tracked: nothing in it leads to a page of theirs. */
    static Map<String, Object> untracked(Map<String, Integer> blocks) {
        var model = new TreeMap<String, Object>();
        blocks(blocks, Integer.MAX_VALUE).forEach((name, block) -> {
            if (block instanceof Map<?, ?> view && view.get("slots") instanceof List<?> slots) {
                model.put(
                        name,
                        Map.of(
                                "slots",
                                slots.stream().map(Example::withoutOpinion).toList()));
            }
        });
        return model;
    }

    private static Object withoutOpinion(Object slot) {
        var rest = new HashMap<Object, @Nullable Object>();
        if (slot instanceof Map<?, ?> view) {
            view.forEach(rest::put);
            rest.remove("opinion");
        }
        return rest;
    }

    /** The model without the value at that path. */
    static Map<String, Object> without(Map<String, Object> model, String path) {
        var dot = path.indexOf('.');
        var copy = new HashMap<>(model);
        if (dot < 0) {
            copy.remove(path);
        } else if (model.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
            var rest = new HashMap<String, @Nullable Object>();
            inner.forEach((key, value) -> rest.put(String.valueOf(key), value));
            rest.remove(path.substring(dot + 1));
            copy.put(path.substring(0, dot), rest);
        }
        return copy;
    }
}
