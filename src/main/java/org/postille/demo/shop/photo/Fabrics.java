package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.mirrored;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;

import java.awt.Color;

/** What is sewn, woven and knitted, for people, rooms and babies. */
final class Fabrics {
    private static final Color LEATHER = new Color(0x8A5F43);
    private static final Color METAL = new Color(0xC9B37A);

    private Fabrics() {}

    /** A pile of folded cloths. */
    static void folded(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        var layers = 2 + s.dice.below(2);
        for (var i = 0; i < layers; i++) {
            var y = FLOOR - 62 - i * 62;
            var colour = i == layers - 1 ? s.main : i % 2 == 0 ? Tints.lighter(s.main, 0.3) : s.accent;
            var inset = i * 8;
            var cloth = round(115 + inset, y, 290 - 2 * inset, 64, 44);
            s.flat(cloth, colour);
            s.pattern(cloth, colour);
            s.line(
                    path("M " + (140 + inset) + " " + (y + 34) + " L " + (390 - inset) + " " + (y + 34)),
                    2,
                    Tints.clear(Tints.darker(colour, 0.5), 0.4));
        }
        var top = FLOOR - layers * 62;
        s.flat(
                path("M 300 " + top + " L 345 " + top + " L 345 " + (top + 96) + " L 300 " + (top + 96) + " Z"),
                Tints.lighter(s.main, 0.14));
        s.pattern(
                path("M 300 " + top + " L 345 " + top + " L 345 " + (top + 96) + " L 300 " + (top + 96) + " Z"),
                s.main);
        s.line(path("M 300 " + (top + 90) + " L 345 " + (top + 90)), 3, s.dark());
    }

    /** A cloth over a rail, with fringes. */
    static void hanging(Stage s) {
        s.rod(path("M 90 130 L 430 130"), 13, LEATHER);
        s.fill(path("M 170 132 L 360 132 L 360 420 L 170 420 Z"), new Color(60, 40, 40, 30));
        s.face(path("M 160 124 Q 260 114 360 124 L 354 410 Q 260 400 166 410 Z"));
        s.fill(path("M 230 122 L 250 122 L 246 404 L 226 404 Z"), Tints.clear(s.dark(), 0.12));
        s.fill(path("M 310 121 L 322 121 L 320 405 L 306 405 Z"), Tints.clear(s.dark(), 0.14));
        s.flat(path("M 163 355 Q 260 346 357 355 L 356 378 Q 260 369 164 378 Z"), s.accent);
        for (var x = 172; x < 354; x += 12) {
            s.line(path("M " + x + " 407 L " + (x - 1) + " 426"), 3, Tints.lighter(s.main, 0.15));
        }
    }

    static void throwRug(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        s.face(path("M 110 300 C 110 260 410 260 410 300 L 410 395 Q 260 415 110 395 Z"));
        s.fill(
                path("M 110 335 C 200 350 320 350 410 335 L 410 345 C 320 360 200 360 110 345 Z"),
                Tints.clear(s.dark(), 0.25));
        s.face(path("M 230 275 C 260 262 330 268 350 280 L 372 430 L 250 436 Z"));
        s.fill(path("M 230 275 L 250 436 L 258 436 L 240 274 Z"), Tints.clear(s.dark(), 0.2));
        for (var x = 253; x < 374; x += 10) {
            s.line(path("M " + x + " 433 L " + (x + 1) + " 450"), 3, s.light());
        }
    }

    static void cushion(Stage s) {
        s.shadow(MIDDLE, FLOOR, 145);
        var cushion = path(
                "M 130 170 C 200 190 320 190 390 170 C 375 240 375 330 392 398 C 320 385 200 385 128 398 C 145 330 145 240 130 170 Z");
        s.ball(cushion, s.main);
        s.pattern(cushion, s.main);
        s.line(cushion, 4, Tints.darker(s.main, 0.2));
        if (s.dice.chance(0.35)) {
            s.ball(circle(MIDDLE, 284, 13), s.accent);
        }
        s.gleam(path("M 165 210 C 200 220 240 220 270 214 C 230 235 195 245 172 270 Z"));
    }

    static void pouffe(Stage s) {
        s.shadow(MIDDLE, FLOOR, 140);
        var body = Stage.turned(MIDDLE, 275, 128, 330, 146, 390, 130, FLOOR, 118);
        s.body(body);
        s.flat(ellipse(MIDDLE, 276, 128, 26), Tints.lighter(s.main, 0.18));
        s.pattern(ellipse(MIDDLE, 276, 128, 26), s.main);
        s.ball(circle(MIDDLE, 274, 9), s.accent);
    }

    /** A scarf in a loose loop with two fringed ends. */
    static void scarf(Stage s) {
        s.shadow(MIDDLE, 415, 120);
        var back = path("M 160 180 C 165 110 355 110 360 180 C 345 225 175 225 160 180 Z");
        s.solid(back, Tints.darker(s.main, 0.22));
        s.pattern(back, s.main);
        var left = path("M 190 215 L 262 232 L 248 405 L 165 400 Z");
        s.face(left);
        var right = path("M 262 225 L 330 214 L 362 378 L 290 392 Z");
        s.flat(right, Tints.darker(s.main, 0.08));
        s.pattern(right, s.main);
        var front = path(
                "M 155 175 C 165 245 355 245 365 175 C 378 215 372 258 340 268 C 290 285 220 285 180 268 C 148 256 142 215 155 175 Z");
        s.solid(front, s.main);
        s.pattern(front, s.main);
        for (var i = 0; i < 8; i++) {
            s.line(
                    path("M " + (170 + i * 10.5) + " " + (401 + i * 0.6) + " L " + (168 + i * 10.5) + " 425"),
                    4,
                    Tints.darker(s.main, 0.1));
            s.line(
                    path("M " + (294 + i * 9) + " " + (391 - i * 1.8) + " L " + (298 + i * 9) + " " + (415 - i * 1.8)),
                    4,
                    Tints.darker(s.main, 0.18));
        }
    }

    static void neckerchief(Stage s) {
        s.shadow(MIDDLE, 400, 110);
        s.face(path("M 120 190 C 200 230 320 230 400 190 C 370 280 310 350 260 400 C 210 350 150 280 120 190 Z"));
        s.solid(
                path(
                        "M 112 180 C 200 225 320 225 408 180 C 400 205 395 215 385 225 C 310 255 210 255 135 225 C 122 212 118 200 112 180 Z"),
                Tints.darker(s.main, 0.12));
        s.pattern(
                path(
                        "M 112 180 C 200 225 320 225 408 180 C 400 205 395 215 385 225 C 310 255 210 255 135 225 C 122 212 118 200 112 180 Z"),
                s.main);
        s.line(path("M 150 262 C 190 320 225 360 260 392 C 295 360 330 320 370 262"), 3, s.light());
    }

    static void tote(Stage s) {
        s.shadow(MIDDLE, FLOOR, 120);
        s.rod(path("M 200 225 C 195 80 325 80 320 225"), 13, s.dice.chance(0.5) ? LEATHER : Tints.darker(s.main, 0.25));
        s.face(path("M 140 215 L 380 215 L 398 398 Q 260 414 122 398 Z"));
        s.fill(path("M 140 215 L 380 215 L 381 228 L 139 228 Z"), Tints.clear(s.dark(), 0.25));
        if (s.dice.chance(0.5)) {
            s.leaf(235, 350, 260, 260, 20, s.accent);
            s.leaf(262, 352, 300, 280, 17, Tints.lighter(s.accent, 0.2));
        } else {
            s.fill(circle(MIDDLE, 310, 38), s.accent);
        }
        s.seam(path("M 132 385 Q 260 400 388 385"), s.dark());
    }

    static void shoulderBag(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        s.rod(path("M 140 260 C 150 60 370 60 380 260"), 10, LEATHER);
        s.face(round(122, 240, 276, 165, 60));
        s.flat(
                path(
                        "M 120 270 C 120 235 140 228 160 228 L 360 228 C 380 228 400 235 400 270 C 390 340 330 352 260 352 C 190 352 130 340 120 270 Z"),
                Tints.darker(s.main, 0.1));
        s.pattern(
                path(
                        "M 120 270 C 120 235 140 228 160 228 L 360 228 C 380 228 400 235 400 270 C 390 340 330 352 260 352 C 190 352 130 340 120 270 Z"),
                s.main);
        s.seam(path("M 130 275 C 140 330 195 342 260 342 C 325 342 380 330 390 275"), s.light());
        s.solid(round(242, 332, 36, 34, 8), METAL);
    }

    static void purse(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        s.face(round(125, 265, 270, 140, 26));
        s.flat(
                path(
                        "M 125 300 L 125 285 C 125 270 135 262 150 262 L 370 262 C 385 262 395 270 395 285 L 395 300 L 310 345 L 210 345 Z"),
                Tints.darker(s.main, 0.1));
        s.seam(path("M 132 300 L 212 337 L 308 337 L 388 300"), s.light());
        s.ball(circle(MIDDLE, 330, 14), METAL);
    }

    static void weekender(Stage s) {
        s.shadow(MIDDLE, FLOOR, 165);
        s.rod(path("M 190 270 C 195 150 325 150 330 270"), 13, LEATHER);
        s.face(
                path(
                        "M 105 290 C 110 240 150 230 180 230 L 340 230 C 370 230 410 240 415 290 L 425 385 C 425 400 415 405 400 405 L 120 405 C 105 405 95 400 95 385 Z"));
        s.flat(round(170, 228, 22, 178, 4), LEATHER);
        s.flat(round(328, 228, 22, 178, 4), LEATHER);
        s.line(path("M 130 244 L 390 244"), 4, METAL);
        s.flat(round(225, 300, 70, 50, 10), s.accent);
    }

    static void beanie(Stage s) {
        s.shadow(MIDDLE, FLOOR, 125);
        var cap = path("M 135 350 C 130 180 200 140 260 140 C 320 140 390 180 385 350 Z");
        s.ball(cap, s.main);
        s.pattern(cap, s.main);
        var brim = round(118, 325, 284, 78, 36);
        s.solid(brim, Tints.darker(s.main, 0.08));
        s.pattern(brim, s.main, Pattern.RIBS);
    }

    static void bobbleHat(Stage s) {
        s.at(0, 30, 1, () -> beanie(s));
        s.ball(circle(MIDDLE, 148, 48), s.accent);
        s.pattern(circle(MIDDLE, 148, 48), s.accent, Pattern.SPECKLE);
        for (var i = 0; i < 20; i++) {
            var angle = i * Math.PI / 10;
            s.line(
                    path("M " + (260 + 40 * Math.cos(angle)) + " " + (148 + 40 * Math.sin(angle)) + " L "
                            + (260 + 54 * Math.cos(angle)) + " " + (148 + 54 * Math.sin(angle))),
                    7,
                    Tints.darker(s.accent, i < 10 ? 0.14 : 0));
        }
    }

    static void gloves(Stage s) {
        s.shadow(MIDDLE, 412, 130);
        s.tilted(-8, 180, 400, () -> glove(s, false));
        s.tilted(8, 340, 400, () -> glove(s, true));
    }

    private static void glove(Stage s, boolean right) {
        var hand = path(
                "M 120 400 L 122 290 C 100 270 78 245 88 232 C 100 220 122 245 134 258 L 130 185 C 130 165 152 165 154 185 L 157 240 L 160 165 C 162 145 184 147 184 167 L 184 240 L 192 175 C 195 157 216 160 214 180 L 210 245 L 218 205 C 222 190 240 194 238 212 L 228 300 L 226 400 Z");
        var shape = right ? mirrored(hand) : hand;
        s.face(shape);
        var cuff = right ? mirrored(round(114, 352, 118, 52, 12)) : round(114, 352, 118, 52, 12);
        s.flat(cuff, s.accent);
        s.pattern(cuff, s.accent, Pattern.RIBS);
    }

    static void mittens(Stage s) {
        s.shadow(MIDDLE, 412, 130);
        s.line(path("M 175 395 C 200 470 320 470 345 395"), 6, s.accent);
        s.tilted(-8, 180, 400, () -> mitten(s, false));
        s.tilted(8, 340, 400, () -> mitten(s, true));
    }

    private static void mitten(Stage s, boolean right) {
        var hand = path(
                "M 125 370 L 122 240 C 122 150 232 150 232 240 L 232 262 C 250 235 278 245 270 275 C 262 300 240 315 230 335 L 228 370 Z");
        s.face(right ? mirrored(hand) : hand);
        var cuff = round(116, 348, 122, 54, 14);
        s.flat(right ? mirrored(cuff) : cuff, s.accent);
        s.pattern(right ? mirrored(cuff) : cuff, s.accent, Pattern.RIBS);
    }

    static void headband(Stage s) {
        s.shadow(MIDDLE, 395, 130);
        var back = path("M 120 270 C 130 210 390 210 400 270 L 398 330 C 380 280 140 280 122 330 Z");
        s.solid(back, Tints.darker(s.main, 0.3));
        var front = path("M 118 268 C 120 350 400 350 402 268 L 402 345 C 390 420 130 420 118 345 Z");
        s.solid(front, s.main);
        s.pattern(front, s.main);
        s.solid(round(240, 320, 40, 88, 18), Tints.darker(s.main, 0.1));
        s.pattern(round(240, 320, 40, 88, 18), s.main);
    }

    /** A dressing gown on a hanger. */
    static void robe(Stage s) {
        s.line(path("M 260 110 C 260 80 285 85 282 62 C 280 45 255 45 254 62"), 5, new Color(0x5A4A42));
        s.face(
                path(
                        "M 215 115 L 305 115 L 375 165 L 410 300 L 355 312 L 340 250 L 352 425 L 168 425 L 180 250 L 165 312 L 110 300 L 145 165 Z"));
        s.flat(
                path("M 215 115 L 238 108 L 262 260 L 300 112 L 305 115 L 285 290 L 262 425 L 245 425 L 252 290 Z"),
                Tints.lighter(s.main, 0.25));
        s.flat(round(178, 275, 166, 22, 8), s.accent);
        s.flat(path("M 240 290 L 262 290 L 255 375 L 232 370 Z"), s.accent);
    }

    static void romper(Stage s) {
        s.face(
                path(
                        "M 205 130 C 230 150 290 150 315 130 L 385 185 L 355 240 L 330 222 L 332 300 C 345 340 350 390 340 425 L 275 425 L 260 360 L 245 425 L 180 425 C 170 390 175 340 188 300 L 190 222 L 165 240 L 135 185 Z"));
        s.flat(path("M 205 130 C 230 158 290 158 315 130 L 302 122 C 285 140 235 140 218 122 Z"), s.accent);
        s.flat(round(180, 412, 66, 18, 8), s.accent);
        s.flat(round(274, 412, 66, 18, 8), s.accent);
        for (var y = 190; y <= 310; y += 40) {
            s.ball(circle(MIDDLE, y, 8), s.light());
        }
    }

    static void bodysuit(Stage s) {
        s.face(
                path(
                        "M 205 150 C 230 172 290 172 315 150 L 395 205 L 365 262 L 335 242 L 338 330 C 330 370 300 385 290 410 L 230 410 C 220 385 190 370 182 330 L 185 242 L 155 262 L 125 205 Z"));
        s.flat(path("M 205 150 C 230 180 290 180 315 150 L 300 142 C 285 162 235 162 220 142 Z"), s.accent);
        Household.heart(s, MIDDLE, 268, 0.4, s.accent);
        for (var x = 240; x <= 280; x += 20) {
            s.ball(circle(x, 400, 6), Color.WHITE);
        }
    }

    static void babyHat(Stage s) {
        s.shadow(MIDDLE, FLOOR, 110);
        var cap = path("M 150 340 C 140 190 210 165 260 165 C 310 165 380 190 370 340 C 330 320 190 320 150 340 Z");
        s.ball(cap, s.main);
        s.pattern(cap, s.main);
        s.solid(
                path("M 138 335 C 190 305 330 305 382 335 L 382 385 C 330 355 190 355 138 385 Z"),
                Tints.lighter(s.main, 0.2));
        s.solid(path("M 250 165 C 240 130 235 110 222 100 C 255 100 265 130 272 165 Z"), s.accent);
        s.line(path("M 150 385 C 145 420 165 435 180 440"), 6, s.accent);
        s.line(path("M 370 385 C 375 420 355 435 340 440"), 6, s.accent);
    }

    static void bib(Stage s) {
        s.rod(path("M 200 185 C 160 90 360 90 320 185"), 11, s.accent);
        s.face(
                path(
                        "M 190 180 C 210 245 310 245 330 180 C 400 200 400 330 370 375 C 340 412 180 412 150 375 C 120 330 120 200 190 180 Z"));
        s.seam(
                path("M 168 210 C 140 280 150 340 172 362 C 210 392 310 392 348 362 C 370 340 380 280 352 210"),
                s.dark());
        Household.heart(s, MIDDLE, 315, 0.42, s.accent);
    }

    static void booties(Stage s) {
        s.shadow(MIDDLE, 408, 140);
        s.at(8, 0, 0.94, () -> bootie(s, 0));
        s.at(6, 26, 0.94, () -> bootie(s, 120));
    }

    private static void bootie(Stage s, double x) {
        s.plush(Stage.moved(
                path(
                        "M 110 270 L 195 270 L 200 325 C 250 325 290 350 290 385 C 290 405 270 408 250 408 L 130 408 C 105 408 100 390 102 370 Z"),
                x,
                0));
        var cuff = Stage.moved(round(100, 240, 104, 50, 22), x, 0);
        s.solid(cuff, s.accent);
        s.pattern(cuff, s.accent, Pattern.RIBS);
        s.line(Stage.moved(path("M 165 320 C 140 300 140 340 165 325 C 190 340 190 300 165 320"), x, 0), 6, s.accent);
    }

    /** A sleeping bag for babies. */
    static void sleepingBag(Stage s) {
        s.face(
                path(
                        "M 205 115 C 230 140 290 140 315 115 L 345 150 L 335 225 C 380 280 390 360 365 420 Q 260 440 155 420 C 130 360 140 280 185 225 L 175 150 Z"));
        s.flat(path("M 205 115 C 230 148 290 148 315 115 L 304 108 C 288 130 232 130 216 108 Z"), s.accent);
        s.line(path("M 260 145 L 260 400"), 5, s.light());
        Household.heart(s, 310, 260, 0.25, s.accent);
    }
}
