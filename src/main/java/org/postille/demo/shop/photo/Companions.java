package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** What cats and dogs eat, wear, play with and lie on. */
final class Companions {
    private static final Color INK = new Color(0x2E2420);
    private static final Color PAPER = new Color(0xFBF5E6);
    private static final Color STEEL = new Color(0xB9C0C4);
    private static final Color GOLD = new Color(0xD4AF52);

    private Companions() {}

    static void petFood(Stage s) {
        s.shadow(240, FLOOR, 118);
        s.at(-25, 0, 1, () -> {
            Tableware.bag(s, s.main);
            s.pattern(path("M 160 180 L 360 180 L 372 402 L 148 402 Z"), s.main);
            s.flat(circle(MIDDLE, 285, 72), PAPER);
            paw(s, MIDDLE, 290, 1, s.accent);
        });
        s.shadow(400, FLOOR, 62);
        s.solid(turned(400, 360, 66, 385, 60, FLOOR, 70), s.accent);
        s.opening(400, 360, 66, s.accent, new Color(0x7A5236));
    }

    static void petTin(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        for (var x : new int[] {185, 335}) {
            s.body(turned(x, 290, 70, 350, 70, FLOOR, 70));
            s.solid(turned(x, 280, 66, 292, 73), STEEL);
            s.fill(ellipse(x, 280, 66, 13), Tints.lighter(STEEL, 0.4));
            s.flat(circle(x, 350, 38), PAPER);
            paw(s, x, 352, 0.55, s.accent);
        }
        s.body(turned(MIDDLE, 150, 70, 210, 70, 268, 70));
        s.solid(turned(MIDDLE, 140, 66, 152, 73), STEEL);
        s.fill(ellipse(MIDDLE, 140, 66, 13), Tints.lighter(STEEL, 0.4));
        s.flat(circle(MIDDLE, 212, 38), PAPER);
        paw(s, MIDDLE, 214, 0.55, s.accent);
    }

    private static void paw(Stage s, double x, double y, double size, Color colour) {
        s.fill(ellipse(x, y + 18 * size, 28 * size, 22 * size), colour);
        for (var i = -1.5; i <= 1.5; i++) {
            s.fill(ellipse(x + i * 21 * size, y - (Math.abs(i) < 1 ? 27 : 13) * size, 9.5 * size, 13 * size), colour);
        }
    }

    static void biscuits(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        for (var i = 0; i < 5; i++) {
            var n = i;
            s.at(
                    40 + i % 3 * 110 - 50,
                    130 + (i < 3 ? 110 : 10) - 0,
                    0.62,
                    () -> s.tilted(
                            n * 33 - 40,
                            MIDDLE,
                            250,
                            () -> bone(s, Tints.mix(new Color(0xC98F4E), s.main, n % 2 * 0.35))));
        }
    }

    private static void bone(Stage s, Color colour) {
        var bone = new java.awt.geom.Area(round(165, 228, 190, 48, 20));
        for (var x : new double[] {165, 355}) {
            bone.add(new java.awt.geom.Area(circle(x, 228, 32)));
            bone.add(new java.awt.geom.Area(circle(x, 276, 32)));
        }
        s.ball(bone, colour);
        s.pattern(bone, colour, Pattern.SPECKLE);
    }

    static void dogToy(Stage s) {
        s.shadow(MIDDLE, 400, 140);
        if (s.variant(2) == 0) {
            s.tilted(
                    -18,
                    MIDDLE,
                    280,
                    () -> s.at(0, 40, 1, () -> {
                        bone(s, s.main);
                        s.solid(round(240, 222, 40, 60, 8), s.accent);
                    }));
        } else {
            s.rod(path("M 120 330 C 190 250 330 390 400 280"), 36, s.main);
            s.line(path("M 120 330 C 190 250 330 390 400 280"), 5, s.light());
            s.plush(circle(130, 330, 48));
            s.ball(circle(395, 285, 44), s.accent);
        }
    }

    static void catToy(Stage s) {
        s.shadow(MIDDLE, 400, 120);
        s.rod(path("M 340 370 C 420 370 400 290 450 285"), 10, s.accent);
        s.plush(path("M 130 385 C 120 290 220 250 290 270 C 350 285 365 350 350 390 Q 240 410 130 385 Z"));
        s.ball(circle(205, 268, 28), Tints.lighter(s.accent, 0.3));
        s.ball(circle(150, 292, 26), Tints.lighter(s.accent, 0.3));
        s.fill(circle(165, 335, 7), INK);
        s.fill(circle(128, 366, 9), INK);
    }

    static void lead(Stage s) {
        s.shadow(MIDDLE, 410, 130);
        s.rod(
                path(
                        "M 150 180 C 110 300 180 390 270 385 C 390 380 400 240 300 225 C 220 215 190 300 260 320 C 320 335 350 290 330 265"),
                20,
                s.main);
        s.line(path("M 150 180 C 110 300 180 390 270 385 C 390 380 400 240 300 225"), 2.5, s.light());
        s.rod(path("M 150 185 C 110 90 220 80 200 150 C 190 185 160 190 150 185"), 18, s.main);
        s.solid(round(312, 232, 26, 42, 12), GOLD);
    }

    static void collar(Stage s) {
        s.shadow(MIDDLE, 405, 140);
        s.rod(path("M 120 270 C 130 200 390 200 400 270"), 40, Tints.darker(s.main, 0.25));
        var band = path("M 112 250 C 120 350 400 350 408 250 L 408 310 C 395 405 125 405 112 310 Z");
        s.solid(band, s.main);
        s.pattern(band, s.main);
        s.seam(path("M 118 275 C 130 362 390 362 402 275"), s.light());
        s.line(circle(MIDDLE, 385, 15), 6, GOLD);
        s.ball(circle(MIDDLE, 418, 24), GOLD);
        paw(s, MIDDLE, 419, 0.35, Tints.darker(GOLD, 0.5));
    }

    static void harness(Stage s) {
        s.shadow(MIDDLE, 410, 130);
        s.rod(path("M 170 160 C 90 260 140 390 260 395 C 380 390 430 260 350 160"), 28, s.main);
        s.rod(path("M 170 160 C 230 210 290 210 350 160"), 28, s.main);
        s.rod(path("M 260 205 L 260 385"), 28, s.main);
        s.solid(round(238, 240, 44, 60, 10), s.accent);
        s.solid(round(150, 250, 30, 36, 6), GOLD);
        s.solid(round(340, 250, 30, 36, 6), GOLD);
    }

    static void dogCoat(Stage s) {
        s.shadow(MIDDLE, 405, 140);
        s.face(
                path(
                        "M 130 230 C 160 160 220 190 270 185 C 340 180 400 190 415 260 C 420 310 400 350 375 365 C 340 340 220 345 180 370 C 140 350 120 290 130 230 Z"));
        s.solid(
                path("M 118 240 C 120 180 170 160 195 185 C 175 210 165 250 170 285 C 140 285 122 270 118 240 Z"),
                s.accent);
        s.flat(path("M 245 186 L 285 184 L 300 390 L 255 390 Z"), Tints.darker(s.main, 0.3));
        s.solid(round(258, 360, 40, 24, 6), GOLD);
    }

    static void petBed(Stage s) {
        s.shadow(MIDDLE, FLOOR, 165);
        s.solid(path("M 90 330 C 95 260 425 260 430 330 L 425 385 Q 260 425 95 385 Z"), Tints.darker(s.main, 0.16));
        s.pattern(path("M 90 330 C 95 260 425 260 430 330 L 425 385 Q 260 425 95 385 Z"), s.main);
        s.flat(ellipse(MIDDLE, 325, 140, 42), Tints.lighter(s.accent, 0.4));
        s.plush(
                path(
                        "M 88 335 C 88 300 120 290 135 318 C 160 360 360 360 385 318 C 400 290 432 300 432 335 L 425 388 Q 260 428 95 388 Z"));
    }

    static void cave(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        s.plush(path("M 110 395 C 95 240 170 160 260 160 C 350 160 425 240 410 395 Q 260 420 110 395 Z"));
        s.fill(ellipse(MIDDLE, 325, 82, 72), Tints.darker(s.main, 0.6));
        s.flat(ellipse(MIDDLE, 380, 62, 16), Tints.lighter(s.accent, 0.3));
        s.fill(ellipse(232, 318, 10, 12), new Color(0xF3D27A));
        s.fill(ellipse(288, 318, 10, 12), new Color(0xF3D27A));
        s.fill(ellipse(232, 318, 4, 11), INK);
        s.fill(ellipse(288, 318, 4, 11), INK);
        s.line(ellipse(MIDDLE, 325, 82, 72), 6, Tints.lighter(s.main, 0.15));
    }

    static void petBowl(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        s.body(turned(MIDDLE, 310, 125, 360, 130, FLOOR, 150));
        s.opening(MIDDLE, 310, 125, s.main, new Color(0x9A6B45));
        paw(s, MIDDLE, 372, 0.6, s.light());
    }
}
