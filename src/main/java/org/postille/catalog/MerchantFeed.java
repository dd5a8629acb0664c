package org.postille.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.postille.base.AttributeColumns;
import org.postille.base.Attributes;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Progress;

/**
 * A Google Merchant product feed: RSS 2.0 with the namespace {@code http://base.google.com/ns/1.0}, item by item.
 *
 * <p>Names with or without the prefix {@code g:} mean the same, as real feeds mix them. No document type, no external entity is
 * ever read. What Google calls {@code product_type} is our category; {@code google_product_category} stands in where there is
 * none.
 */
final class MerchantFeed {

    private static final int LONGEST_TEXT = 100_000;
    /** Of elements that are read: none, Google's, Atom's. Others (media:title, c:...) mean something else. */
    private static final Set<String> NAMESPACES = Set.of(
            "", "http://base.google.com/ns/1.0", "https://base.google.com/ns/1.0", "http://www.w3.org/2005/Atom");

    private static final Map<String, String> NAMES = Map.of(
            "product_type", "category",
            "availability_date", "released");
    private static final Set<String> TAKEN = Set.of(
            "id",
            "title",
            "description",
            "link",
            "image_link",
            "availability",
            "price",
            "sale_price",
            "sale_price_effective_date",
            "brand",
            "product_type",
            "google_product_category",
            "material",
            "color",
            "item_group_id",
            "availability_date");

    /** Of Google's own, what says nothing of the product that somebody would choose by; and what RSS has. */
    private static final Set<String> NO_ATTRIBUTES = Set.of(
            "additional_image_link",
            "lifestyle_image_link",
            "virtual_model_link",
            "mobile_link",
            "canonical_link",
            "link_template",
            "mobile_link_template",
            "ads_redirect",
            "sale_price_effective_date",
            "expiration_date",
            "disclosure_date",
            "cost_of_goods_sold",
            "auto_pricing_min_price",
            "identifier_exists",
            "shipping",
            "shipping_label",
            "shipping_weight",
            "shipping_length",
            "shipping_width",
            "shipping_height",
            "ships_from_country",
            "tax",
            "tax_category",
            "product_highlight",
            "structured_title",
            "structured_description",
            "guid",
            "pubDate",
            "comments",
            "author",
            "enclosure",
            "source");

    private static final List<String> NEEDLESS_LIMITS = List.of(
            "jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit", "jdk.xml.entityExpansionLimit");

    private MerchantFeed() {}

    /** @param now which sales are on */
    static void read(Path file, Instant now, Consumer<ProductRow> rows, Consumer<Finding> findings, Progress progress)
            throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Java counts every &amp; of the document towards these. Without document types there is nothing else to count.
        for (var limit : NEEDLESS_LIMITS) {
            factory.setProperty(limit, "0");
        }
        var total = Files.size(file);
        var attributes = AttributeColumns.others(file.toString(), TAKEN, findings);
        try (var in = Files.newInputStream(file)) {
            var xml = reader(factory, in);
            var items = 0;
            while (xml.hasNext()) {
                var event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("document types (<!DOCTYPE) are not read", xml.getLocation());
                }
                if (event == XMLStreamConstants.START_ELEMENT && isItem(xml)) {
                    items++;
                    var line = xml.getLocation().getLineNumber();
                    var others = new LinkedHashMap<String, List<String>>();
                    var fields = item(xml, others);
                    try {
                        rows.accept(ProductFields.read(
                                line,
                                now,
                                name -> Optional.ofNullable(fields.get(name)),
                                Attributes.of(attributes.read(line, others))));
                    } catch (Invalid e) {
                        findings.accept(new Finding(file.toString(), line, 0, e.getMessage()));
                    }
                    progress.at(Math.min(total, Math.max(0, xml.getLocation().getCharacterOffset())), total);
                }
            }
            if (items == 0) {
                findings.accept(new Finding(
                        file.toString(),
                        1,
                        0,
                        "no <item> found; expected RSS 2.0 with the namespace of Google Merchant"));
            }
            progress.at(total, total);
        } catch (XMLStreamException e) {
            findings.accept(new Finding(
                    file.toString(),
                    Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNumber()),
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNumber()),
                    "the XML is broken here, what follows is not read: " + oneLine(e)));
        }
    }

    private static XMLStreamReader reader(XMLInputFactory factory, InputStream in) throws XMLStreamException {
        return factory.createXMLStreamReader(in);
    }

    private static boolean isItem(XMLStreamReader xml) {
        return "item".equals(xml.getLocalName()) || "entry".equals(xml.getLocalName());
    }

    /** @param others takes what is no field of ours, by its name */
    private static Map<String, String> item(XMLStreamReader xml, Map<String, List<String>> others)
            throws XMLStreamException {
        var fields = new HashMap<String, String>();
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && isItem(xml)) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                var name = xml.getLocalName();
                var ours = NAMESPACES.contains(Objects.requireNonNullElse(xml.getNamespaceURI(), ""));
                if (ours && name.equals("product_detail")) {
                    detail(xml, others);
                    continue;
                }
                var content = content(xml);
                var text = content.text().strip();
                if (!ours || text.isEmpty()) {
                    continue;
                }
                if (TAKEN.contains(name)) {
                    // The first of several wins: a shop's own category, the main picture.
                    fields.putIfAbsent(NAMES.getOrDefault(name, name), text);
                } else if (!content.nested() && !NO_ATTRIBUTES.contains(name)) {
                    others.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
                }
            }
        }
        if (fields.containsKey("google_product_category")) {
            fields.putIfAbsent("category", fields.get("google_product_category"));
        }
        fields.computeIfPresent("description", (name, html) -> Jsoup.parse(html).text());
        fields.computeIfPresent("title", (name, html) -> Jsoup.parse(html).text());
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    /** An attribute that Google has no element for: its name and value stand in elements of their own. */
    private static void detail(XMLStreamReader xml, Map<String, List<String>> others) throws XMLStreamException {
        var parts = new HashMap<String, String>();
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("product_detail")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                parts.put(xml.getLocalName(), content(xml).text().strip());
            }
        }
        var name = parts.getOrDefault("attribute_name", "");
        var value = parts.getOrDefault("attribute_value", "");
        if (!name.isEmpty() && !value.isEmpty()) {
            others.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    /** @param nested whether elements stand in it */
    private record Content(String text, boolean nested) {}

    /** The text of this element and all within it, up to its end. */
    private static Content content(XMLStreamReader xml) throws XMLStreamException {
        var text = new StringBuilder();
        var nested = false;
        for (var depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    nested = true;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() < LONGEST_TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_DOCUMENT ->
                    throw new XMLStreamException("the document ends inside an item");
                default -> {
                    // comments and processing instructions say nothing to us
                }
            }
        }
        return new Content(text.toString(), nested);
    }

    private static String oneLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
