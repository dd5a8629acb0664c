package org.postille.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.render.sandbox.Dialect;

/**
 * The blocks of recommended products in one template: {@code <p-block name="matching" columns="2"/>}, as many tiles as the
 * campaign gives the block slots. A mail with fewer products shows fewer tiles.
 */
final class Blocks {

    private static final int MOST_SLOTS = 60;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final String ALT_STYLE =
            "display:block;width:100%;height:auto;border:0;border-radius:6px;background-color:#f5f2ee;font-family:Helvetica,Arial,sans-serif;"
                    + "font-size:14px;line-height:20px;color:#555555;";

    private record Block(int columns, int slots, TileSize size) {}

    private final Map<String, Integer> slots;
    private final Map<String, TileSize> shown = new LinkedHashMap<>();

    /** @param slots by the name of the block, as the campaign defines them */
    Blocks(Map<String, Integer> slots) {
        this.slots = slots;
    }

    /** The blocks that the template shows by a {@code p-block}, with the size of their tiles. */
    Map<String, TileSize> shown() {
        return Map.copyOf(shown);
    }

    Set<String> names() {
        return slots.keySet();
    }

    /**
     * MJML of one block: a section a row.
     *
     * @throws Invalid if the campaign has no such block, or it cannot be shown so
     */
    String mjml(String name, String columns, String attributes) {
        var block = open(name, columns);
        var wide = block.columns;
        var mjml = new StringBuilder();
        for (var first = 0; first < block.slots; first += wide) {
            var slot = slot(name, first);
            mjml.append("<mj-raw>[#if (").append(slot).append(")??]</mj-raw>");
            mjml.append(attributes.contains("css-class=") ? "<mj-section " : "<mj-section css-class=\"p-tiles\" ")
                    .append(attributes)
                    .append(">");
            // Two stay side by side on a phone; three would be too small there.
            mjml.append(wide == 2 ? "<mj-group>" : "");
            for (var i = first; i < first + wide; i++) {
                mjml.append("<mj-column>");
                if (i < block.slots) {
                    mjml.append("<mj-raw><tr>")
                            .append(cell(name, i, block.size, Dialect.SQUARE_HTML))
                            .append("</tr></mj-raw>");
                }
                mjml.append("</mj-column>");
            }
            mjml.append(wide == 2 ? "</mj-group>" : "").append("</mj-section><mj-raw>[/#if]</mj-raw>");
        }
        return mjml.toString();
    }

    /**
     * HTML of one block for templates without MJML: a table.
     *
     * @throws Invalid if the campaign has no such block, or it cannot be shown so
     */
    String html(String name, String columns) {
        var block = open(name, columns);
        var wide = block.columns;
        var dialect = Dialect.ANGLE_HTML;
        var html =
                new StringBuilder("<table role=\"presentation\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\">");
        for (var first = 0; first < block.slots; first += wide) {
            html.append(dialect.directive("if (" + slot(name, first) + ")??")).append("<tr>");
            for (var i = first; i < first + wide; i++) {
                html.append(i < block.slots ? cell(name, i, block.size, dialect) : "<td></td>");
            }
            html.append("</tr>").append(dialect.directive("/if"));
        }
        return html.append("</table>").toString();
    }

    private Block open(String name, String columns) {
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
        if (!columns.equals("2") && !columns.equals("3")) {
            throw new Invalid("p-block needs columns=\"2\" or columns=\"3\"");
        }
        var wide = Integer.parseInt(columns);
        if (count < 1 || count > MOST_SLOTS) {
            throw new Invalid("a block has 1 to " + MOST_SLOTS + " slots, not " + count);
        }
        var size = TileSize.of(wide);
        if (shown.put(name, size) != null) {
            throw new Invalid("block '" + name + "' is shown twice; give the campaign a second block");
        }
        return new Block(wide, count, size);
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
}
