package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.moved;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** What stands in the kitchen and on the table. */
final class Tableware {
    private static final Color COFFEE = new Color(0x5A3A28);
    private static final Color TEA = new Color(0xB5742E);
    private static final Color STEEL = new Color(0xB9C0C4);
    private static final Color WOOD = new Color(0xB98A5A);

    private Tableware() {}

    static void mug(Stage s) {
        s.shadow(250, FLOOR, 90);
        s.rod(path("M 325 250 C 405 235 405 355 318 350"), 20, s.main);
        s.body(turned(250, 215, 86, 300, 88, 390, 78, 405, 66));
        s.opening(250, 215, 86, s.main, s.dice.chance(0.4) ? COFFEE : s.main);
        s.gleam(188, 245, 350, 14);
        if (s.dice.chance(0.3)) {
            steam(s, 250, 190);
        }
    }

    static void beaker(Stage s) {
        s.shadow(MIDDLE, FLOOR, 86);
        s.body(turned(MIDDLE, 195, 92, 300, 82, 405, 64));
        s.opening(MIDDLE, 195, 92, s.main, s.main);
        s.gleam(192, 230, 340, 14);
    }

    static void cupAndSaucer(Stage s) {
        s.shadow(MIDDLE, 412, 130);
        s.solid(turned(MIDDLE, 390, 135, 402, 90, 410, 50), Tints.lighter(s.main, 0.15));
        s.opening(MIDDLE, 390, 135, s.main, Tints.lighter(s.main, 0.2));
        s.rod(path("M 315 310 C 375 300 370 365 308 362"), 15, s.main);
        s.body(turned(250, 285, 76, 340, 70, 385, 46, 394, 40));
        s.opening(250, 285, 76, s.main, COFFEE);
        steam(s, 250, 262);
    }

    static void bowl(Stage s) {
        s.shadow(MIDDLE, FLOOR, 110);
        s.body(turned(MIDDLE, 285, 138, 340, 120, 388, 74, 405, 60));
        s.opening(MIDDLE, 285, 138, s.main, s.main);
        s.gleam(160, 310, 350, 14);
        if (s.dice.chance(0.45)) {
            s.shadow(MIDDLE, 288, 80);
            for (var i = 0; i < 5; i++) {
                s.ball(
                        circle(205 + i * 27, 276 - (i % 2) * 14, 22),
                        i % 2 == 0 ? s.accent : Tints.lighter(s.accent, 0.25));
            }
            s.body(path("M 122 285 Q 260 342 398 285 Q 392 306 382 318 Q 260 350 138 318 Q 128 306 122 285 Z"));
        }
    }

    static void plate(Stage s) {
        s.shadow(MIDDLE, 402, 140);
        s.fill(circle(268, 268, 148), new Color(60, 40, 40, 36));
        s.face(circle(MIDDLE, 262, 148));
        s.line(circle(MIDDLE, 262, 146), 3, Tints.lighter(s.main, 0.5));
        s.fill(circle(263, 265, 100), Tints.clear(s.dark(), 0.25));
        s.flat(circle(MIDDLE, 262, 98), Tints.lighter(s.main, 0.16));
        s.gleam(path("M 150 200 Q 190 140 260 130 Q 200 160 165 215 Z"));
        s.rod(path("M 170 404 L 205 372"), 11, WOOD);
        s.rod(path("M 350 404 L 315 372"), 11, WOOD);
    }

    static void teapot(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.rod(path("M 345 270 C 430 235 440 370 340 375"), 20, s.main);
        s.solid(path("M 175 330 C 140 325 125 285 100 250 L 124 236 C 150 270 165 285 190 290 Z"), s.main);
        s.body(turned(MIDDLE, 238, 62, 268, 98, 325, 112, 380, 88, FLOOR, 66));
        s.solid(turned(MIDDLE, 214, 20, 226, 52, 240, 66), Tints.darker(s.main, 0.04));
        s.ball(circle(MIDDLE, 204, 15), s.accent);
        s.gleam(moved(ellipse(0, 0, 16, 42), 190, 310));
    }

    static void teaSet(Stage s) {
        s.at(-34, -20, 0.92, () -> teapot(s));
        s.at(190, 190, 0.55, () -> mug(s));
    }

    static void warmer(Stage s) {
        s.shadow(MIDDLE, FLOOR, 110);
        s.body(turned(MIDDLE, 300, 105, 350, 112, FLOOR, 100));
        s.opening(MIDDLE, 300, 105, s.main, Tints.darker(s.main, 0.3));
        for (var x = 190; x <= 330; x += 70) {
            s.fill(ellipse(x, 360, 17, 24), Tints.darker(s.main, 0.6));
            s.flame(x, 374, 17);
        }
    }

    static void coffeePot(Stage s) {
        s.shadow(MIDDLE, FLOOR, 90);
        s.rod(path("M 325 215 C 410 205 405 345 335 350"), 18, Tints.darker(s.main, 0.4));
        s.solid(path("M 195 205 L 150 190 L 190 250 Z"), s.main);
        s.body(turned(MIDDLE, 180, 62, 280, 82, 390, 96, FLOOR, 88));
        s.solid(turned(MIDDLE, 160, 26, 172, 54, 182, 64), Tints.darker(s.main, 0.08));
        s.ball(circle(MIDDLE, 152, 13), Tints.darker(s.main, 0.4));
        s.gleam(196, 220, 360, 16);
    }

    static void frenchPress(Stage s) {
        s.shadow(MIDDLE, FLOOR, 84);
        s.rod(path("M 330 210 C 400 205 400 350 330 355"), 17, s.dark());
        s.glass(turned(MIDDLE, 185, 76, 300, 76, 398, 76), new Color(0xCFE0E4));
        s.solid(turned(MIDDLE, 285, 70, 340, 70, 392, 70), COFFEE);
        s.solid(turned(MIDDLE, 166, 60, 176, 80, 190, 80), s.main);
        s.rod(path("M 260 100 L 260 165"), 7, STEEL);
        s.ball(circle(MIDDLE, 96, 15), s.main);
        s.solid(turned(MIDDLE, 392, 80, FLOOR, 80), s.main);
        s.gleam(200, 200, 380, 14);
    }

    static void dripper(Stage s) {
        s.shadow(MIDDLE, FLOOR, 90);
        s.glass(turned(MIDDLE, 300, 52, 350, 88, 398, 84), new Color(0xCFE0E4));
        s.solid(turned(MIDDLE, 350, 84, 380, 84, 396, 80), COFFEE);
        s.solid(turned(MIDDLE, 288, 92, 298, 92, 306, 60), s.main);
        s.body(turned(MIDDLE, 190, 104, 240, 78, 290, 42));
        s.opening(MIDDLE, 190, 104, s.main, new Color(0xF1E8D8));
        s.fill(ellipse(MIDDLE, 192, 70, 11), COFFEE);
        s.rod(path("M 350 215 C 395 210 390 265 325 262"), 13, s.main);
    }

    static void grinder(Stage s) {
        s.shadow(MIDDLE, FLOOR, 86);
        s.rod(path("M 262 170 C 300 150 340 150 375 160"), 9, STEEL);
        s.ball(circle(378, 150, 20), WOOD);
        s.solid(turned(MIDDLE, 178, 34, 200, 68, 216, 72), STEEL);
        s.body(turned(MIDDLE, 216, 72, 300, 66, FLOOR, 80));
        s.solid(turned(MIDDLE, 296, 70, 312, 70), s.accent);
        s.gleam(204, 235, 380, 12);
    }

    static void jug(Stage s) {
        s.shadow(MIDDLE, FLOOR, 80);
        s.rod(path("M 315 240 C 400 225 395 355 325 350"), 17, s.main);
        s.solid(path("M 195 215 L 165 205 L 200 262 Z"), s.main);
        s.body(turned(MIDDLE, 215, 66, 260, 62, 340, 86, FLOOR, 70));
        s.opening(MIDDLE, 215, 66, s.main, new Color(0xFBF7EC));
        s.gleam(200, 270, 370, 13);
    }

    static void jar(Stage s) {
        var lid = s.dice.chance(0.5) ? WOOD : Tints.darker(s.main, 0.12);
        s.shadow(MIDDLE, FLOOR, 96);
        s.body(turned(MIDDLE, 220, 92, 300, 96, 396, 94, FLOOR, 86));
        s.solid(turned(MIDDLE, 192, 94, 214, 98, 226, 94), lid);
        s.fill(ellipse(MIDDLE, 192, 94, 18), Tints.lighter(lid, 0.22));
        s.solid(turned(MIDDLE, 168, 18, 178, 16, 190, 20), lid);
        s.flat(round(210, 285, 100, 62, 12), new Color(0xFBF5E6));
        s.line(path("M 228 308 L 292 308"), 5, s.accent);
        s.line(path("M 240 326 L 280 326"), 4, Tints.lighter(s.accent, 0.4));
        s.gleam(178, 245, 380, 13);
    }

    static void glassJar(Stage s) {
        s.shadow(MIDDLE, FLOOR, 84);
        var content = s.dice.one(Tints.PAPER);
        s.solid(turned(MIDDLE, 270, 78, 340, 80, 396, 78, 402, 70), content);
        s.pattern(turned(MIDDLE, 270, 78, 340, 80, 396, 78, 402, 70), content, Pattern.SPECKLE);
        s.glass(turned(MIDDLE, 200, 70, 230, 84, 330, 86, 398, 84, FLOOR, 76), new Color(0xD5E4E6));
        s.solid(turned(MIDDLE, 168, 66, 190, 76, 208, 72), s.main.equals(Color.WHITE) ? WOOD : s.main);
        s.fill(ellipse(MIDDLE, 168, 66, 13), Tints.lighter(s.main, 0.3));
        s.gleam(190, 225, 380, 12);
    }

    static void breadBin(Stage s) {
        s.shadow(MIDDLE, FLOOR, 160);
        s.face(path("M 115 405 L 115 320 C 115 255 160 235 200 235 L 320 235 C 360 235 405 255 405 320 L 405 405 Z"));
        s.fill(path("M 115 335 L 405 335 L 405 341 L 115 341 Z"), Tints.clear(s.dark(), 0.6));
        s.rod(path("M 225 305 L 295 305"), 13, WOOD);
        s.gleam(path("M 135 320 C 140 270 170 252 210 250 L 200 262 C 170 265 152 285 148 320 Z"));
    }

    static void lunchBox(Stage s) {
        s.shadow(MIDDLE, FLOOR, 145);
        s.body(round(125, 310, 270, 95, 30));
        s.solid(round(118, 275, 284, 46, 26), WOOD);
        s.flat(round(232, 264, 56, 152, 8), s.accent);
        s.gleam(round(140, 284, 60, 8, 8));
    }

    /** A rolled or hanging apron. */
    static void apron(Stage s) {
        s.rod(path("M 205 170 C 205 60 315 60 315 170"), 10, s.accent);
        s.rod(path("M 150 285 C 110 300 100 330 120 350"), 9, s.accent);
        s.rod(path("M 370 285 C 410 300 420 330 400 350"), 9, s.accent);
        s.face(
                path(
                        "M 205 160 L 315 160 C 315 230 340 265 372 280 L 378 425 L 142 425 L 148 280 C 180 265 205 230 205 160 Z"));
        s.face(round(205, 315, 110, 74, 12));
        s.seam(round(210, 320, 100, 64, 10), s.dark());
        s.seam(path("M 212 170 L 308 170"), s.dark());
    }

    static void mitt(Stage s) {
        s.shadow(MIDDLE, 410, 85);
        s.face(
                path(
                        "M 195 405 L 190 250 C 190 160 320 160 325 250 L 330 270 C 345 245 390 245 388 285 C 385 330 340 345 325 365 L 325 405 Z"));
        s.flat(round(185, 375, 150, 34, 10), s.accent);
        s.rod(path("M 205 400 C 180 430 225 440 222 405"), 7, s.accent);
        s.seam(path("M 205 365 L 202 255 C 205 190 305 190 312 255"), s.dark());
    }

    /** A pouch or tin of tea, its label in the brand's colour. */
    static void teaTin(Stage s) {
        s.shadow(235, FLOOR, 92);
        s.body(turned(235, 205, 84, 300, 84, FLOOR, 84));
        s.solid(turned(235, 172, 78, 190, 88, 212, 88), Tints.darker(s.main, 0.25));
        s.fill(ellipse(235, 172, 78, 15), Tints.lighter(s.main, 0.12));
        s.flat(round(172, 262, 110, 92, 16), new Color(0xFBF5E6));
        s.leaf(200, 330, 240, 280, 14, s.accent);
        s.leaf(222, 335, 262, 300, 12, Tints.darker(s.accent, 0.15));
        s.gleam(164, 225, 390, 10);
        s.shadow(385, FLOOR, 40);
        s.at(222, 228, 0.43, () -> teaGlass(s));
    }

    static void teaGlass(Stage s) {
        s.solid(turned(380, 280, 78, 340, 80, 398, 70), TEA);
        s.glass(turned(380, 220, 84, 300, 86, 400, 76), new Color(0xDCE8EA));
        steam(s, 380, 190);
    }

    /** A bag of herbs with a window. */
    static void teaBag(Stage s) {
        s.shadow(MIDDLE, FLOOR, 110);
        bag(s, new Color(0xE9DCC3));
        s.pattern(path("M 160 175 L 360 175 L 372 405 L 148 405 Z"), new Color(0xE9DCC3), Pattern.WEAVE);
        s.face(round(178, 215, 164, 110, 14));
        s.fill(ellipse(MIDDLE, 270, 44, 40), new Color(0xFBF5E6));
        s.leaf(240, 295, 262, 238, 14, s.accent);
        s.leaf(262, 298, 290, 255, 12, Tints.darker(s.accent, 0.2));
        s.line(path("M 205 350 L 315 350"), 5, Tints.darker(new Color(0xE9DCC3), 0.35));
        s.line(path("M 225 368 L 295 368"), 4, Tints.darker(new Color(0xE9DCC3), 0.25));
    }

    static void coffeeBag(Stage s) {
        s.shadow(MIDDLE, FLOOR, 115);
        bag(s, s.main);
        s.pattern(path("M 160 175 L 360 175 L 372 405 L 148 405 Z"), s.main);
        s.flat(round(190, 235, 140, 120, 70), new Color(0xFBF5E6));
        s.flat(Stage.turnedBy(ellipse(MIDDLE, 292, 24, 34), 32, MIDDLE, 292), COFFEE);
        s.line(
                Stage.turnedBy(path("M 260 262 C 248 280 272 304 260 322"), 32, MIDDLE, 292),
                4,
                Tints.lighter(COFFEE, 0.35));
        for (var i = 0; i < 4; i++) {
            var x = 375 + i * 22;
            s.flat(Stage.turnedBy(ellipse(x, 402, 11, 8), i * 40, x, 402), COFFEE);
        }
    }

    /** A bag with a flat bottom and its top folded over. */
    static void bag(Stage s, Color colour) {
        s.solid(path("M 160 165 C 165 240 150 320 146 400 Q 260 420 374 400 C 370 320 355 240 360 165 Z"), colour);
        s.fill(
                path("M 160 165 C 165 240 150 320 146 400 L 172 404 C 178 320 176 240 176 165 Z"),
                Tints.clear(Tints.darker(colour, 0.4), 0.22));
        s.solid(path("M 156 140 L 364 140 L 362 178 L 158 178 Z"), Tints.darker(colour, 0.1));
        s.line(path("M 158 160 L 362 160"), 2, Tints.clear(Tints.darker(colour, 0.5), 0.5));
    }

    static void steam(Stage s, double x, double y) {
        for (var i = -1; i <= 1; i++) {
            s.line(
                    moved(path("M 0 0 C -14 -20 14 -36 0 -58"), x + i * 24, y - Math.abs(i) * -6),
                    6,
                    new Color(255, 255, 255, 90));
        }
    }
}
