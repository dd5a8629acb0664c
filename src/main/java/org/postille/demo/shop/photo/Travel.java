package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** What goes along outdoors, and what waits in the bathroom. */
final class Travel {
    private static final Color STEEL = new Color(0xB9C0C4);
    private static final Color WOOD = new Color(0xB98A5A);
    private static final Color LEATHER = new Color(0x8A5F43);
    private static final Color PAPER = new Color(0xFBF5E6);

    private Travel() {}

    static void bottle(Stage s) {
        s.shadow(MIDDLE, FLOOR, 66);
        s.body(turned(MIDDLE, 175, 34, 205, 58, 240, 64, 330, 64, FLOOR, 60));
        s.solid(turned(MIDDLE, 130, 34, 150, 36, 178, 34), s.variant(2) == 0 ? WOOD : Tints.darker(s.main, 0.45));
        s.rod(path("M 240 130 C 240 95 280 95 280 130"), 9, STEEL);
        s.gleam(210, 230, 385, 11);
    }

    static void flask(Stage s) {
        s.shadow(MIDDLE, FLOOR, 74);
        s.body(turned(MIDDLE, 205, 62, 300, 66, FLOOR, 66));
        s.solid(turned(MIDDLE, 130, 46, 180, 54, 208, 58), STEEL);
        s.solid(turned(MIDDLE, 205, 66, 218, 66), Tints.darker(s.main, 0.35));
        s.rod(path("M 322 245 C 375 245 375 345 322 345"), 13, Tints.darker(s.main, 0.4));
        s.gleam(206, 230, 390, 11);
    }

    static void travelMug(Stage s) {
        s.shadow(MIDDLE, FLOOR, 76);
        s.body(turned(MIDDLE, 195, 78, 300, 70, FLOOR, 56));
        s.solid(turned(MIDDLE, 165, 66, 180, 82, 200, 82), Tints.darker(s.main, 0.45));
        s.solid(turned(MIDDLE, 265, 76, 330, 70), s.accent);
        s.gleam(196, 215, 385, 11);
    }

    static void backpack(Stage s) {
        s.shadow(MIDDLE, FLOOR, 125);
        s.rod(path("M 225 130 C 225 85 295 85 295 130"), 13, LEATHER);
        s.rod(path("M 145 220 C 115 280 120 340 145 380"), 18, Tints.darker(s.main, 0.3));
        s.rod(path("M 375 220 C 405 280 400 340 375 380"), 18, Tints.darker(s.main, 0.3));
        s.body(
                path(
                        "M 150 230 C 150 150 190 120 260 120 C 330 120 370 150 370 230 L 378 380 C 378 398 368 405 350 405 L 170 405 C 152 405 142 398 142 380 Z"));
        s.flat(
                path("M 150 235 C 152 165 190 135 260 135 C 330 135 368 165 370 235 L 350 262 L 170 262 Z"),
                Tints.darker(s.main, 0.08));
        s.pattern(path("M 150 235 C 152 165 190 135 260 135 C 330 135 368 165 370 235 L 350 262 L 170 262 Z"), s.main);
        s.face(round(185, 295, 150, 100, 22));
        s.line(path("M 200 315 L 320 315"), 4, STEEL);
        s.flat(round(205, 235, 20, 62, 4), LEATHER);
        s.flat(round(295, 235, 20, 62, 4), LEATHER);
        s.solid(round(201, 272, 28, 18, 5), new Color(0xD4AF52));
        s.solid(round(291, 272, 28, 18, 5), new Color(0xD4AF52));
    }

    static void rollTop(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.body(path("M 160 180 L 360 180 L 374 385 C 374 400 365 405 350 405 L 170 405 C 155 405 146 400 146 385 Z"));
        s.solid(round(150, 130, 220, 58, 30), Tints.darker(s.main, 0.1));
        s.pattern(round(150, 130, 220, 58, 30), s.main);
        s.rod(path("M 165 158 L 200 230"), 9, LEATHER);
        s.rod(path("M 355 158 L 320 230"), 9, LEATHER);
        s.flat(round(248, 178, 24, 226, 4), LEATHER);
        s.solid(round(242, 255, 36, 26, 6), new Color(0xD4AF52));
        s.flat(round(172, 310, 66, 66, 10), Tints.clear(s.accent, 0.9));
    }

    static void hipBag(Stage s) {
        s.rod(path("M 60 280 C 110 230 410 230 460 280"), 22, Tints.darker(s.main, 0.35));
        s.shadow(MIDDLE, 400, 120);
        s.face(path("M 135 270 C 180 245 340 245 385 270 L 375 350 C 365 395 155 395 145 350 Z"));
        s.line(path("M 150 292 C 190 275 330 275 370 292"), 5, STEEL);
        s.rod(path("M 366 292 L 385 312"), 9, s.accent);
        s.seam(path("M 160 345 C 180 378 340 378 360 345"), s.light());
    }

    static void hammock(Stage s) {
        s.rod(path("M 66 90 L 66 430"), 26, WOOD);
        s.rod(path("M 454 90 L 454 430"), 26, WOOD);
        for (var i = 0; i < 5; i++) {
            s.line(path("M 70 170 L " + (105 + i * 4) + " " + (215 + i * 16)), 2.5, PAPER);
            s.line(path("M 450 170 L " + (415 - i * 4) + " " + (215 + i * 16)), 2.5, PAPER);
        }
        s.shadow(MIDDLE, 425, 150);
        s.face(path("M 100 210 C 170 370 350 370 420 210 L 428 250 C 360 440 160 440 92 250 Z"));
        s.flat(path("M 100 210 C 170 370 350 370 420 210 C 350 330 170 330 100 210 Z"), Tints.darker(s.main, 0.2));
        for (var x = 125; x <= 395; x += 15) {
            var y = 405 - Math.pow((x - 260) / 135.0, 2) * 100;
            s.line(path("M " + x + " " + y + " L " + x + " " + (y + 20)), 3, s.light());
        }
    }

    static void campLantern(Stage s) {
        s.shadow(MIDDLE, FLOOR, 84);
        s.line(path("M 190 215 C 175 90 345 90 330 215"), 8, STEEL);
        s.glow(MIDDLE, 280, 130);
        s.solid(turned(MIDDLE, 170, 30, 190, 66, 212, 76), s.main);
        s.fill(round(198, 210, 124, 135, 24), new Color(255, 240, 190, 200));
        s.fill(ellipse(MIDDLE, 280, 22, 44), new Color(0xFFFBEA));
        for (var x : new int[] {203, 255, 309}) {
            s.solid(round(x, 208, 9, 140, 4), s.main);
        }
        s.body(turned(MIDDLE, 340, 78, 375, 84, FLOOR, 84));
        s.ball(circle(MIDDLE, 376, 13), s.accent);
    }

    static void torch(Stage s) {
        s.shadow(MIDDLE, 415, 100);
        s.fill(path("M 145 160 L 20 60 L 90 0 L 200 105 Z"), new Color(255, 240, 190, 110));
        s.tilted(-45, MIDDLE, 260, () -> {
            s.body(round(226, 200, 68, 215, 20));
            s.solid(path("M 210 130 L 310 130 L 294 205 L 226 205 Z"), Tints.darker(s.main, 0.15));
            s.fill(ellipse(MIDDLE, 130, 50, 13), new Color(0xFFF6D8));
            s.fill(round(246, 250, 28, 48, 14), s.accent);
            s.solid(round(222, 385, 76, 34, 12), Tints.darker(s.main, 0.35));
        });
    }

    // Bathroom

    static void soap(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        s.plush(round(135, 300, 250, 105, 62));
        s.fill(round(165, 318, 190, 60, 40), Tints.clear(Color.WHITE, 0.2));
        s.leaf(225, 360, 285, 330, 10, s.accent);
        s.leaf(245, 364, 305, 350, 9, Tints.darker(s.accent, 0.15));
        s.flat(path("M 215 296 L 305 296 L 305 407 L 215 407 Z"), Tints.clear(PAPER, s.variant(2) == 0 ? 0.95 : 0));
        if (s.variant(2) == 0) {
            s.leaf(240, 372, 280, 325, 12, s.accent);
        }
        for (var i = 0; i < 6; i++) {
            var x = 120 + i * 52 + i % 2 * 18;
            var y = 255 - i % 3 * 36;
            s.fill(circle(x, y, 13 + i % 3 * 6), new Color(255, 255, 255, 70));
            s.line(circle(x, y, 13 + i % 3 * 6), 1.6, new Color(255, 255, 255, 150));
        }
    }

    static void bathSalt(Stage s) {
        s.shadow(MIDDLE, FLOOR, 84);
        s.solid(turned(MIDDLE, 255, 80, 330, 82, 400, 78), Tints.lighter(s.main, 0.3));
        s.pattern(turned(MIDDLE, 255, 80, 330, 82, 400, 78), Tints.darker(s.main, 0.6), Pattern.SPECKLE);
        s.glass(turned(MIDDLE, 195, 56, 225, 84, 330, 88, FLOOR, 82), new Color(0xDCE8EA));
        s.solid(turned(MIDDLE, 155, 46, 180, 50, 200, 46), WOOD);
        s.flat(round(205, 285, 110, 76, 8), PAPER);
        s.leaf(230, 345, 285, 300, 13, s.accent);
        s.gleam(188, 235, 385, 11);
    }

    static void oil(Stage s) {
        s.shadow(MIDDLE, FLOOR, 66);
        s.body(turned(MIDDLE, 190, 22, 225, 26, 250, 66, 330, 68, FLOOR, 64));
        s.solid(turned(MIDDLE, 135, 20, 165, 22, 195, 24), new Color(0x3A3532));
        s.flat(round(206, 285, 108, 86, 8), PAPER);
        s.leaf(235, 355, 280, 305, 13, s.accent);
        s.line(path("M 225 300 L 262 300"), 4, s.accent);
        s.gleam(206, 262, 388, 10);
    }

    static void brush(Stage s) {
        s.shadow(MIDDLE, 418, 70);
        s.tilted(-22, MIDDLE, 270, () -> {
            for (var x = 208; x <= 312; x += 8) {
                s.line(path("M " + x + " 150 L " + (x + (x - 260) * 0.12) + " 92"), 3.5, new Color(0xEADBBE));
            }
            s.rod(path("M 260 210 L 260 420"), 30, s.main);
            s.face(round(190, 140, 140, 90, 80));
            s.line(path("M 260 395 C 230 440 290 440 262 398"), 4, LEATHER);
        });
    }

    static void nailBrush(Stage s) {
        s.shadow(MIDDLE, FLOOR, 140);
        for (var x = 135; x <= 385; x += 8) {
            s.line(path("M " + x + " 340 L " + (x + (x - 260) * 0.04) + " 402"), 4.5, new Color(0xEADBBE));
        }
        s.face(path("M 115 340 C 120 280 180 262 260 262 C 340 262 400 280 405 340 Z"));
    }

    static void comb(Stage s) {
        s.shadow(MIDDLE, 410, 140);
        s.tilted(-12, MIDDLE, 280, () -> {
            for (var x = 108; x <= 400; x += 14) {
                s.solid(round(x, 255, 8, x < 250 ? 130 : 120, 6), s.main);
            }
            s.face(path("M 100 215 C 150 185 370 185 420 215 L 420 270 L 100 270 Z"));
        });
    }

    static void bathCaddy(Stage s) {
        s.shadow(MIDDLE, 360, 190);
        s.at(150, 40, 0.5, () -> Household.candle(s));
        s.at(30, 60, 0.5, () -> soap(s));
        s.face(round(60, 258, 400, 40, 10));
        for (var x = 90; x < 440; x += 34) {
            s.fill(round(x, 268, 20, 6, 4), Tints.clear(s.dark(), 0.5));
        }
    }

    static void jewellery(Stage s) {
        s.line(path("M 130 110 C 150 330 370 330 390 110"), 4, new Color(0xD4AF52));
        for (var i = 0; i < 13; i++) {
            var t = i / 12.0;
            var x = 137 + 246 * t;
            var y = 140 + 520 * t * (1 - t);
            s.ball(circle(x, y, 13 + 5 * Math.sin(Math.PI * t)), i % 3 == 0 ? s.accent : s.main);
        }
        Household.heart(s, MIDDLE, 330, 0.45, s.accent);
    }
}
