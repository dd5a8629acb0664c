package org.postille.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What {@code shop.yaml} of a shop folder says about the shop itself. */
record ShopFile(String name, String from, String imprint, String language) {

    private static final List<String> NEEDED = List.of("products.csv", "customers.csv", "events.jsonl", "shop.yaml");

    /**
     * Reads it.
     *
     * @throws NotFound if the folder lacks one of its files
     * @throws Invalid if shop.yaml does not say what it should
     */
    static ShopFile read(Path folder) throws IOException {
        var missing = NEEDED.stream()
                .filter(it -> !Files.isReadable(folder.resolve(it)))
                .toList();
        if (!missing.isEmpty()) {
            throw new NotFound("a shop folder holds " + String.join(", ", NEEDED) + "; in " + folder + " there is no "
                    + String.join(", ", missing));
        }
        var file = folder.resolve("shop.yaml");
        return parse(file, Files.readString(file));
    }

    /** @throws Invalid if the text does not say what it should */
    static ShopFile parse(Path file, String text) {
        try {
            var settings = LoadSettings.builder().setLabel(file.toString()).build();
            if (!(new Load(settings).loadFromString(text) instanceof Map<?, ?> content)) {
                throw new Invalid(file + ": expected 'name:', 'from:', 'imprint:' and 'language:'");
            }
            return new ShopFile(
                    text(file, content, "name"),
                    text(file, content, "from"),
                    imprint(content),
                    text(file, content, "language"));
        } catch (YamlEngineException e) {
            throw new Invalid(file + ": not YAML: " + e.getMessage(), e);
        }
    }

    private static String text(Path file, Map<?, ?> content, String key) {
        if (content.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new Invalid(file + ": '" + key + "' is missing");
    }

    private static String imprint(Map<?, ?> content) {
        return switch (content.get("imprint")) {
            case List<?> lines -> lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case null -> "(no imprint)";
            case Object text -> text.toString();
        };
    }
}
