package org.postille.demo.shop.photo;

import static org.postille.demo.shop.photo.Stage.FLOOR;
import static org.postille.demo.shop.photo.Stage.MIDDLE;
import static org.postille.demo.shop.photo.Stage.circle;
import static org.postille.demo.shop.photo.Stage.ellipse;
import static org.postille.demo.shop.photo.Stage.path;
import static org.postille.demo.shop.photo.Stage.round;

import java.awt.Color;

/** What is printed and written on, and with. */
final class Papers {
    private static final Color PAGE = new Color(0xFBF5E6);
    private static final Color WOOD = new Color(0xD8A763);
    private static final Color STEEL = new Color(0xB9C0C4);

    private Papers() {}

    private static void cover(Stage s, Runnable picture) {
        s.shadow(270, FLOOR, 115);
        s.fill(path("M 372 126 L 392 138 L 392 412 L 372 402 Z"), Tints.darker(PAGE, 0.16));
        for (var i = 0; i < 3; i++) {
            s.line(
                    path("M " + (377 + i * 5) + " " + (130 + i * 3) + " L " + (377 + i * 5) + " " + (404 + i * 3)),
                    1.4,
                    Tints.darker(PAGE, 0.35));
        }
        s.face(round(150, 120, 225, 285, 8));
        s.fill(path("M 152 122 L 168 122 L 168 403 L 152 403 Z"), Tints.clear(s.dark(), 0.4));
        picture.run();
        s.fill(path("M 172 122 L 230 122 L 190 403 L 172 403 Z"), new Color(255, 255, 255, 22));
    }

    /** A novel: a few calm shapes on the cover. */
    static void book(Stage s) {
        cover(s, () -> {
            switch (s.variant(7)) {
                case 0 -> {
                    s.fill(circle(272, 235, 58), Tints.lighter(s.accent, 0.1));
                    s.fill(
                            path("M 168 310 C 220 260 260 320 310 285 C 340 268 360 275 374 285 L 374 403 L 168 403 Z"),
                            Tints.darker(s.main, 0.3));
                }
                case 1 -> {
                    for (var i = 0; i < 4; i++) {
                        s.fill(
                                path("M 168 " + (250 + i * 38) + " C 230 " + (225 + i * 38) + " 310 " + (275 + i * 38)
                                        + " 374 " + (245 + i * 38) + " L 374 403 L 168 403 Z"),
                                Tints.mix(s.main, s.accent, 0.25 + i * 0.24));
                    }
                    s.fill(circle(325, 185, 24), new Color(0xF6D58A));
                }
                case 2 -> {
                    s.fill(path("M 235 350 L 235 240 L 272 205 L 309 240 L 309 350 Z"), s.accent);
                    s.fill(path("M 225 245 L 272 198 L 319 245 Z"), Tints.darker(s.accent, 0.3));
                    s.fill(round(258, 295, 28, 55, 6), new Color(0xF6D58A));
                    s.fill(path("M 168 350 L 374 350 L 374 403 L 168 403 Z"), Tints.darker(s.main, 0.3));
                }
                case 3 -> {
                    s.fill(path("M 215 300 L 335 300 L 310 338 L 238 338 Z"), s.accent);
                    s.fill(path("M 268 290 L 268 195 L 330 285 Z"), PAGE);
                    s.fill(path("M 260 290 L 260 215 L 218 285 Z"), Tints.lighter(s.accent, 0.5));
                    s.fill(
                            path("M 168 345 C 220 330 250 362 300 345 C 330 336 355 350 374 345 L 374 403 L 168 403 Z"),
                            Tints.darker(s.main, 0.35));
                }
                case 4 -> {
                    for (var i = 0; i < 16; i++) {
                        s.fill(
                                circle(
                                        s.dice.between(180.0, 365.0),
                                        s.dice.between(190.0, 330.0),
                                        s.dice.between(1.5, 4.5)),
                                PAGE);
                    }
                    s.fill(path("M 168 403 L 168 370 L 215 318 L 250 360 L 295 300 L 374 375 L 374 403 Z"), s.accent);
                }
                case 5 -> {
                    for (var i = 0; i < 5; i++) {
                        s.fill(
                                path("M " + (190 + i * 36) + " 403 L " + (190 + i * 36) + " " + (230 + i % 2 * 40)
                                        + " L " + (214 + i * 36) + " " + (230 + i % 2 * 40) + " L " + (214 + i * 36)
                                        + " 403 Z"),
                                Tints.mix(s.accent, PAGE, i * 0.16));
                    }
                }
                default -> {
                    s.leaf(272, 370, 272, 190, 44, s.accent);
                    s.leaf(272, 350, 215, 255, 20, Tints.lighter(s.accent, 0.2));
                    s.leaf(272, 350, 330, 255, 20, Tints.darker(s.accent, 0.15));
                }
            }
            s.fill(round(195, 142, 154, 12, 6), Tints.clear(PAGE, 0.9));
            s.fill(round(225, 164, 94, 8, 4), Tints.clear(PAGE, 0.7));
        });
    }

    static void cookbook(Stage s) {
        cover(s, () -> {
            s.fill(circle(272, 285, 78), PAGE);
            s.line(circle(272, 285, 62), 3, Tints.darker(PAGE, 0.18));
            switch (s.variant(3)) {
                case 0 -> {
                    s.ball(circle(255, 290, 28), new Color(0xC8403A));
                    s.ball(circle(295, 280, 24), new Color(0xD9603A));
                    s.leaf(272, 270, 300, 235, 10, new Color(0x6E8B5B));
                }
                case 1 -> {
                    s.ball(ellipse(272, 288, 48, 30), new Color(0xC98F4E));
                    for (var x = 245; x <= 300; x += 18) {
                        s.line(path("M " + x + " 272 L " + (x - 8) + " 292"), 5, new Color(0xF0D6A6));
                    }
                }
                default -> {
                    s.leaf(240, 310, 310, 255, 16, new Color(0x6E8B5B));
                    s.leaf(255, 320, 320, 290, 13, new Color(0x86A36B));
                    s.ball(circle(245, 275, 18), new Color(0xE2A33B));
                }
            }
            s.fill(round(195, 146, 154, 14, 6), Tints.clear(PAGE, 0.92));
            s.fill(round(215, 170, 114, 9, 4), s.accent);
        });
    }

    static void gardenBook(Stage s) {
        cover(s, () -> {
            GardenThings.flower(s, 230, 385, 245);
            GardenThings.flower(s, 315, 385, 265);
            GardenThings.flower(s, 272, 390, 215);
            s.fill(round(195, 142, 154, 14, 6), Tints.clear(PAGE, 0.92));
        });
    }

    static void pictureBook(Stage s) {
        cover(s, () -> {
            s.fill(path("M 168 330 C 230 290 320 300 374 325 L 374 403 L 168 403 Z"), new Color(0x86A36B));
            s.fill(circle(330, 190, 26), new Color(0xF6D58A));
            var fur = s.accent;
            s.ball(ellipse(272, 318, 42, 46), fur);
            s.ball(circle(272, 258, 38), fur);
            if (s.variant(2) == 0) {
                s.flat(path("M 240 240 L 232 196 L 264 224 Z"), fur);
                s.flat(path("M 304 240 L 312 196 L 280 224 Z"), fur);
            } else {
                s.ball(ellipse(252, 212, 11, 32), fur);
                s.ball(ellipse(292, 212, 11, 32), fur);
            }
            s.fill(circle(259, 254, 5), new Color(0x2E2420));
            s.fill(circle(285, 254, 5), new Color(0x2E2420));
            s.fill(ellipse(272, 270, 8, 6), new Color(0x2E2420));
            s.fill(round(190, 140, 120, 14, 6), Tints.clear(PAGE, 0.92));
        });
    }

    static void notebook(Stage s) {
        cover(s, () -> {
            switch (s.variant(3)) {
                case 0 -> s.flat(path("M 332 120 L 346 120 L 346 405 L 332 405 Z"), s.accent);
                case 1 -> {
                    s.flat(round(205, 185, 135, 66, 10), PAGE);
                    s.line(path("M 225 212 L 320 212"), 4, s.accent);
                    s.line(path("M 225 230 L 295 230"), 3, Tints.lighter(s.accent, 0.4));
                }
                default -> {
                    for (var y = 140; y < 400; y += 24) {
                        s.rod(path("M 140 " + y + " L 166 " + y), 7, STEEL);
                    }
                }
            }
        });
        s.flat(path("M 300 402 L 316 402 L 316 436 L 308 426 L 300 436 Z"), s.accent);
    }

    static void album(Stage s) {
        cover(s, () -> {
            s.fill(round(205, 205, 135, 112, 4), new Color(60, 40, 40, 60));
            s.flat(round(202, 201, 135, 112, 4), PAGE);
            s.flat(round(214, 213, 111, 78, 2), Tints.lighter(s.accent, 0.4));
            s.fill(path("M 214 291 L 214 270 C 240 240 260 270 280 255 L 325 285 L 325 291 Z"), s.accent);
        });
    }

    static void sketchbook(Stage s) {
        notebook(s);
        s.tilted(24, 330, 300, () -> pencil(s, 350, s.accent));
    }

    static void fountainPen(Stage s) {
        s.shadow(MIDDLE, 420, 60);
        s.tilted(38, MIDDLE, 270, () -> {
            s.rod(path("M 260 80 L 260 215"), 36, s.main);
            s.rod(path("M 260 215 L 260 330"), 30, Tints.darker(s.main, 0.15));
            s.solid(round(240, 205, 40, 14, 6), new Color(0xD4AF52));
            s.rod(path("M 284 95 L 284 185"), 8, new Color(0xD4AF52));
            s.flat(path("M 246 340 L 274 340 L 262 415 L 258 415 Z"), new Color(0xD4AF52));
            s.line(path("M 260 355 L 260 410"), 2, new Color(0x5A4A30));
        });
        s.line(path("M 90 425 C 130 395 150 445 190 420"), 4, s.dark());
    }

    static void ballpoint(Stage s) {
        s.shadow(MIDDLE, 420, 60);
        s.tilted(38, MIDDLE, 270, () -> {
            s.rod(path("M 260 78 L 260 96"), 16, STEEL);
            s.rod(path("M 260 100 L 260 350"), 30, s.main);
            s.rod(path("M 280 110 L 280 200"), 7, STEEL);
            s.solid(round(244, 240, 32, 12, 4), STEEL);
            s.flat(path("M 246 350 L 274 350 L 263 408 L 257 408 Z"), STEEL);
        });
        s.line(path("M 90 425 C 130 395 150 445 190 420"), 4, s.dark());
    }

    static void pencils(Stage s) {
        s.shadow(MIDDLE, 420, 110);
        var colours =
                new Color[] {s.main, s.accent, Tints.lighter(s.main, 0.35), Tints.mix(s.main, s.accent, 0.5), s.dark()};
        for (var i = 0; i < 5; i++) {
            var x = 160 + i * 50;
            var colour = colours[i];
            s.tilted((i - 2) * 4, MIDDLE, 700, () -> pencil(s, x, colour));
        }
    }

    private static void pencil(Stage s, double x, Color colour) {
        s.flat(path("M " + (x - 17) + " 180 L " + x + " 118 L " + (x + 17) + " 180 Z"), WOOD);
        s.fill(path("M " + (x - 6) + " 140 L " + x + " 118 L " + (x + 6) + " 140 Z"), colour);
        s.solid(
                path("M " + (x - 17) + " 180 L " + (x + 17) + " 180 L " + (x + 17) + " 405 L " + (x - 17) + " 405 Z"),
                colour);
        s.fill(
                path("M " + (x - 6) + " 182 L " + (x + 5) + " 182 L " + (x + 5) + " 405 L " + (x - 6) + " 405 Z"),
                Tints.clear(Color.WHITE, 0.22));
    }

    static void pencilCase(Stage s) {
        s.shadow(MIDDLE, FLOOR, 155);
        s.tilted(-14, 200, 280, () -> s.at(-70, 60, 0.7, () -> pencil(s, 330, s.accent)));
        s.face(round(105, 300, 310, 104, 56));
        s.line(path("M 130 322 L 390 322"), 5, STEEL);
        s.rod(path("M 388 322 L 405 345"), 9, s.accent);
    }

    static void cards(Stage s) {
        s.shadow(MIDDLE, FLOOR, 130);
        s.tilted(-7, MIDDLE, FLOOR, () -> {
            s.flat(round(150, 150, 190, 250, 6), PAGE);
            s.flat(round(162, 162, 166, 226, 4), Tints.lighter(s.accent, 0.5));
        });
        s.tilted(5, MIDDLE, FLOOR, () -> {
            s.fill(round(186, 158, 192, 248, 6), new Color(60, 40, 40, 50));
            s.face(round(182, 152, 192, 250, 6));
            s.fill(round(216, 190, 124, 150, 62), PAGE);
            if (s.variant(2) == 0) {
                Household.heart(s, 278, 268, 0.5, s.accent);
            } else {
                GardenThings.flower(s, 278, 325, 240);
            }
        });
    }

    static void postcards(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        for (var i = 0; i < 3; i++) {
            var n = i;
            s.tilted((i - 1) * 9, MIDDLE, 500, () -> {
                s.fill(round(114, 204, 300, 200, 4), new Color(60, 40, 40, 40));
                s.flat(round(110, 198, 300, 200, 4), PAGE);
                s.flat(round(122, 210, 276, 176, 2), Tints.mix(s.main, s.accent, n * 0.4));
                s.fill(circle(330, 260, 26), new Color(0xF6D58A));
                s.fill(
                        path("M 122 386 L 122 330 C 180 280 230 350 290 310 C 330 290 370 310 398 330 L 398 386 Z"),
                        Tints.darker(s.main, 0.25));
            });
        }
    }

    static void letters(Stage s) {
        s.shadow(MIDDLE, FLOOR, 150);
        s.flat(round(130, 180, 260, 200, 6), PAGE);
        s.line(path("M 160 215 L 330 215"), 4, s.accent);
        s.line(path("M 160 238 L 350 238"), 3, Tints.darker(PAGE, 0.25));
        s.face(round(115, 250, 290, 155, 8));
        s.fill(path("M 115 254 L 260 350 L 405 254 L 405 262 L 260 360 L 115 262 Z"), Tints.clear(s.dark(), 0.45));
        s.ball(circle(MIDDLE, 345, 22), s.accent);
    }

    static void wrappingPaper(Stage s) {
        s.shadow(MIDDLE, 415, 150);
        for (var i = 0; i < 3; i++) {
            var y = 385 - i * 62;
            var roll = round(90 + i * 12, y - 32, 330 - i * 14, 60, 20);
            var colour = i == 1 ? s.accent : i == 0 ? s.main : Tints.lighter(s.main, 0.35);
            s.tilted(i * -5 - 2, MIDDLE, y, () -> {
                s.flat(roll, colour);
                s.pattern(roll, colour, s.variant(2) == 0 ? Pattern.DOTS : Pattern.LEAVES);
            });
            s.tilted(
                    i * -5 - 2,
                    MIDDLE,
                    y,
                    () -> s.fill(ellipse(roll.getBounds2D().getMaxX() - 8, y - 2, 12, 28), Tints.darker(PAGE, 0.1)));
        }
    }

    static void tags(Stage s) {
        for (var i = 0; i < 3; i++) {
            var n = i;
            s.tilted((i - 1) * 17, MIDDLE, 480, () -> {
                s.line(path("M 260 175 C 240 120 290 100 262 60"), 4, new Color(0xB98A5A));
                s.fill(path("M 214 224 L 264 174 L 314 224 L 314 404 L 214 404 Z"), new Color(60, 40, 40, 40));
                var tag = path("M 210 220 L 260 170 L 310 220 L 310 398 L 210 398 Z");
                var colour = n == 1 ? s.main : n == 0 ? s.accent : Tints.lighter(s.main, 0.4);
                s.flat(tag, colour);
                s.pattern(tag, colour);
                s.fill(circle(MIDDLE, 212, 11), PAGE);
            });
        }
        Household.heart(s, MIDDLE, 320, 0.35, PAGE);
    }

    /** A cake in a paper case: for all that is baked and decorated. */
    static void cakeCase(Stage s) {
        s.shadow(MIDDLE, FLOOR, 95);
        s.ball(
                path("M 160 290 C 150 230 200 220 210 205 C 215 165 305 165 312 205 C 325 220 370 230 360 290 Z"),
                s.accent);
        var cup = path("M 150 285 L 370 285 L 338 402 Q 260 414 182 402 Z");
        s.solid(cup, s.main);
        s.pattern(cup, s.main, Pattern.STRIPES);
        s.ball(circle(MIDDLE, 168, 18), new Color(0xC8403A));
    }
}
