package org.postille.demo.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the sample shop sells, read from {@code assortment.yaml}: the stock of words and numbers that products are composed of. */
record Assortment(List<Department> departments, List<Leaf> leaves, List<Colour> colours, List<String> series) {

    /** How products of a leaf are named. */
    enum Style {
        WARE,
        FLAVOUR,
        NOVEL,
        GUIDE,
        TALE,
        RECORD
    }

    /** Customers like colours by family. */
    record Colour(String en, String de, String family) {}

    /** @param own the colour it has by itself, empty if it is always dyed; where {@code unpainted}, it has no other */
    record Material(String en, String de, String own, boolean unpainted) {}

    /** The same words in both languages. */
    record Pair(String en, String de) {}

    /**
     * What a thing is called.
     *
     * @param gender of the German noun: m, f, n, or p for a plural
     * @param cheapest in whole units of money
     * @param stem of an adjective that belongs to the German noun, empty if none does
     */
    record Kind(
            String en,
            String de,
            char gender,
            String stem,
            int cheapest,
            int dearest,
            List<Pair> looks,
            List<Material> materials,
            List<Pair> flavours) {}

    /**
     * A department at the top of the category tree.
     *
     * @param months how much more or less is bought, from January on
     * @param age of the customers who like it best, in years
     */
    record Department(int number, String name, List<Double> months, int age, List<String> brands, List<Leaf> leaves) {}

    /**
     * A category that products are in.
     *
     * @param share of the products, relative
     * @param consumable days until one is used up, 0 for what lasts
     * @param returns share of the sold pieces that come back
     * @param with numbers of the leaves that are bought along with this one
     */
    record Leaf(
            int number,
            int department,
            String name,
            String category,
            double share,
            int consumable,
            double returns,
            Style style,
            List<Kind> kinds,
            List<Pair> sizes,
            List<Integer> with) {}

    static Assortment load() {
        try (var in = Objects.requireNonNull(Assortment.class.getResourceAsStream("assortment.yaml"))) {
            return new Reading(map(new Load(LoadSettings.builder().build()).loadFromInputStream(in))).assortment();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(Object yaml) {
        return (Map<?, ?>) yaml;
    }

    /** Turns the tree of maps and lists into records. */
    private static final class Reading {
        private final Map<?, ?> root;
        private final Map<String, Material> materials = new HashMap<>();
        private final Map<String, Integer> leafNumbers = new HashMap<>();

        Reading(Map<?, ?> root) {
            this.root = root;
        }

        Assortment assortment() {
            map(get(root, "materials")).forEach((name, its) -> {
                var words = strings(its);
                materials.put(
                        name.toString(),
                        new Material(
                                name.toString(),
                                words.getFirst(),
                                words.size() > 1 ? words.get(1) : "",
                                words.size() > 2));
            });
            for (var department : list(get(root, "departments"))) {
                for (var leaf : list(get(map(department), "leaves"))) {
                    leafNumbers.put(text(map(leaf), "name"), leafNumbers.size());
                }
            }
            var departments = new ArrayList<Department>();
            for (var department : list(get(root, "departments"))) {
                departments.add(department(map(department), departments.size()));
            }
            var colours = list(get(root, "colours")).stream()
                    .map(it -> new Colour(text(map(it), "en"), text(map(it), "de"), text(map(it), "family")))
                    .toList();
            return new Assortment(
                    List.copyOf(departments),
                    departments.stream().flatMap(it -> it.leaves.stream()).toList(),
                    colours,
                    strings(get(root, "series")));
        }

        private Department department(Map<?, ?> it, int number) {
            var months = list(get(it, "months")).stream()
                    .map(month -> ((Number) month).doubleValue())
                    .toList();
            return new Department(
                    number,
                    text(it, "name"),
                    months,
                    ((Number) get(it, "age")).intValue(),
                    strings(get(it, "brands")),
                    list(get(it, "leaves")).stream()
                            .map(leaf -> leaf(map(leaf), it, number))
                            .toList());
        }

        private Leaf leaf(Map<?, ?> it, Map<?, ?> department, int number) {
            var price = list(get(it, "price"));
            var flavours = pairs(it, "flavours");
            var looks = pairs(it, "looks");
            var own = it.containsKey("materials") ? strings(get(it, "materials")) : List.<String>of();
            var returns = it.containsKey("returns") ? it.get("returns") : department.get("returns");
            return new Leaf(
                    leafNumber(text(it, "name")),
                    number,
                    text(it, "name"),
                    text(department, "name") + " > " + text(it, "name"),
                    ((Number) get(it, "share")).doubleValue(),
                    it.get("consumable") instanceof Number days ? days.intValue() : 0,
                    returns instanceof Number share ? share.doubleValue() : 0.03,
                    it.get("style") instanceof String style
                            ? Style.valueOf(style.toUpperCase(Locale.ROOT))
                            : Style.WARE,
                    list(get(it, "types")).stream()
                            .map(kind -> kind(list(kind), price, looks, own, flavours))
                            .toList(),
                    it.containsKey("sizes")
                            ? strings(get(it, "sizes")).stream()
                                    .map(Reading::size)
                                    .toList()
                            : List.of(),
                    strings(get(it, "with")).stream().map(this::leafNumber).toList());
        }

        private Kind kind(List<?> it, List<?> price, List<Pair> looks, List<String> ofLeaf, List<Pair> flavours) {
            // "Hundefutter n getreidefrei": the noun may be of several words, the gender is the first single letter.
            var words = it.get(1).toString().split(" (?=[mfnp]( |$))", 2);
            var after = words[1].split(" ");
            var only = it.size() > 2 ? strings(it.get(2)) : List.<String>of();
            var itsLooks = looks.stream().filter(look -> only.contains(look.en)).toList();
            var itsFlavours = flavours.stream()
                    .filter(flavour -> only.contains(flavour.en))
                    .toList();
            var itsPrice = only.stream()
                    .filter(word -> word.matches("\\d+-\\d+"))
                    .findFirst()
                    .orElse(price.get(0) + "-" + price.get(1))
                    .split("-");
            var itsMaterials = only.stream().filter(materials::containsKey).toList();
            return new Kind(
                    it.get(0).toString(),
                    words[0],
                    after[0].charAt(0),
                    after.length > 1 ? after[1] : "",
                    Integer.parseInt(itsPrice[0]),
                    Integer.parseInt(itsPrice[1]),
                    itsLooks.isEmpty() ? looks : itsLooks,
                    (itsMaterials.isEmpty() ? ofLeaf : itsMaterials)
                            .stream()
                                    .map(name -> Objects.requireNonNull(materials.get(name), name))
                                    .toList(),
                    itsFlavours.isEmpty() ? flavours : itsFlavours);
        }

        private static Pair size(String text) {
            var both = text.split("\\|");
            return both.length == 2
                    ? new Pair(both[0], both[1])
                    : new Pair(text, text.replace("packs", "Packungen").replace("pack", "Packung"));
        }

        private int leafNumber(String name) {
            return Objects.requireNonNull(leafNumbers.get(name), name);
        }

        private static List<Pair> pairs(Map<?, ?> it, String key) {
            return it.containsKey(key)
                    ? list(get(it, key)).stream()
                            .map(pair -> new Pair(
                                    list(pair).get(0).toString(),
                                    list(pair).get(1).toString()))
                            .toList()
                    : List.of();
        }

        private static String text(Map<?, ?> it, String key) {
            return get(it, key).toString();
        }

        private static Object get(Map<?, ?> it, String key) {
            return Objects.requireNonNull(it.get(key), key);
        }

        private static List<?> list(Object yaml) {
            return (List<?>) yaml;
        }

        private static List<String> strings(Object yaml) {
            return list(yaml).stream().map(Object::toString).toList();
        }
    }
}
