package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** What grows, and what it grows in. */
final class GardenThings {
    private static final Color GREEN = new Color(0x6E8B5B);
    private static final Color EARTH = new Color(0x5B4436);
    private static final Color STEEL = new Color(0xB9C0C4);
    private static final Color WOOD = new Color(0xB98A5A);

    private GardenThings() {}

    static void pot(Stage s) {
        s.shadow(MIDDLE, FLOOR, 90);
        plant(s, 275);
        s.body(turned(MIDDLE, 290, 88, 350, 80, FLOOR, 62));
        s.solid(turned(MIDDLE, 268, 98, 296, 98, 300, 92), Tints.lighter(s.main, 0.06));
        s.pattern(turned(MIDDLE, 268, 98, 296, 98, 300, 92), s.main);
        s.opening(MIDDLE, 268, 98, s.main, EARTH);
        s.gleam(190, 305, 380, 11);
        plant(s, 272);
    }

    static void planter(Stage s) {
        s.shadow(MIDDLE, FLOOR, 125);
        plant(s, 262);
        s.body(path("M 145 255 L 375 255 L 352 405 L 168 405 Z"));
        s.solid(path("M 137 238 L 383 238 L 379 268 L 141 268 Z"), Tints.lighter(s.main, 0.08));
        s.fill(path("M 150 238 L 370 238 L 360 230 L 160 230 Z"), EARTH);
        plant(s, 240);
    }

    static void windowBox(Stage s) {
        s.shadow(MIDDLE, FLOOR, 170);
        for (var x = 140; x <= 380; x += 60) {
            flower(s, x, 300, 210 + (x / 60 % 2) * 22);
        }
        s.body(path("M 95 295 L 425 295 L 405 400 Q 260 410 115 400 Z"));
        s.solid(round(88, 282, 344, 28, 10), Tints.lighter(s.main, 0.08));
    }

    static void hangingBasket(Stage s) {
        for (var x : new int[] {150, 260, 370}) {
            s.line(path("M 260 20 L " + x + " 270"), 3, WOOD);
        }
        s.body(path("M 140 265 C 145 350 200 400 260 400 C 320 400 375 350 380 265 Z"));
        s.solid(round(132, 250, 256, 26, 20), Tints.lighter(s.main, 0.1));
        for (var i = 0; i < 9; i++) {
            var x = 140 + i * 30;
            s.leaf(x, 255, x + (i - 4) * 12, 200 + (i % 3) * 12, 12, Tints.mix(GREEN, s.accent, i % 3 * 0.12));
            s.leaf(x, 258, x + (i - 4) * 6, 320 - (i % 2) * 24, 9, Tints.darker(GREEN, 0.1));
        }
    }

    private static void plant(Stage s, double y) {
        switch (s.variant(3)) {
            case 0 -> {
                for (var i = -3; i <= 3; i++) {
                    s.leaf(
                            MIDDLE + i * 9,
                            y,
                            MIDDLE + i * 42,
                            y - 150 + Math.abs(i) * 26,
                            15,
                            Tints.darker(GREEN, Math.abs(i) % 2 * 0.14));
                }
            }
            case 1 -> {
                for (var i = -2; i <= 2; i++) {
                    var tip = MIDDLE + i * 38;
                    s.line(
                            path("M " + (MIDDLE + i * 10) + " " + y + " Q " + (MIDDLE + i * 14) + " " + (y - 60) + " "
                                    + tip + " " + (y - 120 + Math.abs(i) * 18)),
                            5,
                            GREEN);
                    for (var k = 1; k < 4; k++) {
                        var yy = y - k * 34;
                        var x = MIDDLE + i * (10 + k * 8);
                        s.leaf(x, yy, x + 30, yy - 14, 9, GREEN);
                        s.leaf(x, yy, x - 30, yy - 14, 9, Tints.darker(GREEN, 0.12));
                    }
                }
            }
            default -> {
                for (var i = -1; i <= 1; i++) {
                    flower(s, MIDDLE + i * 46, y, y - 130 + Math.abs(i) * 26);
                }
            }
        }
    }

    static void flower(Stage s, double x, double floor, double top) {
        s.line(path("M " + x + " " + floor + " L " + x + " " + top), 5, GREEN);
        s.leaf(x, floor - 10, x + 28, floor - 46, 9, GREEN);
        s.leaf(x, floor - 6, x - 28, floor - 38, 9, Tints.darker(GREEN, 0.12));
        for (var i = 0; i < 6; i++) {
            var angle = i * Math.PI / 3;
            s.ball(circle(x + 17 * Math.cos(angle), top + 17 * Math.sin(angle), 14), Tints.lighter(s.accent, 0.15));
        }
        s.fill(circle(x, top, 10), new Color(0xF3D27A));
    }

    static void seeds(Stage s) {
        s.shadow(MIDDLE, FLOOR, 105);
        s.tilted(-4, MIDDLE, FLOOR, () -> {
            s.face(path("M 160 120 L 360 120 L 360 402 L 160 402 Z"));
            s.fill(path("M 160 120 L 360 120 L 360 148 L 160 148 Z"), Tints.darker(s.main, 0.18));
            s.flat(round(182, 172, 156, 180, 78), new Color(0xFBF5E6));
            flower(s, MIDDLE, 340, 235);
            s.line(path("M 200 374 L 320 374"), 6, s.light());
        });
        for (var i = 0; i < 7; i++) {
            s.flat(ellipse(375 + i % 4 * 18, 400 - i / 4 * 9, 7, 5), EARTH);
        }
    }

    static void bulbs(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        for (var i = 0; i < 3; i++) {
            var x = 175 + i * 85;
            s.line(path("M " + x + " 320 L " + x + " 205"), 8, GREEN);
            s.leaf(x, 320, x - 28, 225, 11, GREEN);
            s.leaf(x, 320, x + 30, 235, 11, Tints.darker(GREEN, 0.12));
            s.ball(
                    path("M " + (x - 28) + " 215 C " + (x - 34) + " 160 " + (x - 20) + " 150 " + (x - 14) + " 140 L "
                            + x + " 165 L " + (x + 14) + " 140 C " + (x + 20) + " 150 " + (x + 34) + " 160 " + (x + 28)
                            + " 215 Q " + x + " 235 " + (x - 28) + " 215 Z"),
                    i == 1 ? s.accent : s.main);
            s.ball(
                    path("M " + x + " 300 C " + (x - 60) + " 330 " + (x - 45) + " 400 " + x + " 404 C " + (x + 45)
                            + " 400 " + (x + 60) + " 330 " + x + " 300 Z"),
                    new Color(0xB98152));
        }
    }

    static void wateringCan(Stage s) {
        s.shadow(MIDDLE, FLOOR, 125);
        s.rod(path("M 215 245 C 225 130 330 130 350 255"), 13, s.main);
        s.solid(path("M 190 385 L 105 235 L 128 222 L 215 320 Z"), s.main);
        s.solid(path("M 82 246 L 122 198 L 142 214 L 104 262 Z"), Tints.lighter(s.main, 0.1));
        s.rod(path("M 350 275 C 430 265 425 380 345 375"), 13, s.main);
        s.body(turned(275, 245, 80, 320, 92, FLOOR, 92));
        s.opening(275, 245, 80, s.main, s.dark());
        s.gleam(200, 275, 385, 12);
    }

    static void trowel(Stage s) {
        s.shadow(MIDDLE, 420, 70);
        s.tilted(12, MIDDLE, 300, () -> {
            s.rod(path("M 260 70 L 260 175"), 30, WOOD);
            s.solid(round(245, 165, 30, 36, 8), s.accent);
            s.rod(path("M 260 200 L 260 245"), 13, STEEL);
            s.flat(
                    path("M 205 240 C 230 225 290 225 315 240 C 325 320 300 385 260 425 C 220 385 195 320 205 240 Z"),
                    s.main);
            s.line(path("M 260 250 L 260 405"), 4, Tints.clear(s.dark(), 0.5));
            s.gleam(path("M 220 255 C 214 310 228 350 245 380 C 235 330 235 290 240 250 Z"));
        });
    }

    static void handFork(Stage s) {
        s.shadow(MIDDLE, 420, 70);
        s.tilted(-12, MIDDLE, 300, () -> {
            s.rod(path("M 260 70 L 260 175"), 30, WOOD);
            s.rod(path("M 260 180 L 260 260"), 13, s.main);
            s.rod(path("M 205 415 L 205 290 Q 205 265 230 265 L 290 265 Q 315 265 315 290 L 315 415"), 14, s.main);
            s.rod(path("M 260 262 L 260 425"), 14, s.main);
        });
    }

    static void secateurs(Stage s) {
        s.shadow(MIDDLE, 412, 95);
        s.rod(path("M 245 250 C 205 300 190 350 205 405"), 24, s.main);
        s.rod(path("M 275 250 C 315 300 330 350 315 405"), 24, s.main);
        s.flat(path("M 250 265 C 235 200 250 140 292 105 C 300 160 300 215 280 262 Z"), STEEL);
        s.flat(path("M 275 262 C 250 230 215 190 212 150 C 235 175 270 190 282 240 Z"), Tints.darker(STEEL, 0.2));
        s.ball(circle(264, 255, 15), s.accent);
    }

    static void birdHouse(Stage s) {
        s.shadow(MIDDLE, 412, 110);
        s.face(path("M 165 230 L 260 140 L 355 230 L 345 400 L 175 400 Z"));
        s.solid(path("M 130 238 L 260 108 L 390 238 L 368 256 L 260 150 L 152 256 Z"), s.accent);
        s.fill(circle(MIDDLE, 255, 34), Tints.darker(s.main, 0.65));
        s.line(circle(MIDDLE, 255, 34), 6, Tints.darker(s.main, 0.2));
        s.rod(path("M 260 318 L 260 330"), 15, WOOD);
        s.solid(round(150, 392, 220, 18, 8), Tints.darker(s.main, 0.15));
    }

    static void birdFeeder(Stage s) {
        s.line(path("M 260 0 L 260 135"), 4, WOOD);
        s.solid(path("M 140 210 L 260 120 L 380 210 Z"), s.main);
        s.pattern(path("M 140 210 L 260 120 L 380 210 Z"), s.main);
        s.solid(round(205, 240, 110, 130, 10), new Color(0xD9B26A));
        s.pattern(round(205, 240, 110, 130, 10), new Color(0xD9B26A), Pattern.SPECKLE);
        s.glass(round(200, 208, 120, 165, 10), new Color(0xDCE8EA));
        s.solid(turned(MIDDLE, 366, 120, 385, 108), s.main);
        bird(s, 380, 345);
    }

    private static void bird(Stage s, double x, double y) {
        s.ball(ellipse(x, y, 36, 26), s.accent);
        s.ball(circle(x - 26, y - 22, 19), s.accent);
        s.fill(
                path("M " + (x - 43) + " " + (y - 24) + " L " + (x - 60) + " " + (y - 18) + " L " + (x - 43) + " "
                        + (y - 14) + " Z"),
                new Color(0xE2953B));
        s.fill(circle(x - 31, y - 26, 3.5), Color.BLACK);
        s.flat(
                path("M " + (x + 22) + " " + (y - 8) + " L " + (x + 68) + " " + (y - 24) + " L " + (x + 34) + " "
                        + (y + 10) + " Z"),
                Tints.darker(s.accent, 0.25));
    }

    static void insectHotel(Stage s) {
        s.shadow(MIDDLE, FLOOR, 115);
        s.face(path("M 150 210 L 260 125 L 370 210 L 370 402 L 150 402 Z"));
        s.solid(path("M 128 218 L 260 108 L 392 218 L 375 234 L 260 140 L 145 234 Z"), s.accent);
        for (var row = 0; row < 4; row++) {
            for (var i = 0; i < 6; i++) {
                var x = 180 + i * 32 + row % 2 * 4;
                s.flat(circle(x, 250 + row * 40, 15), new Color(0xD9B98C));
                s.fill(circle(x, 250 + row * 40, 6 + row % 2 * 2), new Color(0x5B4436));
            }
        }
    }

    static void birdBath(Stage s) {
        s.shadow(MIDDLE, FLOOR, 80);
        s.body(turned(MIDDLE, 275, 40, 320, 20, 370, 24, FLOOR, 70));
        s.body(turned(MIDDLE, 235, 150, 262, 120, 285, 40));
        s.opening(MIDDLE, 235, 150, s.main, new Color(0xA9D3DE));
        bird(s, 345, 205);
    }

    static void gardenGloves(Stage s) {
        Fabrics.gloves(s);
        s.leaf(250, 440, 285, 395, 10, GREEN);
    }
}
