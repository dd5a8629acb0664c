package org.postille.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The JSON Schema, by which editors help, and the reader, by which mails are sent, say the same. */
class CampaignSchemaTest {

    private static final Path SCHEMAS = Path.of("campaigns", "schema");
    private static final KnownNames KNOWN = new KnownNames(
            Set.of("cart.mjml", "birthday.mjml", "newsletter.mjml", "return.mjml"),
            Set.of("sale"),
            Set.of("banner.jpg"),
            Set.of());

    /** The same of the theme file. */
    private static final List<String> THEMES = List.of("""
            colours: { background: "#FFFFFF", text: "#000000", price: "#1F5A4C", old-price: "#555555", badge: "#B3261E", badge-text: "#FFFFFF" }
            font: Noto Serif
            padding: 0
            corner: 40
            photo: fill
            badges: { new: P2W, few: 5, reduced: 10, most: 1 }
            looks:
              sale: { colours: { badge: "#000000" }, font: Montserrat, padding: 4, corner: 0, photo: whole, badges: { most: 0 } }
            """);

    /** With files that need not be there for this. */
    private static final String OWN_FONT = "font: { regular: fonts/a.ttf, semibold: fonts/b.ttf }";

    /** With the samples, these use every key there is. */
    private static final List<String> MORE = List.of("""
            campaign: every-trigger-key
            title: Everything
            basis: existing-customer
            purpose: offers
            language: de
            trigger:
              on: order.placed
              where: { order.value: { min: 20, max: 500.5 }, product.category: { in: [Garden, Kitchen] } }
              wait: PT1H
              unless: [order.returned]
            journey:
              - wait: P1D
                unless: [order.returned]
              - send: thanks
            audience:
              any:
                - all: [ { country: { in: [DE, AT] } }, { language: [de] }, { gender: female } ]
                - not: { age: { min: 18, max: 35 } }
                - segment: bought-lately
                - birthday: today
                - ordered: { product: a, category: b, brand: c, material: d, colour: e, words: f, within: P90D, at-least: 2 }
                - attribute: { size: [M, 38, true], points: { min: 100, max: 5e3 }, child-birthday: { age: { min: 3, max: 6 } } }
                - viewed: { within: PT36H }
                - customer-since: { min: P1M, max: P1Y }
                - has-consent: news
                - interest: { product: a, category: b, brand: c, material: d, colour: e, words: [f], top: 10, at-least: 0.5 }
                - active: { at-most: 0.3 }
                - churn-risk: { at-least: 0.7 }
                - expected-value: { at-least: 50, at-most: 500 }
                - next-order-due: { within: P7D }
                - replenish: { category: b, within: P7D, at-least: 0.2 }
                - everyone
            messages:
              thanks:
                template: cart.mjml
                subject: { de: Danke }
                countdown: { at: "2026-11-30T23:59", zone: Europe/Berlin }
                voucher: { pool: thanks-10, title: { de: Zehn Prozent }, after: P2W }
                blocks:
                  more:
                    strategy: complementary
                    to: order
                    theme:
                      product: [a]
                      category: b
                      brand: c
                      material: d
                      colour: e
                      words: f
                      attribute: { pattern: [dots, stripes], Age: { min: 3, max: 6 } }
                    slots: 3
                    by: brand
                    fallback:
                      - favourites
                      - { strategy: similar, to: { product: a } }
                      - { strategy: favourites, by: collection }
                      - personal
                      - { picture: banner.jpg, link: /sale }
                    repeat: { avoid: 5 }
                    price: { min: 5, max: 49.9 }
                    fits:
                      size: { customer: size, unknown: hide }
                      age: { age-of: child-birthday }
                      colour: favourite_colour
                    exclude: { bought: P90D, cart: P1W, returned: P1Y, shown: 5 }
                    at-least: 0.5
                    short: { hide-below: 2 }
                    reasons: show
                    look: sale
                    vary: { brand: 2, category: 3 }
                    boost:
                      - { product: a, category: b, brand: c, material: d, colour: e, words: f, by: 1.5, for: [bought-lately] }
            limits: { per-customer: 1 per day, quiet-hours: { from: "21:00", to: "07:00" } }
            expires: PT36H
            on-unknown: skip
            experiment: { holdout: 12.5% }
            """, """
            campaign: every-schedule-key
            basis: transactional
            schedule: { cron: "0 0 9 ? * THU", zone: customer, best-hour: PT12H }
            audience: everyone
            messages:
              m:
                template: cart.mjml
                subject: Hello
                countdown: { after: P3D }
                voucher: { code: HELLO10, title: Ten percent, at: "2026-11-30T23:59", zone: customer }
            """);

    private final SegmentReader segments = segments();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void every_key_of_the_reader_is_described_in_the_schema_and_the_other_way_round() throws IOException {
        for (var section : Section.values()) {
            var properties = section(section).path("properties");
            var keys = new TreeSet<String>();
            properties.fieldNames().forEachRemaining(keys::add);
            assertThat(keys).as(section.name()).containsExactlyInAnyOrderElementsOf(section.keys());
            properties
                    .properties()
                    .forEach(it -> assertThat(it.getValue().path("description").asText())
                            .as("%s, %s", section, it.getKey())
                            .isNotBlank());
        }
        var described = new HashSet<String>();
        for (var file : List.of("campaign.schema.json", "segments.schema.json", "theme.schema.json")) {
            read(file).path("$defs").properties().stream()
                    .filter(it -> !objectWithKeys(it.getValue()).isMissingNode())
                    .forEach(it -> described.add(it.getKey()));
        }
        assertThat(described)
                .allMatch(name -> Set.of(Section.values()).stream()
                        .anyMatch(it -> definition(it).equals(name)));
    }

    @Test
    void the_documentation_names_every_key() throws IOException {
        var reference =
                Files.readString(Path.of("docs", "campaigns.md")) + Files.readString(Path.of("docs", "templates.md"));
        for (var section : Section.values()) {
            assertThat(section.keys()).as(section.name()).allMatch(it -> reference.contains("`" + it + "`"));
        }
    }

    @Test
    void every_sample_validates_and_says_where_its_schema_is() throws IOException {
        try (var files = Files.list(Path.of("campaigns"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                var name = file.endsWith(SegmentReader.FILE) ? "segments.schema.json" : "campaign.schema.json";
                assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=schema/" + name + "\n");
                assertThat(schema(name).validate(json(Files.readString(file))))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void the_theme_of_the_samples_validates_and_says_where_its_schema_is() throws IOException {
        var file = Files.readString(Path.of("templates", ThemeFile.NAME));
        assertThat(file).startsWith("# yaml-language-server: $schema=../campaigns/schema/theme.schema.json\n");
        assertThat(schema("theme.schema.json").validate(json(file))).isEmpty();
        assertThat(ThemeFile.read(Path.of("templates")).findings()).isEmpty();
        assertThat(schema("theme.schema.json").validate(json(OWN_FONT))).isEmpty();
    }

    /** As of campaigns, below. */
    @Test
    void the_schema_of_themes_refuses_nothing_that_the_reader_accepts_and_both_refuse_wrong_shapes()
            throws IOException {
        var schema = schema("theme.schema.json");
        for (var sample : THEMES) {
            var document = json(sample);
            assertThat(themeIsAccepted(document)).isTrue();
            assertThat(schema.validate(document)).isEmpty();
            for (var mutation : mutations(document)) {
                var accepted = themeIsAccepted(mutation.document);
                var valid = schema.validate(mutation.document).isEmpty();
                assertThat(!accepted || valid)
                        .as(mutation.what + " " + mutation.document)
                        .isTrue();
                if (mutation.shape) {
                    assertThat(accepted || valid)
                            .as(mutation.what + " " + mutation.document)
                            .isFalse();
                }
            }
        }
    }

    private boolean themeIsAccepted(JsonNode document) throws IOException {
        var findings = new Findings("theme.yaml");
        var node =
                new YamlReader(findings).read(json.writeValueAsBytes(document)).orElseThrow();
        new LookReader(findings, Path.of("templates")).read(node);
        return findings.none();
    }

    @Test
    void the_samples_of_this_test_use_every_key() throws IOException {
        var used = new HashSet<String>();
        for (var sample : samples()) {
            collectKeys(json(sample), used);
        }
        for (var theme : THEMES) {
            collectKeys(json(theme), used);
        }
        collectKeys(json(OWN_FONT), used);
        for (var section : Section.values()) {
            assertThat(used)
                    .as(section.name())
                    .containsAll(section.keys().stream()
                            .filter(it -> !Set.of("segments", "rule").contains(it))
                            .toList());
        }
    }

    /** Puts a wrong thing into every place of every sample: what the reader accepts, the schema must accept too. */
    @Test
    void the_schema_refuses_nothing_that_the_reader_accepts_and_both_refuse_wrong_shapes() throws IOException {
        var schema = schema("campaign.schema.json");
        var tried = 0;
        var refusedByBoth = 0;
        for (var sample : samples()) {
            var document = json(sample);
            assertThat(readerAccepts(document)).as(sample).isTrue();
            assertThat(schema.validate(document)).as(sample).isEmpty();
            for (var mutation : mutations(document)) {
                var accepted = readerAccepts(mutation.document);
                var valid = schema.validate(mutation.document).isEmpty();
                assertThat(!accepted || valid)
                        .as("%s: the reader accepts and the schema refuses%n%s", mutation.what, mutation.document)
                        .isTrue();
                if (mutation.shape) {
                    assertThat(accepted)
                            .as("%s: the reader accepts%n%s", mutation.what, mutation.document)
                            .isFalse();
                    assertThat(valid)
                            .as("%s: the schema accepts%n%s", mutation.what, mutation.document)
                            .isFalse();
                }
                tried++;
                refusedByBoth += !accepted && !valid ? 1 : 0;
            }
        }
        assertThat(tried).isGreaterThan(1000);
        assertThat(refusedByBoth).isGreaterThan(tried / 2);
    }

    /** @param shape no value of that shape can be right in that place */
    private record Mutation(String what, JsonNode document, boolean shape) {}

    private List<Mutation> mutations(JsonNode document) {
        var all = new ArrayList<Mutation>();
        for (var pointer : pointers(document, "")) {
            var node = document.at(pointer);
            if (!pointer.isEmpty()) {
                all.add(replaced(document, pointer, json.createArrayNode().add(json.createArrayNode()), true));
                all.add(replaced(document, pointer, json.createObjectNode().put("zzz", "x"), true));
                all.add(replaced(document, pointer, JsonNodeFactory.instance.booleanNode(true), true));
                all.add(replaced(document, pointer, JsonNodeFactory.instance.numberNode(-7), true));
                all.add(replaced(document, pointer, JsonNodeFactory.instance.textNode("?!"), false));
                all.add(replaced(document, pointer, json.createObjectNode(), false));
                all.add(replaced(document, pointer, json.createArrayNode(), false));
                all.add(changed(document, pointer, "without it", false, parent -> {
                    if (parent instanceof ObjectNode object) {
                        object.remove(last(pointer));
                    } else if (parent instanceof ArrayNode array) {
                        array.remove(Integer.parseInt(last(pointer)));
                    }
                }));
            }
            if (node.isObject()) {
                var copy = document.deepCopy();
                ((ObjectNode) copy.at(pointer)).put("zzz", "x");
                all.add(new Mutation(pointer + " with another key", copy, !isFree(pointer)));
            }
        }
        return all;
    }

    /** Where shops choose the names, and their values may look like anything. */
    private static boolean isFree(String pointer) {
        return pointer.matches(".*/(attribute|fits)(/.*)?");
    }

    private Mutation replaced(JsonNode document, String pointer, JsonNode by, boolean shape) {
        return changed(document, pointer, "is " + by, shape && !isFree(pointer), parent -> {
            if (parent instanceof ObjectNode object) {
                object.set(last(pointer), by);
            } else if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last(pointer)), by);
            }
        });
    }

    private static Mutation changed(
            JsonNode document, String pointer, String what, boolean shape, Consumer<JsonNode> change) {
        JsonNode copy = document.deepCopy();
        change.accept(copy.at(pointer.substring(0, pointer.lastIndexOf('/'))));
        return new Mutation(pointer + " " + what, copy, shape);
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static List<String> pointers(JsonNode node, String here) {
        var all = new ArrayList<String>();
        all.add(here);
        node.properties().forEach(it -> all.addAll(pointers(it.getValue(), here + "/" + it.getKey())));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            all.addAll(pointers(node.get(i), here + "/" + i));
        }
        return all;
    }

    /** JSON is YAML. */
    private boolean readerAccepts(JsonNode document) throws IOException {
        var findings = new Findings("sample.yaml");
        var node =
                new YamlReader(findings).read(json.writeValueAsBytes(document)).orElseThrow();
        return new CampaignReader(findings, KNOWN, segments).read(node, "0").isPresent();
    }

    private static SegmentReader segments() {
        var findings = new Findings(SegmentReader.FILE);
        var segments = new SegmentReader(findings, KNOWN);
        segments.read(new YamlReader(findings)
                .read(content(Path.of("campaigns", SegmentReader.FILE)))
                .orElseThrow());
        return segments;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> samples() throws IOException {
        var samples = new ArrayList<>(MORE);
        for (var name : List.of("birthday", "newsletter", "cart-abandonment", "return")) {
            samples.add(Files.readString(Path.of("campaigns", name + ".yaml")));
        }
        return samples;
    }

    private static void collectKeys(JsonNode node, Set<String> keys) {
        node.properties().forEach(it -> keys.add(it.getKey()));
        node.forEach(it -> collectKeys(it, keys));
    }

    private JsonNode section(Section section) throws IOException {
        return switch (section) {
            case CAMPAIGN -> read("campaign.schema.json");
            case SEGMENTS -> read("segments.schema.json");
            case LOOKS -> read("theme.schema.json");
            case LOOK, COLOURS, FONT, BADGES ->
                objectWithKeys(read("theme.schema.json").path("$defs").path(definition(section)));
            case SEGMENT ->
                objectWithKeys(read("segments.schema.json").path("$defs").path(definition(section)));
            default -> objectWithKeys(read("campaign.schema.json").path("$defs").path(definition(section)));
        };
    }

    private static String definition(Section section) {
        return section.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The definition itself, or that of its alternatives which has named keys. */
    private static JsonNode objectWithKeys(JsonNode definition) {
        if (definition.has("properties")) {
            return definition;
        }
        for (var alternative : definition.path("anyOf")) {
            if (alternative.has("properties") && !alternative.has("$ref")) {
                return alternative;
            }
        }
        return definition.path("properties");
    }

    private JsonNode read(String name) throws IOException {
        return json.readTree(Files.readString(SCHEMAS.resolve(name)));
    }

    private static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(
                        SCHEMAS.resolve(name).toAbsolutePath().toUri().toString()));
    }

    private JsonNode json(String yaml) {
        var findings = new Findings("sample");
        var node = new YamlReader(findings).read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(findings.all()).isEmpty();
        return json(node.orElseThrow());
    }

    private JsonNode json(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> {
                var object = json.createObjectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case Node.Sequence sequence -> {
                var array = json.createArrayNode();
                sequence.items().forEach(it -> array.add(json(it)));
                yield array;
            }
            case Node.Scalar scalar ->
                switch (scalar.type()) {
                    case TEXT -> JsonNodeFactory.instance.textNode(scalar.text());
                    case NUMBER -> JsonNodeFactory.instance.numberNode(new BigDecimal(scalar.text()));
                    case TRUTH -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case NOTHING -> JsonNodeFactory.instance.nullNode();
                };
        };
    }
}
