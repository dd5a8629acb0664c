package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** Records, and what one plays on. */
final class Musical {
    private static final Color INK = new Color(0x2E2420);
    private static final Color WOOD = new Color(0xD8B07A);
    private static final Color PAPER = new Color(0xFBF5E6);
    private static final Color STEEL = new Color(0xB9C0C4);
    private static final Color GOLD = new Color(0xD4AF52);

    private Musical() {}

    static void record(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        s.ball(circle(335, 270, 122), new Color(0x2B2929));
        for (var radius = 60; radius < 120; radius += 14) {
            s.line(circle(335, 270, radius), 1.6, new Color(255, 255, 255, 40));
        }
        s.fill(circle(335, 270, 42), s.accent);
        s.fill(circle(335, 270, 7), PAPER);
        s.fill(round(106, 148, 256, 258, 4), new Color(60, 40, 40, 70));
        sleeve(s, 100, 143, 256);
    }

    private static void sleeve(Stage s, double x, double y, double side) {
        s.face(round(x, y, side, side, 4));
        switch (s.variant(4)) {
            case 0 -> {
                for (var i = 4; i > 0; i--) {
                    s.fill(
                            circle(x + side / 2, y + side * 0.55, side * 0.09 * i),
                            i % 2 == 0 ? s.accent : Tints.lighter(s.main, 0.4));
                }
            }
            case 1 -> {
                for (var i = 0; i < 5; i++) {
                    s.fill(
                            round(
                                    x + side * (0.14 + i * 0.155),
                                    y + side * (0.75 - i % 3 * 0.16),
                                    side * 0.09,
                                    side * (0.12 + i % 3 * 0.16),
                                    6),
                            Tints.mix(s.accent, Color.WHITE, i * 0.14));
                }
            }
            case 2 -> {
                s.fill(circle(x + side * 0.64, y + side * 0.42, side * 0.2), Tints.lighter(s.accent, 0.15));
                s.fill(
                        path("M " + x + " " + (y + side) + " L " + x + " " + (y + side * 0.7) + " C " + (x + side * 0.3)
                                + " " + (y + side * 0.5) + " " + (x + side * 0.5) + " " + (y + side * 0.8) + " "
                                + (x + side) + " " + (y + side * 0.62) + " L " + (x + side) + " " + (y + side) + " Z"),
                        Tints.darker(s.main, 0.35));
            }
            default ->
                s.fill(
                        path("M " + x + " " + y + " L " + (x + side) + " " + (y + side) + " L " + x + " " + (y + side)
                                + " Z"),
                        s.accent);
        }
        s.fill(round(x + side * 0.1, y + side * 0.09, side * 0.5, side * 0.045, 6), Tints.clear(PAPER, 0.9));
        s.gleam(path(
                "M " + x + " " + y + " L " + (x + side * 0.25) + " " + y + " L " + x + " " + (y + side * 0.6) + " Z"));
    }

    static void cd(Stage s) {
        s.shadow(MIDDLE, FLOOR, 135);
        s.flat(circle(330, 290, 100), new Color(0xDDE3E8));
        s.fill(path("M 330 290 L 400 220 C 420 240 430 265 430 290 Z"), new Color(0xBFD8E8));
        s.fill(path("M 330 290 L 300 386 C 275 378 255 362 245 342 Z"), new Color(0xE8CFE0));
        s.fill(circle(330, 290, 30), Tints.lighter(s.accent, 0.4));
        s.fill(circle(330, 290, 11), PAPER);
        s.fill(round(106, 190, 216, 216, 6), new Color(60, 40, 40, 60));
        s.fill(round(98, 184, 220, 218, 6), new Color(0x35322F));
        sleeve(s, 114, 188, 200);
    }

    static void ukulele(Stage s) {
        s.shadow(MIDDLE, 422, 90);
        s.tilted(16, MIDDLE, 300, () -> {
            s.solid(round(242, 60, 36, 190, 6), Tints.darker(WOOD, 0.45));
            s.solid(round(236, 32, 48, 52, 10), Tints.darker(WOOD, 0.3));
            s.plush(
                    path(
                            "M 260 215 C 320 215 325 265 308 290 C 350 310 350 415 260 415 C 170 415 170 310 212 290 C 195 265 200 215 260 215 Z"));
            s.fill(circle(MIDDLE, 300, 28), INK);
            s.line(circle(MIDDLE, 300, 33), 3, s.accent);
            s.solid(round(228, 365, 64, 12, 4), Tints.darker(WOOD, 0.5));
            for (var x = 249; x <= 271; x += 7) {
                s.line(path("M " + x + " 45 L " + x + " 368"), 1.3, PAPER);
            }
        });
    }

    static void kalimba(Stage s) {
        s.shadow(MIDDLE, FLOOR, 115);
        s.face(round(145, 160, 230, 245, 50));
        s.fill(circle(MIDDLE, 345, 27), INK);
        s.solid(round(165, 205, 190, 16, 6), Tints.darker(s.main, 0.4));
        for (var i = -4; i <= 4; i++) {
            s.rod(
                    path("M " + (MIDDLE + i * 20) + " 178 L " + (MIDDLE + i * 20) + " " + (300 - Math.abs(i) * 13)),
                    9,
                    STEEL);
        }
    }

    static void tambourine(Stage s) {
        s.shadow(MIDDLE, 410, 125);
        s.plush(circle(MIDDLE, 265, 140));
        s.flat(circle(MIDDLE, 265, 112), PAPER);
        s.fill(circle(MIDDLE, 265, 60), Tints.clear(s.accent, 0.35));
        for (var i = 0; i < 8; i++) {
            var angle = i * Math.PI / 4 + 0.3;
            s.ball(ellipse(MIDDLE + 127 * Math.cos(angle), 265 + 127 * Math.sin(angle), 15, 15), GOLD);
        }
    }

    static void recorder(Stage s) {
        s.shadow(MIDDLE, 420, 60);
        s.tilted(35, MIDDLE, 260, () -> {
            s.rod(path("M 260 40 L 260 410"), 40, s.main);
            s.solid(round(236, 130, 48, 16, 6), s.accent);
            s.solid(round(236, 330, 48, 16, 6), s.accent);
            s.fill(round(250, 85, 20, 16, 4), INK);
            for (var y = 170; y <= 310; y += 28) {
                s.fill(circle(MIDDLE, y, 7), INK);
            }
        });
    }

    static void drum(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.body(turned(MIDDLE, 230, 110, 320, 100, FLOOR, 104));
        for (var i = -2; i < 2; i++) {
            s.line(
                    path("M " + (MIDDLE + i * 50) + " 240 L " + (MIDDLE + 25 + i * 50) + " 400 L "
                            + (MIDDLE + 50 + i * 50) + " 240"),
                    4,
                    PAPER);
        }
        s.opening(MIDDLE, 230, 112, s.accent, new Color(0xFFF8E8));
        s.flat(ellipse(MIDDLE, 230, 104, 19), PAPER);
    }
}
