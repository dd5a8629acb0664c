package org.postille.opentime.tile;

import java.awt.Color;
import org.postille.base.Contrast;
import org.postille.campaign.definition.Look;

/** The colours of one look, those between them too. */
record Inks(Color paper, Color text, Color faint, Color price, Color oldPrice, Color badge, Color badgeText) {

    static Inks of(Look look) {
        var it = look.colours();
        var paper = new Color(it.background());
        var text = new Color(it.text());
        var price = it.price();
        return new Inks(
                paper,
                text,
                readable(mixed(text, paper, 0.68f), paper, text),
                price == null ? text : new Color(price),
                new Color(it.oldPrice()),
                new Color(it.badge()),
                new Color(it.badgeText()));
    }

    /** Letters on the brand colour: of the paper's colour if they can be read there, otherwise of whatever can. */
    Color onBrand() {
        if (contrast(paper, price) >= Contrast.LEAST) {
            return paper;
        }
        return contrast(Color.WHITE, price) >= contrast(Color.BLACK, price) ? Color.WHITE : Color.BLACK;
    }

    private static Color readable(Color wanted, Color ground, Color sure) {
        return contrast(wanted, ground) >= Contrast.LEAST ? wanted : sure;
    }

    static double contrast(Color one, Color other) {
        return Contrast.of(one.getRGB() & 0xFFFFFF, other.getRGB() & 0xFFFFFF);
    }

    static Color mixed(Color colour, Color ground, float share) {
        return new Color(
                mixed(colour.getRed(), ground.getRed(), share),
                mixed(colour.getGreen(), ground.getGreen(), share),
                mixed(colour.getBlue(), ground.getBlue(), share));
    }

    private static int mixed(int colour, int ground, float share) {
        return Math.round(colour * share + ground * (1 - share));
    }
}
