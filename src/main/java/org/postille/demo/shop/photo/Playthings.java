package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** Toys, and what babies hold. */
final class Playthings {
    private static final Color INK = new Color(0x2E2420);
    private static final Color WOOD = new Color(0xD8B07A);
    private static final Color PAPER = new Color(0xFBF5E6);

    private Playthings() {}

    // Wooden

    static void train(Stage s) {
        s.shadow(MIDDLE, FLOOR, 165);
        s.face(round(110, 290, 190, 80, 18));
        s.solid(round(150, 232, 34, 66, 8), s.accent);
        s.face(round(285, 215, 110, 155, 12));
        s.fill(round(308, 240, 64, 54, 10), new Color(0xCFE5EC));
        s.solid(round(272, 200, 136, 24, 10), s.accent);
        s.solid(round(95, 355, 330, 20, 8), WOOD);
        wheel(s, 150, 378, 30);
        wheel(s, 235, 378, 30);
        wheel(s, 345, 370, 38);
    }

    static void car(Stage s) {
        s.shadow(MIDDLE, FLOOR, 160);
        s.face(
                path(
                        "M 90 365 C 90 320 110 305 160 300 C 190 250 215 235 265 235 C 320 235 345 265 360 300 C 410 305 430 320 430 365 Z"));
        s.fill(path("M 185 300 C 205 265 225 255 252 255 L 252 300 Z"), new Color(0xCFE5EC));
        s.fill(path("M 268 255 C 305 255 322 270 335 300 L 268 300 Z"), new Color(0xCFE5EC));
        s.fill(path("M 100 335 L 425 335 L 428 347 L 95 347 Z"), s.accent);
        wheel(s, 165, 370, 37);
        wheel(s, 355, 370, 37);
    }

    private static void wheel(Stage s, double x, double y, double radius) {
        s.ball(circle(x, y, radius), Tints.darker(WOOD, 0.35));
        s.ball(circle(x, y, radius * 0.68), WOOD);
        s.fill(circle(x, y, radius * 0.2), s.dark());
    }

    static void blocks(Stage s) {
        s.shadow(MIDDLE, FLOOR, 160);
        block(s, 110, 300, 105, s.main);
        block(s, 222, 300, 105, WOOD);
        s.solid(
                path("M 335 405 L 335 350 C 335 290 430 290 430 350 L 430 405 L 408 405 C 408 345 358 345 358 405 Z"),
                s.accent);
        block(s, 165, 194, 105, s.accent);
        s.flat(path("M 285 298 L 335 215 L 385 298 Z"), s.main);
        s.pattern(path("M 285 298 L 335 215 L 385 298 Z"), s.main);
        s.ball(circle(218, 160, 34), Tints.lighter(s.main, 0.3));
    }

    private static void block(Stage s, double x, double y, double side, Color colour) {
        s.flat(round(x, y, side, side, 10), colour);
        s.pattern(round(x, y, side, side, 10), colour, Pattern.GRAIN);
        s.fill(round(x + 22, y + 22, side - 44, side - 44, 30), Tints.clear(Color.WHITE, 0.35));
    }

    static void tower(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.rod(path("M 260 120 L 260 380"), 17, WOOD);
        var colours = new Color[] {s.main, WOOD, s.accent, Tints.lighter(s.main, 0.35), Tints.lighter(s.accent, 0.3)};
        for (var i = 0; i < 5; i++) {
            var ring = round(145 + i * 20, 352 - i * 48, 230 - i * 40, 52, 52);
            s.solid(ring, colours[i]);
            s.pattern(ring, colours[i], Pattern.GRAIN);
        }
        s.ball(circle(MIDDLE, 134, 28), s.main);
    }

    static void sorter(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.face(round(145, 215, 230, 190, 16));
        s.fill(circle(205, 275, 30), Tints.darker(s.main, 0.6));
        s.fill(round(285, 246, 56, 56, 4), Tints.darker(s.main, 0.6));
        s.fill(path("M 260 315 L 295 375 L 225 375 Z"), Tints.darker(s.main, 0.6));
        s.ball(circle(120, 375, 29), s.accent);
        s.flat(round(385, 348, 56, 56, 6), Tints.lighter(s.accent, 0.3));
    }

    static void duck(Stage s) {
        s.line(path("M 120 330 C 80 330 90 400 40 405"), 4, WOOD);
        s.shadow(MIDDLE, FLOOR, 130);
        s.plush(
                path(
                        "M 130 300 C 150 250 200 280 260 275 C 320 270 340 270 375 255 C 400 300 385 360 320 365 L 190 365 C 150 360 125 335 130 300 Z"));
        s.ball(circle(180, 220, 62), s.main);
        s.solid(path("M 125 222 C 95 218 80 228 78 240 C 95 248 115 245 130 240 Z"), new Color(0xE9953C));
        s.fill(circle(165, 208, 8), INK);
        s.flat(path("M 225 305 C 260 285 310 290 335 300 C 320 340 255 345 225 305 Z"), s.accent);
        wheel(s, 195, 378, 27);
        wheel(s, 310, 378, 27);
    }

    // Soft

    private static void softBody(Stage s) {
        s.shadow(MIDDLE, 410, 115);
        s.plush(ellipse(195, 385, 46, 30));
        s.plush(ellipse(325, 385, 46, 30));
        s.plush(ellipse(170, 310, 28, 52));
        s.plush(ellipse(350, 310, 28, 52));
        s.plush(ellipse(MIDDLE, 330, 88, 82));
        s.ball(ellipse(MIDDLE, 342, 52, 54), Tints.lighter(s.main, 0.4));
    }

    private static void face(Stage s, double y) {
        s.fill(circle(230, y, 9), INK);
        s.fill(circle(290, y, 9), INK);
        s.fill(circle(227, y - 3, 3), Color.WHITE);
        s.fill(circle(287, y - 3, 3), Color.WHITE);
    }

    static void bear(Stage s) {
        softBody(s);
        for (var x : new double[] {195, 325}) {
            s.plush(circle(x, 138, 34));
            s.ball(circle(x, 140, 19), Tints.lighter(s.main, 0.4));
        }
        s.plush(circle(MIDDLE, 195, 90));
        s.ball(ellipse(MIDDLE, 222, 40, 32), Tints.lighter(s.main, 0.5));
        s.fill(ellipse(MIDDLE, 208, 14, 10), INK);
        s.line(path("M 260 216 L 260 230 C 250 240 242 236 240 232 M 260 230 C 270 240 278 236 280 232"), 4, INK);
        face(s, 182);
        bow(s);
    }

    static void bunny(Stage s) {
        softBody(s);
        s.tilted(-10, 220, 150, () -> {
            s.plush(ellipse(215, 88, 26, 74));
            s.ball(ellipse(215, 94, 13, 54), new Color(0xF0B8B4));
        });
        s.tilted(12, 300, 150, () -> {
            s.plush(ellipse(305, 88, 26, 74));
            s.ball(ellipse(305, 94, 13, 54), new Color(0xF0B8B4));
        });
        s.plush(circle(MIDDLE, 205, 80));
        s.fill(ellipse(MIDDLE, 216, 10, 7), new Color(0xC96B72));
        s.line(path("M 260 222 L 260 232 C 252 240 246 238 243 234 M 260 232 C 268 240 274 238 277 234"), 4, INK);
        face(s, 192);
        bow(s);
    }

    static void elephant(Stage s) {
        softBody(s);
        s.plush(ellipse(165, 190, 62, 72));
        s.plush(ellipse(355, 190, 62, 72));
        s.ball(ellipse(165, 194, 40, 50), Tints.lighter(s.accent, 0.4));
        s.ball(ellipse(355, 194, 40, 50), Tints.lighter(s.accent, 0.4));
        s.plush(circle(MIDDLE, 185, 80));
        s.rod(path("M 260 215 C 262 265 262 300 230 312"), 36, s.main);
        face(s, 172);
    }

    static void fox(Stage s) {
        softBody(s);
        s.rod(path("M 340 380 C 420 380 420 300 400 270"), 44, s.main);
        s.ball(circle(399, 262, 23), PAPER);
        s.flat(path("M 185 180 L 180 95 L 250 140 Z"), s.main);
        s.flat(path("M 335 180 L 340 95 L 270 140 Z"), s.main);
        s.plush(path("M 170 185 C 175 120 345 120 350 185 C 352 215 300 265 260 270 C 220 265 168 215 170 185 Z"));
        s.fill(path("M 178 205 C 200 200 240 215 260 268 C 225 262 185 228 178 205 Z"), PAPER);
        s.fill(path("M 342 205 C 320 200 280 215 260 268 C 295 262 335 228 342 205 Z"), PAPER);
        s.fill(circle(MIDDLE, 260, 12), INK);
        face(s, 195);
    }

    static void sheep(Stage s) {
        s.shadow(MIDDLE, FLOOR, 135);
        for (var x : new int[] {195, 235, 290, 330}) {
            s.solid(round(x - 12, 340, 24, 66, 10), INK);
        }
        for (var i = 0; i < 11; i++) {
            var angle = i * 2 * Math.PI / 11;
            s.ball(circle(275 + 92 * Math.cos(angle), 280 + 56 * Math.sin(angle), 46), s.main);
        }
        s.plush(ellipse(275, 280, 100, 66));
        s.ball(ellipse(158, 245, 40, 50), new Color(0x4A3C38));
        s.ball(ellipse(112, 228, 26, 13), new Color(0x4A3C38));
        s.ball(ellipse(204, 225, 26, 13), new Color(0x4A3C38));
        s.ball(circle(158, 200, 30), s.main);
        s.fill(circle(143, 240, 6), Color.WHITE);
        s.fill(circle(173, 240, 6), Color.WHITE);
    }

    private static void bow(Stage s) {
        s.flat(path("M 260 275 L 215 255 L 215 298 Z"), s.accent);
        s.flat(path("M 260 275 L 305 255 L 305 298 Z"), s.accent);
        s.ball(circle(MIDDLE, 276, 12), s.accent);
    }

    static void doll(Stage s) {
        s.shadow(MIDDLE, FLOOR, 90);
        s.rod(path("M 225 360 L 225 400"), 22, new Color(0xEBC9A8));
        s.rod(path("M 295 360 L 295 400"), 22, new Color(0xEBC9A8));
        s.face(path("M 235 230 L 285 230 L 350 375 Q 260 395 170 375 Z"));
        s.rod(path("M 230 250 L 180 300"), 20, new Color(0xEBC9A8));
        s.rod(path("M 290 250 L 340 300"), 20, new Color(0xEBC9A8));
        s.ball(circle(MIDDLE, 165, 78), s.accent);
        s.ball(circle(MIDDLE, 175, 60), new Color(0xF0D2B4));
        s.fill(path("M 202 165 C 215 120 305 120 318 165 C 280 140 240 140 202 165 Z"), s.accent);
        s.fill(circle(238, 178, 6), INK);
        s.fill(circle(282, 178, 6), INK);
        s.line(path("M 248 202 C 255 210 265 210 272 202"), 4, new Color(0xC06A62));
    }

    // Games

    static void puzzle(Stage s) {
        s.shadow(MIDDLE, FLOOR, 140);
        piece(s, 130, 165, s.main);
        piece(s, 262, 165, s.accent);
        piece(s, 130, 287, Tints.lighter(s.accent, 0.35));
        s.tilted(14, 330, 350, () -> piece(s, 285, 300, Tints.lighter(s.main, 0.3)));
    }

    private static void piece(Stage s, double x, double y, Color colour) {
        var piece = new java.awt.geom.Area(new java.awt.geom.Rectangle2D.Double(x, y, 115, 105));
        piece.add(new java.awt.geom.Area(circle(x + 122, y + 52, 20)));
        piece.add(new java.awt.geom.Area(circle(x + 57, y + 112, 20)));
        piece.subtract(new java.awt.geom.Area(circle(x + 6, y + 52, 20)));
        piece.subtract(new java.awt.geom.Area(circle(x + 57, y + 6, 20)));
        s.flat(piece, colour);
        s.pattern(piece, colour);
        s.line(piece, 2.5, Tints.darker(colour, 0.25));
    }

    static void boardGame(Stage s) {
        s.shadow(MIDDLE, 408, 160);
        s.solid(path("M 90 385 L 150 270 L 370 270 L 430 385 L 430 402 L 90 402 Z"), WOOD);
        for (var row = 0; row < 5; row++) {
            for (var i = 0; i < 5; i++) {
                if ((row + i) % 2 == 0) {
                    var y = 275 + row * 21;
                    var left = 155 - row * 11 + i * (42 + row * 4.4);
                    var width = 42 + row * 4.4;
                    s.fill(
                            path("M " + left + " " + y + " L " + (left + width) + " " + y + " L "
                                    + (left + width + (i - 1.5) * 2) + " " + (y + 20) + " L " + (left + (i - 2.5) * 2)
                                    + " " + (y + 20) + " Z"),
                            s.main);
                }
            }
        }
        pawn(s, 200, 350, s.main);
        pawn(s, 275, 320, s.accent);
        pawn(s, 345, 365, Tints.lighter(s.accent, 0.4));
    }

    private static void pawn(Stage s, double x, double y, Color colour) {
        s.solid(turned(x, y - 62, 10, y - 20, 16, y, 28), colour);
        s.ball(circle(x, y - 78, 24), colour);
    }

    static void playingCards(Stage s) {
        for (var i = 0; i < 4; i++) {
            var n = i;
            s.tilted((i - 1.5) * 15, MIDDLE, 520, () -> {
                s.fill(round(194, 176, 140, 206, 14), new Color(60, 40, 40, 44));
                s.flat(round(190, 170, 140, 206, 14), n == 3 ? PAPER : s.main);
                if (n == 3) {
                    Household.heart(s, MIDDLE, 272, 0.5, s.accent);
                } else {
                    s.pattern(round(200, 180, 120, 186, 8), s.main, Pattern.DIAMONDS);
                    s.line(round(200, 180, 120, 186, 8), 3, s.light());
                }
            });
        }
    }

    static void memory(Stage s) {
        s.shadow(MIDDLE, 410, 145);
        for (var i = 0; i < 9; i++) {
            var x = 130 + i % 3 * 92;
            var y = 140 + i / 3 * 92;
            var open = i == 4 || i == 2;
            s.fill(round(x + 4, y + 6, 80, 80, 12), new Color(60, 40, 40, 40));
            s.flat(round(x, y, 80, 80, 12), open ? PAPER : s.main);
            if (open) {
                s.ball(circle(x + 40, y + 46, 20), s.accent);
                s.leaf(x + 40, y + 28, x + 56, y + 14, 6, new Color(0x6E8B5B));
            } else {
                s.pattern(round(x, y, 80, 80, 12), s.main, Pattern.DOTS);
            }
        }
    }

    static void domino(Stage s) {
        for (var i = 0; i < 3; i++) {
            var n = i;
            s.tilted((i - 1) * 24, MIDDLE, 470, () -> {
                s.fill(round(208, 168, 112, 220, 18), new Color(60, 40, 40, 50));
                s.flat(round(204, 162, 112, 220, 18), n == 1 ? s.main : WOOD);
                s.line(path("M 218 272 L 302 272"), 4, INK);
                for (var k = 0; k <= n + 1; k++) {
                    s.fill(circle(234 + k % 2 * 52, 196 + k / 2 * 44, 10), n == 1 ? PAPER : s.accent);
                }
                s.fill(circle(MIDDLE, 328, 10), n == 1 ? PAPER : s.accent);
            });
        }
    }

    // Baby

    static void rattle(Stage s) {
        s.shadow(MIDDLE, 415, 70);
        s.tilted(24, MIDDLE, 280, () -> {
            s.rod(path("M 260 260 L 260 375"), 28, WOOD);
            s.plush(circle(MIDDLE, 190, 82));
            s.solid(round(238, 258, 44, 20, 10), s.accent);
            s.ball(circle(MIDDLE, 392, 27), s.accent);
            s.fill(circle(235, 185, 7), INK);
            s.fill(circle(285, 185, 7), INK);
            s.line(path("M 240 212 C 250 224 270 224 280 212"), 5, INK);
        });
    }

    static void teether(Stage s) {
        s.shadow(MIDDLE, 410, 110);
        s.rod(
                path(
                        "M 260 155 C 170 155 130 220 130 275 C 130 350 190 400 260 400 C 330 400 390 350 390 275 C 390 220 350 155 260 155"),
                38,
                WOOD);
        for (var i = 0; i < 5; i++) {
            var angle = Math.PI * (0.15 + i * 0.175);
            s.ball(
                    circle(MIDDLE + 130 * Math.cos(angle), 277 + 123 * Math.sin(angle), 33),
                    i % 2 == 0 ? s.main : s.accent);
        }
        s.flat(path("M 210 165 C 180 110 200 80 235 110 L 260 150 L 285 110 C 320 80 340 110 310 165 Z"), s.main);
        s.pattern(path("M 210 165 C 180 110 200 80 235 110 L 260 150 L 285 110 C 320 80 340 110 310 165 Z"), s.main);
    }

    static void grasping(Stage s) {
        s.shadow(MIDDLE, 410, 115);
        var colours = new Color[] {s.main, WOOD, s.accent, Tints.lighter(s.main, 0.35)};
        for (var i = 0; i < 10; i++) {
            var angle = i * Math.PI / 5;
            s.ball(circle(MIDDLE + 100 * Math.cos(angle), 275 + 100 * Math.sin(angle), 37), colours[i % 4]);
        }
        s.ball(circle(MIDDLE, 150, 20), new Color(0xD4AF52));
    }

    static void mobile(Stage s) {
        s.line(path("M 260 0 L 260 110"), 4, WOOD);
        s.rod(path("M 120 130 C 180 100 340 100 400 130"), 10, WOOD);
        var x = 130;
        for (var i = 0; i < 4; i++) {
            var y = 230 + i % 2 * 60;
            s.line(path("M " + x + " 122 L " + x + " " + y), 2, WOOD);
            switch (i) {
                case 0 -> s.plush(circle(x, y + 34, 36));
                case 1 -> Household.heart(s, x, y + 38, 0.5, s.accent);
                case 2 ->
                    s.plush(path("M " + (x - 45) + " " + (y + 50) + " C " + (x - 60) + " " + (y + 10) + " " + (x - 20)
                            + " " + y + " " + x + " " + (y + 8) + " C " + (x + 30) + " " + (y - 10) + " " + (x + 62)
                            + " " + (y + 15) + " " + (x + 45) + " " + (y + 50) + " Z"));
                default -> s.ball(circle(x, y + 30, 30), Tints.lighter(s.accent, 0.35));
            }
            x += 87;
        }
    }
}
