package org.postille.campaign.yaml;

import java.nio.file.Path;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.Contrast;
import org.postille.campaign.definition.Look;
import org.postille.campaign.definition.Looks;

/** Reads how pictures look: what the file says at its top counts for every look in it that does not say otherwise. */
final class LookReader {

    private static final int LONGEST_NAME = 50;
    private static final int WIDEST = 40;
    private static final int MOST_FEW = 99;
    private static final int MOST_BADGES = 2;
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

    private final Findings findings;
    private final Values values;
    private final FontFiles fonts;

    LookReader(Findings findings, Path templates) {
        this.findings = findings;
        this.values = new Values(findings);
        this.fonts = new FontFiles(findings, templates);
    }

    Looks read(Node document) {
        var fields = Fields.of(Section.LOOKS, document, findings);
        var standard = look(fields, Look.STANDARD);
        var named = new LinkedHashMap<String, Look>();
        fields.get("looks")
                .ifPresent(looks -> values.named(looks, "looks", LONGEST_NAME)
                        .forEach((name, it) ->
                                named.put(name, look(Fields.of(Section.LOOK, it.value(), findings), standard))));
        return new Looks(standard, named);
    }

    private Look look(Fields fields, Look standard) {
        return new Look(
                fields.get("colours").map(it -> colours(it, standard.colours())).orElse(standard.colours()),
                fields.get("font").map(it -> face(it, standard.face())).orElse(standard.face()),
                fields.get("padding").map(it -> values.integer(it, 0, WIDEST)).orElse(standard.padding()),
                fields.get("corner").map(it -> values.integer(it, 0, WIDEST)).orElse(standard.corner()),
                fields.get("photo").map(this::fit).orElse(standard.fit()),
                fields.get("badges").map(it -> badges(it, standard.badges())).orElse(standard.badges()));
    }

    private Look.Colours colours(Node node, Look.Colours standard) {
        var fields = Fields.of(Section.COLOURS, node, findings);
        var colours = new Look.Colours(
                colour(fields, "background", standard.background()),
                colour(fields, "text", standard.text()),
                fields.get("price").map(this::colour).orElse(standard.price()),
                colour(fields, "old-price", standard.oldPrice()),
                colour(fields, "badge", standard.badge()),
                colour(fields, "badge-text", standard.badgeText()));
        readable(fields, "text", colours.text(), "background", colours.background());
        readable(fields, "price", colours.price(), "background", colours.background());
        readable(fields, "old-price", colours.oldPrice(), "background", colours.background());
        readable(fields, "badge-text", colours.badgeText(), "badge", colours.badge());
        return colours;
    }

    /** It can be read by whoever does not see well: WCAG 2.2, 1.4.3. */
    private void readable(Fields fields, String letters, @Nullable Integer of, String ground, int on) {
        if (of == null || !(fields.has(letters) || fields.has(ground))) {
            return;
        }
        var contrast = Contrast.of(of, on);
        if (contrast < Contrast.LEAST) {
            findings.add(
                    fields.has(letters) ? fields.placeOf(letters) : fields.placeOf(ground),
                    String.format(
                            Locale.ROOT,
                            "'%s' #%06X on '%s' #%06X has a contrast of %.1f, too faint to read for many: at least %.1f",
                            letters,
                            of,
                            ground,
                            on,
                            contrast,
                            Contrast.LEAST));
        }
    }

    private int colour(Fields fields, String key, int standard) {
        return fields.get(key).map(this::colour).orElse(standard);
    }

    private int colour(Node node) {
        if (node instanceof Node.Scalar scalar && COLOUR.matcher(scalar.text()).matches()) {
            return Integer.parseInt(scalar.text().substring(1), 16);
        }
        findings.add(
                node,
                "expected a colour like \"#1F5A4C\", in quotes, found "
                        + (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NOTHING
                                ? "nothing: without quotes a # begins a comment"
                                : node.found()));
        return 0;
    }

    private Look.Face face(Node node, Look.Face standard) {
        if (node instanceof Node.Mapping) {
            var fields = Fields.of(Section.FONT, node, findings);
            var regular = fields.required("regular", "fonts/brand.ttf");
            return fonts.face(regular.orElse(null), fields.get("semibold").orElse(null))
                    .orElse(standard);
        }
        var family = values.choice(node, "font", Look.FAMILIES);
        return Look.FAMILIES.contains(family) ? new Look.Face.Family(family) : standard;
    }

    private Look.Fit fit(Node node) {
        var codes = Arrays.stream(Look.Fit.values()).map(Look.Fit::code).toList();
        return values.choice(
                node,
                "value",
                codes,
                code -> Arrays.stream(Look.Fit.values())
                        .filter(it -> it.code().equals(code))
                        .findFirst(),
                Look.Fit.AUTO);
    }

    private Look.Badges badges(Node node, Look.Badges standard) {
        var fields = Fields.of(Section.BADGES, node, findings);
        return new Look.Badges(
                fields.get("new").map(this::days).orElse(standard.fresh()),
                fields.get("few").map(it -> values.integer(it, 0, MOST_FEW)).orElse(standard.few()),
                fields.get("reduced").map(it -> values.integer(it, 0, 99)).orElse(standard.leastReduction()),
                fields.get("most").map(it -> values.integer(it, 0, MOST_BADGES)).orElse(standard.most()));
    }

    /** Zero is never. */
    private Period days(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals("P0D")) {
            return Period.ZERO;
        }
        if (values.span(node) instanceof Period period) {
            return period;
        }
        findings.add(node, "expected days, weeks or months like P30D, found " + node.found());
        return Period.ZERO;
    }
}
