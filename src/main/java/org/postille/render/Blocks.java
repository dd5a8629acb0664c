package org.postille.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.render.sandbox.Dialect;

/**
 * The blocks of recommended products in one template: {@code <p-block name="matching" columns="2"/>}, as many tiles as the
 * campaign gives the block slots. A mail with fewer products shows fewer tiles.
 */
final class Blocks {

    private static final int MOST_SLOTS = 60;
    private static final List<String> LAYOUTS = List.of("card", "row");
    private static final List<String> PICTURES = List.of("", "each", "whole");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final String ALT_STYLE =
            "display:block;width:100%;height:auto;border:0;border-radius:6px;background-color:#f5f2ee;font-family:Helvetica,Arial,sans-serif;"
                    + "font-size:14px;line-height:20px;color:#555555;";

    private record Block(int columns, int slots, TileSize size, boolean whole) {
        /** Two cards stay side by side on a phone; three would be too small there, and so would rows. */
        boolean staysTogether() {
            return columns == 2 && size.layout() == TileSize.Layout.CARD;
        }
    }

    private final Map<String, Integer> slots;
    private final Map<String, TileSize> shown = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    /** @param slots by the name of the block, as the campaign defines them */
    Blocks(Map<String, Integer> slots) {
        this.slots = slots;
    }

    /** The blocks that the template shows by a {@code p-block}, with the size of their tiles. */
    Map<String, TileSize> shown() {
        return Map.copyOf(shown);
    }

    /** How many tiles of these stand side by side. */
    Map<String, Integer> columns() {
        return Map.copyOf(columns);
    }

    /** What a {@code p-block} says of itself; empty where it does not. */
    record Wish(String name, String columns, String layout, String picture) {

        static final Set<String> ATTRIBUTES = Set.of("name", "columns", "layout", "picture");

        static Wish of(UnaryOperator<@Nullable String> attribute) {
            return new Wish(
                    or(attribute.apply("name")),
                    or(attribute.apply("columns")),
                    or(attribute.apply("layout")),
                    or(attribute.apply("picture")));
        }

        private static String or(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    Set<String> names() {
        return slots.keySet();
    }

    /**
     * MJML of one block: a section a row.
     *
     * @throws Invalid if the campaign has no such block, or it cannot be shown so
     */
    String mjml(Wish wish, String attributes) {
        var name = wish.name;
        var block = open(wish);
        if (block.whole) {
            return "<mj-raw>[#if (" + slot(name, 0) + ")??]</mj-raw>" + section(attributes) + "<mj-column><mj-raw><tr>"
                    + whole(name, block, Dialect.SQUARE_HTML)
                    + "</tr></mj-raw></mj-column></mj-section><mj-raw>[/#if]</mj-raw>";
        }
        var wide = block.columns;
        var mjml = new StringBuilder();
        for (var first = 0; first < block.slots; first += wide) {
            var slot = slot(name, first);
            mjml.append("<mj-raw>[#if (").append(slot).append(")??]</mj-raw>");
            mjml.append(section(attributes));
            mjml.append(block.staysTogether() ? "<mj-group>" : "");
            for (var i = first; i < first + wide; i++) {
                mjml.append("<mj-column>");
                if (i < block.slots) {
                    mjml.append("<mj-raw><tr>")
                            .append(cell(name, i, block.size, Dialect.SQUARE_HTML))
                            .append("</tr></mj-raw>");
                }
                mjml.append("</mj-column>");
            }
            mjml.append(block.staysTogether() ? "</mj-group>" : "").append("</mj-section><mj-raw>[/#if]</mj-raw>");
        }
        return mjml.toString();
    }

    private static String section(String attributes) {
        return (attributes.contains("css-class=") ? "<mj-section " : "<mj-section css-class=\"p-tiles\" ") + attributes
                + ">";
    }

    /**
     * HTML of one block for templates without MJML: a table.
     *
     * @throws Invalid if the campaign has no such block, or it cannot be shown so
     */
    String html(Wish wish) {
        var name = wish.name;
        var block = open(wish);
        var wide = block.columns;
        var dialect = Dialect.ANGLE_HTML;
        var html =
                new StringBuilder("<table role=\"presentation\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\">");
        if (block.whole) {
            return html.append(dialect.directive("if (" + slot(name, 0) + ")??"))
                    .append("<tr>")
                    .append(whole(name, block, dialect))
                    .append("</tr>")
                    .append(dialect.directive("/if"))
                    .append("</table>")
                    .toString();
        }
        for (var first = 0; first < block.slots; first += wide) {
            html.append(dialect.directive("if (" + slot(name, first) + ")??")).append("<tr>");
            for (var i = first; i < first + wide; i++) {
                html.append(i < block.slots ? cell(name, i, block.size, dialect) : "<td></td>");
            }
            html.append("</tr>").append(dialect.directive("/if"));
        }
        return html.append("</table>").toString();
    }

    private Block open(Wish wish) {
        var name = wish.name;
        var columns = wish.columns;
        var layout = wish.layout;
        if (name.isEmpty()) {
            throw new Invalid("p-block needs the name of a block: <p-block name=\"matching\" columns=\"2\"/>");
        }
        var count = slots.get(name);
        if (count == null) {
            throw new Invalid("the campaign has no block '" + name + "'" + hint(name));
        }
        if (!NAME.matcher(name).matches()) {
            throw new Invalid("the name of a block has letters, digits, - and _ only: '" + name + "'");
        }
        var form = TileSize.Layout.of(layout)
                .orElseThrow(() -> new Invalid("p-block has layout=\"card\" or layout=\"row\", not layout=\"" + layout
                        + "\"" + Nearest.hint(layout, LAYOUTS)));
        if (!PICTURES.contains(wish.picture)) {
            throw new Invalid("p-block has picture=\"each\" or picture=\"whole\", not picture=\"" + wish.picture + "\""
                    + Nearest.hint(wish.picture, PICTURES));
        }
        var cards = form == TileSize.Layout.CARD;
        if (!columns.matches(cards ? "[123]?" : "[12]?")) {
            throw new Invalid(
                    cards
                            ? "p-block needs columns=\"1\", columns=\"2\" or columns=\"3\""
                            : "p-block with layout=\"row\" needs columns=\"1\" or columns=\"2\"");
        }
        var wide = columns.isEmpty() ? (cards ? 2 : 1) : Integer.parseInt(columns);
        if (count < 1 || count > MOST_SLOTS) {
            throw new Invalid("a block has 1 to " + MOST_SLOTS + " slots, not " + count);
        }
        var size = TileSize.of(form, wide);
        if (shown.put(name, size) != null) {
            throw new Invalid("block '" + name + "' is shown twice; give the campaign a second block");
        }
        this.columns.put(name, wide);
        return new Block(wide, count, size, wish.picture.equals("whole"));
    }

    private String hint(String name) {
        if (slots.isEmpty()) {
            return "; it has none";
        }
        var hint = Nearest.hint(name, slots.keySet());
        return hint.isEmpty()
                ? "; it has "
                        + String.join(", ", slots.keySet().stream().sorted().toList())
                : hint;
    }

    private static String slot(String name, int index) {
        return "blocks[\"" + name + "\"].slots[" + index + "]";
    }

    private static String cell(String name, int index, TileSize size, Dialect dialect) {
        var slot = slot(name, index);
        return dialect.directive("if (" + slot + ")??")
                .concat("<td class=\"p-tile\" align=\"center\" style=\"padding:8px;\"><a href=\""
                        + dialect.value(slot + ".click")
                        + "\" target=\"_blank\" style=\"text-decoration:none;\"><img src=\""
                        + dialect.value(slot + ".image") + "\" alt=\"" + dialect.value(slot + ".alt") + "\" width=\""
                        + size.width() + "\" height=\"" + size.height() + "\" style=\"max-width:" + size.width() + "px;"
                        + ALT_STYLE + "\"/></a></td>")
                .concat(dialect.directive("else") + "<td></td>" + dialect.directive("/if"));
    }

    /** One picture, as high as there are products: its height is not told, so that no mail client stretches it. */
    private static String whole(String name, Block block, Dialect dialect) {
        var picture = "blocks[\"" + name + "\"].picture";
        var width = block.size.width(block.columns);
        return "<td class=\"p-tile\" align=\"center\" style=\"padding:8px;\"><a href=\""
                + dialect.value(picture + ".click")
                + "\" target=\"_blank\" style=\"text-decoration:none;\"><img src=\"" + dialect.value(picture + ".image")
                + "\" alt=\"" + dialect.value(picture + ".alt") + "\" width=\"" + width + "\" style=\"max-width:"
                + width
                + "px;" + ALT_STYLE + "\"/></a></td>";
    }
}
