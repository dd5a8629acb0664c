package org.postille.interest.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plot of shares against shares as SVG 1.1, from 0 to a highest share on each axis, or of counts against counts by their logarithms;
 * readable on light and dark ground.
 */
final class Chart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 520;
    private static final int LEFT = 84;
    private static final int RIGHT = 32;
    private static final int TOP = 112;
    private static final int BOTTOM = 68;
    private static final double[] FULL = {1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15};

    private static final String STYLE = """
            .ground { fill: #ffffff } .ink { fill: #17202a } .pale { fill: #55606e }
            .grid { stroke: #e3e6ea; stroke-width: 1 } .axis { stroke: #8b95a1; stroke-width: 1 }
            text { font: 14px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; font-variant-numeric: tabular-nums }
            .title { font-size: 18px; font-weight: 600 }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
            .line.bold { stroke-width: 3 }
            .s0 { stroke: #1f6fd0 } .s1 { stroke: #c4560e } .s2 { stroke: #5b6673 } .s3 { stroke: #7a4fc0 } .s4 { stroke: #1d8348 }
            .d0 { fill: #1f6fd0 } .d1 { fill: #c4560e } .d2 { fill: #5b6673 } .d3 { fill: #7a4fc0 } .d4 { fill: #1d8348 }
            @media (prefers-color-scheme: dark) {
              .ground { fill: #14181d } .ink { fill: #f1f4f7 } .pale { fill: #aab4bf }
              .grid { stroke: #2b323a } .axis { stroke: #6c7783 }
              .s0 { stroke: #5aa2f5 } .s1 { stroke: #f08b45 } .s2 { stroke: #98a3af } .s3 { stroke: #b394f0 } .s4 { stroke: #58c483 }
              .d0 { fill: #5aa2f5 } .d1 { fill: #f08b45 } .d2 { fill: #98a3af } .d3 { fill: #b394f0 } .d4 { fill: #58c483 }
            }
            """;

    private final StringBuilder marks = new StringBuilder();
    private final List<String> legend = new ArrayList<>();
    private final String title;
    private final String subtitle;
    private final String across;
    private final String up;
    private final double highestX;
    private final double highestY;
    private final boolean counts;

    /**
     * @param across what the horizontal axis shows
     * @param up what the vertical axis shows
     * @param highestX above 0, such as {@link #roundedUp} makes
     */
    Chart(String title, String subtitle, String across, String up, double highestX, double highestY) {
        this(title, subtitle, across, up, highestX, highestY, false);
    }

    private Chart(
            String title, String subtitle, String across, String up, double highestX, double highestY, boolean counts) {
        this.title = title;
        this.subtitle = subtitle;
        this.across = across;
        this.up = up;
        this.highestX = highestX;
        this.highestY = highestY;
        this.counts = counts;
    }

    /**
     * A plot of counts from 1 to some power of ten, whose points are {@link #counted}.
     *
     * @param decades that power, 1 or more
     */
    static Chart ofCounts(String title, String subtitle, String across, String up, int decades) {
        return new Chart(title, subtitle, across, up, decades, decades, true);
    }

    /** Where counts stand; below 1 as 1. */
    static Point counted(double x, double y) {
        return new Point(Math.log10(Math.max(1, x)), Math.log10(Math.max(1, y)));
    }

    /** The next share at which an axis may end, at most 1. */
    static double roundedUp(double share) {
        var size = 1.0;
        while (size > 1e-6 && share <= size * 0.1) {
            size /= 10;
        }
        var end = size;
        for (var part : FULL) {
            if (share <= part * size) {
                end = part * size;
            }
        }
        return end;
    }

    /** A point in shares. */
    record Point(double x, double y) {}

    /** How a line is drawn. */
    enum Stroke {
        BOLD(" bold", ""),
        DASHED("", "9 6"),
        DOTTED("", "1 6");

        private final String kind;
        private final String dashes;

        Stroke(String kind, String dashes) {
            this.kind = kind;
            this.dashes = dashes;
        }
    }

    /** @param colour from 0 to 4 */
    Chart line(String name, int colour, Stroke stroke, List<Point> points) {
        var path = new StringBuilder();
        for (var point : points) {
            path.append(path.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%.1f,%.1f", x(point.x), y(point.y)));
        }
        marks.append(String.format(
                Locale.ROOT,
                "<polyline class=\"line%s s%d\"%s points=\"%s\"/>%n",
                stroke.kind,
                colour,
                dashes(stroke),
                path));
        legend.add(String.format(
                        Locale.ROOT,
                        "<line class=\"line%s s%d\"%s x1=\"0\" x2=\"30\" y1=\"-5\" y2=\"-5\"/>",
                        stroke.kind,
                        colour,
                        dashes(stroke))
                + String.format(Locale.ROOT, "<text class=\"ink\" x=\"38\">%s</text>", escaped(name)));
        return this;
    }

    /** Dots on the line before, of the same colour. */
    Chart dots(int colour, List<Point> points) {
        for (var point : points) {
            marks.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>%n",
                    colour,
                    x(point.x),
                    y(point.y)));
        }
        return this;
    }

    String svg() {
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        svg.append(
                String.format(Locale.ROOT, "<title>%s</title>%n<desc>%s</desc>%n", escaped(title), escaped(subtitle)));
        svg.append("<style>\n").append(STYLE).append("</style>\n");
        svg.append(String.format(Locale.ROOT, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT));
        svg.append(
                String.format(Locale.ROOT, "<text class=\"ink title\" x=\"24\" y=\"34\">%s</text>%n", escaped(title)));
        svg.append(String.format(Locale.ROOT, "<text class=\"pale\" x=\"24\" y=\"58\">%s</text>%n", escaped(subtitle)));
        var place = 24;
        for (var entry : legend) {
            svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d 88)\">%s</g>%n", place, entry));
            place += 66 + 8 * entry.replaceAll("<[^>]*>", "").length();
        }
        axes(svg);
        return svg.append(marks).append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        var ticks = counts ? (int) highestX : 5;
        for (var tick = 0; tick <= ticks; tick++) {
            var right = (double) tick / ticks * highestX;
            var high = (double) tick / ticks * highestY;
            var kind = tick == 0 ? "axis" : "grid";
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                    kind,
                    LEFT,
                    WIDTH - RIGHT,
                    y(high),
                    y(high)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                    kind,
                    x(right),
                    x(right),
                    TOP,
                    HEIGHT - BOTTOM));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"pale\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>%n",
                    LEFT - 10,
                    y(high) + 5,
                    label(high, highestY)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"pale\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    x(right),
                    HEIGHT - BOTTOM + 24,
                    label(right, highestX)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"ink\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 16,
                escaped(across)));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"ink\" text-anchor=\"middle\" transform=\"translate(22 %d) rotate(-90)\">%s</text>%n",
                (TOP + HEIGHT - BOTTOM) / 2,
                escaped(up)));
    }

    private double x(double share) {
        return LEFT + Math.min(1, share / highestX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double share) {
        return HEIGHT - BOTTOM - Math.min(1, share / highestY) * (HEIGHT - TOP - BOTTOM);
    }

    private String label(double value, double highest) {
        return counts ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, value)) : percent(value, highest);
    }

    private static String percent(double share, double highest) {
        var step = highest / 5 * 100;
        var digits = 0;
        while (digits < 4 && Math.abs(step - Math.rint(step)) > 1e-6) {
            step *= 10;
            digits++;
        }
        return String.format(Locale.ROOT, "%." + digits + "f %%", share * 100);
    }

    private static String dashes(Stroke stroke) {
        return stroke.dashes.isEmpty() ? "" : " stroke-dasharray=\"" + stroke.dashes + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
