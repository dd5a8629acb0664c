package org.postille.demo.shop;

import java.util.Locale;
import java.util.Set;

/** What the bare product names of Online Retail tell: a readable title, a category, a material and a colour. */
final class RetailWords {
    static final String OTHER = "Other";

    private static final Set<String> SMALL =
            Set.of("of", "and", "with", "in", "the", "for", "a", "an", "to", "on", "by", "at", "or", "from");
    private static final Set<String> CAPITALS =
            Set.of("UK", "CD", "DIY", "TV", "LED", "USB", "3D", "NY", "II", "W/", "I");

    /** Told first, for a Christmas mug is bought for Christmas. */
    private static final Keywords<String> SEASONAL = new Keywords<String>()
            .add("Seasonal > Christmas", words("""
                    christmas, xmas, advent, santa, reindeer, nativity, stocking, bauble, snowman, snowflake, snowy, tinsel,
                    mistletoe, crackers, noel, rudolph, gingerbread man"""))
            .add("Seasonal > Easter & Spring", "easter", "chick", "daffodil", "spring dec");

    private static final Keywords<String> CATEGORIES = new Keywords<String>()
            .add("Home > Candles & Lights", words("""
                    candle, candles, candlepot, t light, t light holder, tealight, lantern, light, lamp, lampshade, incense,
                    chandelier, votive, candleholder, candlestick, candle holder, candle plate, fairy lights, lights, string of
                    lights, oil burner, joss sticks, tea light, fragrance, scented, potpourri, wick, glass hurricane, candle pot,
                    torch"""))
            .add("Home > Decorations", words("""
                    decoration, dec, decorative, hanging, garland, wreath, ornament, heart, star, wall art, wall, art, tile,
                    cherub, angel, butterfly, bell, mobile, chime, feather, cluster, figurine, statue, vase, flower, bouquet,
                    artificial, dove, curtain, windmill, doorstop, door stop, wind chime, hearts, spirit level, globe, swan, bird,
                    owl, cat, elephant, fairy, tree, leaf, crown, cake stand ornament, rose, posy, branch, berries, pebbles, ball,
                    dragonfly, rabbit decoration, skulls, peacock, swirl, doorsign, sculpture, dovecote, drops, crystal, ladder,
                    egg, hen, jewel, daisy, pennant, cross, bauble set, shell, sticks, dreamcatcher, sandcastle, cockerel, duck,
                    stars, finial, pearl"""))
            .add("Home > Frames, Clocks & Signs", words("""
                    frame, clock, sign, mirror, plaque, picture, photo, chalkboard, blackboard, block word, block letters, metal
                    sign, letter, number, calendar, poster, print, slate, photo frame, photo cube, noticeboard, notice board, memo
                    board, memoboard, magnet, magnets, block, canvas, message, weekly planner, birdcage frame, barometer, alarm
                    clock, words, word, font, quotes, thermometer, doorbell, home sweet home"""))
            .add("Home > Hooks & Storage", words("""
                    hook, hanger, knob, drawer, cabinet, box, boxes, storage, tidy, rack, basket, chest, key, trinket, trinket
                    pot, crate, bin, stand, shelf, holder, trunk, organiser, coat rack, umbrella stand, wicker, money bank, piggy
                    bank, money box, bank, case, pot holder, letter rack, door handle, doorknob, stool, table, chair, furniture,
                    cupboard, sideboard, screen, letter holder, magazine rack, jewellery box, jewelry stand, ring holder, jewel
                    box, toilet roll holder, hooks, cases, shelves, bucket, birdcage, cage, coatrack, bookend, book ends, file"""))
            .add("Home > Textiles", words("""
                    cushion, cushion cover, doormat, door mat, throw, quilt, blanket, rug, curtains, towel, pillow, hot water
                    bottle, hand warmer, slipper, mat, bedspread, tablecloth, door curtain, draught excluder, bean bag,
                    flannel, pouffe, cover, seat pad, wheat bag, sock, heat pack, warmer, cosy"""))
            .add("Kitchen > Tableware", words("""
                    mug, cup, saucer, teacup, plate, bowl, dish, tea set, teapot, jug, glass, glasses, tumbler, cutlery, spoon,
                    placemat, coaster, tray, napkin, straw, goblet, egg cup, platter, cakestand, cake stand, cake plate, tea for
                    one, wine glass, beaker, serving, dinner, fork, knife, knives, chopsticks, sundae, milk, sugar, sugar bowl,
                    butter dish, coffee, tea, wine, tea cup, coffee set, bottle opener, bottle stopper, cocktail, ice bucket,
                    pitcher, tureen, champagne, beer, cakestand 3 tier, trivet, salt, pepper, toast rack, teaspoon, napkins,
                    jampot, decanter, ramekin, flute, spoons, ashtray"""))
            .add("Kitchen > Baking & Cooking", words("""
                    cake cases, cake case, baking, pan, jelly mould, recipe, recipe box, whisk, scales, apron, tea towel, oven
                    glove, jam making, measuring, cutter, rolling pin, kitchen, pantry, cookie cutter, mould, colander, spatula,
                    timer, wooden spoon, grater, pastry, cupcake, fairy cake, muffin, washing up, gloves, cake, chopping board,
                    oven mitt, squeezer, container, cooking, popcorn, saucepan, casserole, dustpan, mixing bowl, pie, ladle,
                    sieve, bread, egg timer, egg whisk, cleaning, sponge, mop, peg, laundry, washbag hook, ironing, clothes, herb,
                    food"""))
            .add("Kitchen > Tins & Jars", words("""
                    tin, tins, jar, bottle, canister, lunch box, lunchbox, snack, snack box, flask, biscuit, biscuit tin, jam jar,
                    storage jar, cookie jar, drinks bottle, water bottle, bread bin, bento box, lunch, tea caddy, cake tin,
                    storage tin, cannister, sweet jar, jars, bottles"""))
            .add("Bags & Travel", words("""
                    bag, purse, wallet, suitcase, luggage, luggage tag, passport, passport cover, umbrella, travel, shopper, jumbo
                    bag, lunch bag, charlotte bag, tote, handbag, picnic, hamper, cool bag, travel card wallet, rucksack,
                    backpack, washbag, wash bag, make up bag, trolley, raincoat, rain hat, rain poncho, poncho, scarf, shawl,
                    glasses case, sunglasses, belt, hat, glove, card holder, beach, sombrero, sarong, clutch, watering bag,
                    card wallet"""))
            .add("Jewellery & Hair", words("""
                    necklace, bracelet, earring, earrings, ring, brooch, hair, charm, bangle, diamante, bead, keyring, key ring,
                    hairslide, hair grip, hair comb, hair clip, hairband, hair tie, pendant, jewellery, beaded, bag charm, phone
                    charm, tiara, choker, anklet, lariat, locket, cuff, expandable ring, pin, bling, mobile phone charm, necklac,
                    neckl, brac, earings, key fob, drop earring, watch, badge"""))
            .add("Stationery > Cards & Wrap", words("""
                    card, cards, wrap, gift wrap, ribbon, ribbons, gift tag, tag, tissue paper, sticker, stickers, envelope, gift
                    bag, birthday card, greeting card, wrapping, gift tape, gift box, gift boxes, postcard, bow, valentine, label,
                    paper chain, rosette, wrapping paper, thank you, cello bag"""))
            .add("Stationery > Paper & Pens", words("""
                    notebook, pencil, pencils, pen, book, diary, tape, journal, eraser, ruler, calculator, stamp, tissues, chalk,
                    crayon, address book, memo, notepad, jotter, sketchbook, writing set, paper, pencil case, pencil sharpener,
                    bookmark, scrapbook, album, photo album, stationery, pocket tissues, magnifier, paperweight, paper weight,
                    sharpener, pens, desk, rubber, rubbers, organiser book, pad, paint, painting, colouring, chalks, post it,
                    sticky, school, map"""))
            .add("Party", words("""
                    bunting, party, balloon, doily, confetti, paper plate, paper cup, birthday, doilies, party bag, cake candle,
                    birthday candle, cake topper, picks, streamer, disco, banner, pinata, paper bag, sweets, wedding, bubbles,
                    party cone, cones, fan garland, honeycomb, lolly"""))
            .add("Children > Toys & Games", words("""
                    toy, dolly, doll, jigsaw, puzzle, game, skittles, rabbit, teddy, bear, snap, ludo, playhouse, playhouse kitchen, playhouse bedroom, playhouse livingroom, blocks,
                    spinning, rubber duck, childs, childrens, kids, baby, dominoes, playing cards, skipping rope, soldier, train,
                    car, tractor, robot, spaceboy, dinosaur, bunny, rattle, dolly girl, magic, yo yo, yoyo, harmonica,
                    kaleidoscope, marbles, spinning top, tops, rocking horse, doll house, noughts, chess, backgammon, bingo,
                    glider, kite, soft toy, knitted, puppet, hopscotch, whistle, tattoos, circus, mask, pirate, nursery, tic tac
                    toe, solitaire, traffic, plasters, babushka, hobby horse, slinky, fun, animal, animals, monkey, croquet,
                    quoits, ping pong, table football, bath toy, bath sponge duck, wooden rounders, dolls, space, penguin, dog,
                    frog, childs garden, mouse, helicopter, farm, tambourine, xylophone, telephone, balls, cowboys, periscope, set
                    dominos, etch, parasol childrens, girls, boys, boy, girl, alphabet, crawlie, snake, clay, christening,
                    harlequin"""))
            .add("Craft & Sewing", words("""
                    sewing, sewing kit, kit, feltcraft, knitting, button, fabric, patch, craft, reel, cross stitch, embroidery,
                    patches, sewing box, cotton reel, needle, wool, buttons, felt, reels, trim, lace, motif, sequin, pom pom,
                    haberdashery, crochet, tape measure, scissors, scissor, twine, iron on, folkart"""))
            .add("Garden", words("""
                    garden, plant, pot, watering, watering can, bird house, bird feeder, bird table, birdhouse, nesting box,
                    parasol, hammock, flowerpot, grow your own, grow, planter, gnome, trellis, seed, herb marker, herb pot, plant
                    pot, plant cage, garden kneeling pad, kneeling pad, deckchair, bird bath, spade, trowel, secateurs, bbq,
                    insect, fly swatter, flower pot, gardeners, gardening, hose, window box, feeder, toadstool, mushroom, solar,
                    bench, wheelbarrow, flower fairy, allotment, stepping stone, trough, butterfly house, wellies, frog garden,
                    hanging basket, birdtable"""))
            .add("Bath & Beauty", words("""
                    bath, bathroom, soap, soap dish, toilet, perfume, shampoo, beauty, nail, nail file, lip, lip gloss, bath
                    salts, towels, sponges, toothbrush, compact mirror, massage, brush, manicure, eye mask, shower, lavender,
                    cosmetic, vanity, comb, loo, tissue, tissue box, bathroom set, makeup, body, cotton wool, facial, relaxing,
                    soaps"""));

    private static final Keywords<String> MATERIALS = new Keywords<String>()
            .add("Glass", "glass", "crystal")
            .add("Wood", "wood", "wooden", "beechwood", "driftwood")
            .add("Metal", words("""
                    metal, iron, wire, steel, tin, aluminium"""))
            .add("Ceramic", "ceramic", "china", "pottery", "stoneware")
            .add("Porcelain", "porcelain")
            .add("Enamel", "enamel")
            .add("Zinc", "zinc")
            .add("Wicker", "wicker", "rattan", "willow", "bamboo")
            .add("Paper", "paper", "card", "cardboard")
            .add("Felt", "felt", "feltcraft")
            .add("Cotton", "cotton", "fabric", "canvas", "linen")
            .add("Wool", "wool", "woolly")
            .add("Knitted", "knitted", "crochet")
            .add("Acrylic", "acrylic", "plastic", "polyester")
            .add("Silver", "silver")
            .add("Copper", "copper")
            .add("Brass", "brass")
            .add("Slate", "slate")
            .add("Leather", "leather")
            .add("Feather", "feather")
            .add("Shell", "shell", "mother of pearl");

    private static final Keywords<String> COLOURS = colours(words("""
                    White, Cream, Ivory, Grey, Black, Red, Ruby, Pink, Rose, Blue, Turquoise, Aqua, Green, Mint, Jade, Yellow,
                    Orange, Amber, Purple, Lilac, Lavender, Brown, Chocolate, Beige, Khaki, Gold, Silver, Copper, Clear, Coral,
                    Natural"""));

    private RetailWords() {}

    private static String[] words(String list) {
        return list.strip().replaceAll("\\s+", " ").split(", ", -1);
    }

    static String category(String title) {
        return SEASONAL.in(title).or(() -> CATEGORIES.in(title)).orElse(OTHER);
    }

    /** Empty where no word names one. */
    static String material(String title) {
        return MATERIALS.in(title).orElse("");
    }

    /** Empty where no word names one. */
    static String colour(String title) {
        return COLOURS.in(title).orElse("");
    }

    /** "WHITE HANGING HEART T-LIGHT HOLDER" becomes "White Hanging Heart T-Light Holder". */
    static String title(String shouted) {
        var title = new StringBuilder();
        for (var word : shouted.replaceAll("\\s*,\\s*", ", ")
                .replaceAll("[\\s,.]+$", "")
                .split("\\s+")) {
            var lower = word.toLowerCase(Locale.ROOT);
            title.append(title.isEmpty() ? "" : " ");
            if (CAPITALS.contains(word.toUpperCase(Locale.ROOT))) {
                title.append(word.toUpperCase(Locale.ROOT));
            } else if (SMALL.contains(lower) && !title.toString().isBlank()) {
                title.append(lower);
            } else {
                title.append(capitalised(lower));
            }
        }
        return title.toString().strip();
    }

    /** Capitals at the beginning and after what joins words, but not in 50's. */
    private static String capitalised(String lower) {
        var word = new StringBuilder(lower);
        var starts = true;
        for (var i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            if (Character.isLetter(c)) {
                if (starts) {
                    word.setCharAt(i, Character.toUpperCase(c));
                }
                starts = false;
            } else {
                starts = c == '-' || c == '/' || c == '+' || c == '&' || c == '(' || c == '"' || c == '.';
            }
        }
        return word.toString();
    }

    private static Keywords<String> colours(String[] names) {
        var colours = new Keywords<String>();
        for (var name : names) {
            colours.add(name, name.toLowerCase(Locale.ROOT));
        }
        return colours;
    }
}
