package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;
import static org.postille.demo.shop.photo.Stage.turned;

import java.awt.Color;

/** What makes a room pleasant: candles, lamps, vases, frames, clocks. */
final class Household {
    private static final Color WAX = new Color(0xF4E9CF);
    private static final Color LEAF = new Color(0x7C9070);
    private static final Color WOOD = new Color(0xB98A5A);

    private Household() {}

    static void candle(Stage s) {
        s.shadow(245, FLOOR, 70);
        s.body(turned(245, 190, 58, 300, 58, FLOOR, 58));
        s.opening(245, 190, 58, s.main, Tints.lighter(s.main, 0.25));
        s.line(path("M 245 190 L 245 172"), 4, new Color(0x4A3A32));
        s.flame(245, 174, 26);
        s.shadow(345, FLOOR, 46);
        s.body(turned(345, 300, 42, 350, 42, FLOOR, 42));
        s.opening(345, 300, 42, s.main, Tints.lighter(s.main, 0.25));
        s.flame(345, 290, 20);
    }

    static void scentedCandle(Stage s) {
        s.shadow(MIDDLE, FLOOR, 90);
        s.body(turned(MIDDLE, 235, 84, 320, 86, FLOOR, 80));
        s.opening(MIDDLE, 235, 84, s.main, WAX);
        s.fill(ellipse(MIDDLE, 238, 68, 11), WAX);
        s.flame(MIDDLE, 230, 26);
        s.flat(round(208, 292, 104, 72, 8), new Color(0xFBF5E6));
        s.line(path("M 228 318 L 292 318"), 5, s.accent);
        s.line(path("M 238 336 L 282 336"), 4, Tints.lighter(s.accent, 0.4));
    }

    static void tealight(Stage s) {
        s.shadow(MIDDLE, FLOOR, 92);
        s.glow(MIDDLE, 320, 130);
        s.body(turned(MIDDLE, 285, 84, 330, 96, 390, 76, FLOOR, 64));
        s.opening(MIDDLE, 285, 84, s.main, Tints.lighter(s.main, 0.3));
        s.flame(MIDDLE, 288, 24);
        s.gleam(186, 310, 370, 12);
        s.shadow(385, FLOOR, 46);
        s.solid(turned(385, 378, 40, FLOOR, 40), new Color(0xC8CCCE));
        s.opening(385, 378, 40, new Color(0xC8CCCE), WAX);
    }

    static void candlestick(Stage s) {
        s.shadow(MIDDLE, FLOOR, 72);
        s.solid(turned(MIDDLE, 105, 19, 220, 20), WAX);
        s.flame(MIDDLE, 98, 25);
        s.body(turned(MIDDLE, 218, 38, 236, 34, 250, 14, 300, 12, 330, 22, 360, 13, 388, 44, FLOOR, 68));
        s.gleam(250, 255, 320, 5);
    }

    static void lantern(Stage s) {
        s.shadow(MIDDLE, FLOOR, 110);
        s.line(path("M 215 165 C 215 85 305 85 305 165"), 8, Tints.darker(s.main, 0.3));
        s.solid(path("M 165 215 L 230 160 L 290 160 L 355 215 Z"), s.main);
        s.fill(round(178, 215, 164, 180, 4), new Color(255, 246, 220, 110));
        s.solid(turned(MIDDLE, 320, 30, 392, 30), WAX);
        s.flame(MIDDLE, 312, 24);
        s.fill(path("M 190 220 L 215 220 L 200 390 L 190 390 Z"), new Color(255, 255, 255, 80));
        for (var x : new int[] {168, 252, 336}) {
            s.solid(round(x, 212, 16, 185, 4), s.main);
        }
        s.body(round(155, 385, 210, 22, 6));
        s.body(round(160, 206, 200, 16, 6));
    }

    static void windlight(Stage s) {
        s.shadow(MIDDLE, FLOOR, 96);
        s.solid(turned(MIDDLE, 305, 34, 398, 34), WAX);
        s.flame(MIDDLE, 296, 26);
        s.glass(turned(MIDDLE, 165, 74, 250, 96, 340, 94, FLOOR, 62), s.main);
        s.line(ellipse(MIDDLE, 165, 74, 13), 3, Tints.lighter(s.main, 0.5));
        s.gleam(184, 225, 360, 12);
    }

    static void vase(Stage s) {
        s.shadow(MIDDLE, FLOOR, 80);
        var kind = s.dice.below(3);
        twigs(s, 215);
        switch (kind) {
            case 0 -> s.body(turned(MIDDLE, 205, 36, 240, 30, 300, 82, 360, 84, FLOOR, 52));
            case 1 -> s.body(turned(MIDDLE, 205, 52, 250, 66, 330, 68, FLOOR, 50));
            default -> s.body(turned(MIDDLE, 205, 28, 265, 24, 300, 40, 350, 92, 390, 80, FLOOR, 60));
        }
        var top = kind == 0 ? 36 : kind == 1 ? 52 : 28;
        s.opening(MIDDLE, 205, top, s.main, s.dark());
        s.gleam(kind == 1 ? 205 : 190, 312, 372, 12);
    }

    private static void twigs(Stage s, double y) {
        var bloom = s.dice.one(Tints.PAPER);
        var leafy = s.dice.chance(0.5);
        for (var i = -1; i <= 1; i++) {
            var tip = MIDDLE + i * 58;
            var top = 92 + Math.abs(i) * 26;
            s.line(path("M 260 " + y + " Q " + (MIDDLE + i * 8) + " 150 " + tip + " " + top), 4, LEAF);
            for (var k = 0; k < 4; k++) {
                var t = 0.3 + k * 0.2;
                var x = MIDDLE + (tip - MIDDLE) * t * t;
                var yy = y + (top - y) * t;
                if (leafy) {
                    s.leaf(x, yy, x + (k % 2 == 0 ? 34 : -34), yy - 18, 9, LEAF);
                }
            }
            if (!leafy) {
                for (var petal = 0; petal < 5; petal++) {
                    var angle = petal * 2 * Math.PI / 5 + i;
                    s.ball(
                            circle(tip + 14 * Math.cos(angle), top + 14 * Math.sin(angle), 12),
                            Tints.lighter(bloom, 0.25));
                }
                s.fill(circle(tip, top, 8), new Color(0xF3D27A));
            }
        }
    }

    static void tableLamp(Stage s) {
        s.shadow(MIDDLE, FLOOR, 84);
        s.glow(MIDDLE, 255, 150);
        s.solid(turned(MIDDLE, 250, 9, 300, 9, 330, 44, 375, 46, FLOOR, 40), s.dice.chance(0.5) ? WOOD : s.accent);
        s.body(path("M 205 130 L 315 130 L 372 262 Q 260 285 148 262 Z"));
        s.fill(path("M 205 130 Q 260 140 315 130 Q 260 120 205 130 Z"), Tints.lighter(s.main, 0.5));
        s.fill(path("M 148 262 Q 260 285 372 262 L 369 254 Q 260 276 151 254 Z"), new Color(255, 244, 205, 150));
    }

    static void pendant(Stage s) {
        s.line(path("M 260 0 L 260 150"), 5, new Color(0x4A4340));
        s.glow(MIDDLE, 300, 170);
        s.solid(round(246, 138, 28, 34, 10), new Color(0x4A4340));
        s.body(path("M 238 165 C 150 180 115 250 112 310 Q 260 345 408 310 C 405 250 370 180 282 165 Z"));
        s.fill(path("M 112 310 Q 260 345 408 310 Q 260 290 112 310 Z"), new Color(0xFFF0C4));
        s.gleam(path("M 160 240 C 175 205 205 188 232 182 C 205 205 185 235 178 275 Z"));
    }

    static void floorLamp(Stage s) {
        s.shadow(MIDDLE, 412, 80);
        s.glow(MIDDLE, 190, 150);
        s.rod(path("M 260 190 L 260 400"), 9, WOOD);
        s.solid(turned(MIDDLE, 396, 62, 410, 64), WOOD);
        s.body(path("M 200 75 L 320 75 L 350 205 Q 260 222 170 205 Z"));
        s.fill(path("M 170 205 Q 260 222 350 205 L 348 198 Q 260 214 172 198 Z"), new Color(255, 244, 205, 150));
    }

    static void clock(Stage s) {
        s.shadow(MIDDLE, 408, 110);
        s.plush(circle(MIDDLE, 270, 135));
        s.flat(circle(MIDDLE, 270, 106), new Color(0xFBF5E6));
        for (var hour = 0; hour < 12; hour++) {
            var angle = hour * Math.PI / 6;
            s.fill(circle(MIDDLE + 88 * Math.sin(angle), 270 - 88 * Math.cos(angle), hour % 3 == 0 ? 7 : 4), s.dark());
        }
        s.line(path("M 260 270 L 260 200"), 7, s.dark());
        s.line(path("M 260 270 L 306 296"), 7, s.dark());
        s.fill(circle(MIDDLE, 270, 9), s.accent);
    }

    static void frame(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.face(round(140, 120, 240, 288, 10));
        s.fill(round(166, 146, 188, 236, 4), new Color(60, 40, 40, 70));
        s.flat(round(170, 150, 180, 230, 2), new Color(0xFBF5E6));
        s.flat(round(196, 178, 128, 174, 2), Tints.lighter(s.accent, 0.55));
        s.fill(circle(285, 222, 22), new Color(0xF6D58A));
        s.fill(path("M 196 352 L 196 300 C 230 260 250 300 270 290 C 300 270 310 290 324 300 L 324 352 Z"), s.accent);
    }

    static void sign(Stage s) {
        s.line(path("M 160 230 L 260 150 L 360 230"), 5, WOOD);
        s.fill(circle(MIDDLE, 148, 8), new Color(0x5A4A42));
        s.fill(round(108, 236, 312, 118, 14), new Color(60, 40, 40, 40));
        s.face(round(104, 226, 312, 118, 14));
        s.line(round(116, 238, 288, 94, 8), 3, Tints.lighter(s.main, 0.6));
        heart(s, MIDDLE, 286, 0.55, s.accent);
        s.line(path("M 140 286 L 205 286"), 5, Tints.lighter(s.main, 0.6));
        s.line(path("M 315 286 L 380 286"), 5, Tints.lighter(s.main, 0.6));
    }

    static void ornament(Stage s) {
        s.line(path("M 260 20 L 260 150"), 4, WOOD);
        s.line(path("M 260 150 C 235 130 235 165 260 158 C 285 165 285 130 260 150"), 6, s.accent);
        heart(s, MIDDLE, 275, 1.35, s.main);
        s.pattern(heartShape(MIDDLE, 275, 1.35), s.main);
        s.gleam(Stage.turnedBy(ellipse(200, 235, 26, 14), -40, 200, 235));
    }

    static void star(Stage s) {
        s.line(path("M 260 20 L 260 140"), 4, WOOD);
        var star = new java.awt.geom.Path2D.Double();
        for (var i = 0; i < 10; i++) {
            var radius = i % 2 == 0 ? 130 : 56;
            var x = MIDDLE + radius * Math.sin(i * Math.PI / 5);
            var y = 268 - radius * Math.cos(i * Math.PI / 5);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        s.face(star);
        s.line(star, 4, Tints.lighter(s.main, 0.4));
        s.fill(circle(MIDDLE, 268, 16), s.accent);
    }

    static void bauble(Stage s) {
        s.line(path("M 260 20 L 260 150"), 4, WOOD);
        s.solid(round(240, 140, 40, 30, 8), new Color(0xD4AF52));
        s.plush(circle(MIDDLE, 280, 118));
        s.gleam(ellipse(215, 235, 26, 34));
    }

    static void mirror(Stage s) {
        s.shadow(MIDDLE, 410, 90);
        s.face(ellipse(MIDDLE, 255, 120, 150));
        s.flat(ellipse(MIDDLE, 255, 94, 124), new Color(0xD9E7EB));
        s.fill(path("M 200 300 L 300 160 L 325 185 L 215 335 Z"), new Color(255, 255, 255, 110));
    }

    static void basket(Stage s) {
        s.rod(path("M 165 290 C 165 120 355 120 355 290"), 15, Tints.darker(s.main, 0.15));
        s.shadow(MIDDLE, FLOOR, 120);
        var body = path("M 125 280 L 395 280 L 365 400 Q 260 420 155 400 Z");
        s.solid(body, s.main);
        s.pattern(body, s.main, Pattern.CHECKS);
        s.pattern(body, s.main, Pattern.WEAVE);
        s.rod(path("M 122 280 L 398 280"), 17, s.main);
        s.flat(path("M 190 270 C 220 225 300 225 330 270 Z"), s.accent);
        s.pattern(path("M 190 270 C 220 225 300 225 330 270 Z"), s.accent, Pattern.CHECKS);
    }

    static void box(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        s.face(path("M 140 270 L 330 270 L 330 405 L 140 405 Z"));
        s.fill(path("M 330 270 L 385 245 L 385 378 L 330 405 Z"), Tints.darker(s.main, 0.28));
        s.flat(path("M 130 232 L 338 232 L 338 278 L 130 278 Z"), Tints.lighter(s.main, 0.08));
        s.fill(path("M 338 232 L 396 206 L 396 250 L 338 278 Z"), Tints.darker(s.main, 0.22));
        s.fill(path("M 130 232 L 190 206 L 396 206 L 338 232 Z"), Tints.lighter(s.main, 0.3));
        s.flat(path("M 220 232 L 248 232 L 248 405 L 220 405 Z"), s.accent);
    }

    static void heart(Stage s, double x, double y, double size, Color colour) {
        s.ball(heartShape(x, y, size), colour);
    }

    static java.awt.Shape heartShape(double x, double y, double size) {
        var heart = path(
                "M 0 80 C -110 0 -85 -80 -40 -80 C -15 -80 0 -60 0 -45 C 0 -60 15 -80 40 -80 C 85 -80 110 0 0 80 Z");
        heart.transform(java.awt.geom.AffineTransform.getScaleInstance(size, size));
        return Stage.moved(heart, x, y);
    }

    static void hooks(Stage s) {
        s.shadow(MIDDLE, 300, 150);
        s.face(round(95, 200, 330, 74, 12));
        for (var x = 150; x <= 370; x += 110) {
            s.rod(path("M " + x + " 240 C " + x + " 330 " + (x + 52) + " 330 " + (x + 46) + " 285"), 13, s.accent);
            s.ball(circle(x, 238, 15), s.accent);
        }
    }

    static void umbrella(Stage s) {
        s.rod(path("M 260 130 L 260 370 C 260 415 205 415 208 372"), 11, WOOD);
        s.face(
                path(
                        "M 90 250 C 100 80 420 80 430 250 C 405 225 365 225 345 250 C 320 222 285 222 260 250 C 235 222 200 222 175 250 C 155 225 115 225 90 250 Z"));
        s.line(path("M 260 122 C 215 150 185 200 175 248"), 2, Tints.clear(s.dark(), 0.6));
        s.line(path("M 260 122 C 305 150 335 200 345 248"), 2, Tints.clear(s.dark(), 0.6));
        s.line(path("M 260 122 L 260 250"), 2, Tints.clear(s.dark(), 0.6));
    }
}
