package org.postille.demo.shop.photo;

import java.util.function.Consumer;
import org.postille.demo.shop.Keywords;

/** Finds the thing to draw by the English words of a title, or else of its category.  */
final class Things {

    private static final Keywords<Consumer<Stage>> BY_TITLE = new Keywords<>();
    private static final Keywords<Consumer<Stage>> BY_CATEGORY = new Keywords<>();

    static {
        // Words that say what kind of thing it is, however it is called
        title(Papers::cookbook, "cookbook", "recipe book");
        title(Papers::gardenBook, "garden book");
        title(Papers::pictureBook, "picture book", "board book", "read aloud book", "story book", "childrens book");
        title(Papers::book, "novel", "crime novel", "short stories", "family saga");
        title(Musical::record, "lp", "vinyl");
        title(Musical::cd, "cd");

        title(
                Fabrics::folded,
                "tea towel",
                "napkin",
                "napkins",
                "hand towel",
                "bath mat",
                "guest towel",
                "muslin cloth");
        title(Tableware::warmer, "teapot warmer");
        title(Tableware::teaSet, "tea set", "tea for one");
        title(Tableware::teapot, "teapot", "kettle");
        title(Tableware::cupAndSaucer, "espresso cup", "cup and saucer", "teacup", "tea cup", "saucer");
        title(Tableware::bowl, "latte bowl", "bowl", "dish", "tureen");
        title(Companions::petBowl, "dog bowl", "cat bowl");
        title(Travel::travelMug, "travel mug");
        title(Tableware::mug, "mug", "cup");
        title(Tableware::beaker, "beaker", "tumbler");
        title(Tableware::plate, "plate", "platter", "coaster", "placemat", "trivet", "tray", "cakestand", "cake stand");
        title(Tableware::glassJar, "spice jar", "jam jar", "jar", "cookie jar");
        title(Tableware::jar, "storage jar", "biscuit tin", "tin", "canister", "pot with lid", "storage");
        title(Tableware::breadBin, "bread bin");
        title(Tableware::apron, "apron");
        title(Tableware::mitt, "oven glove", "oven mitt");
        title(Fabrics::hanging, "table runner", "hammam towel", "curtain", "tablecloth");
        title(Tableware::grinder, "coffee mill", "grinder", "pepper mill");
        title(Tableware::dripper, "coffee dripper");
        title(Tableware::frenchPress, "french press");
        title(Tableware::coffeePot, "coffee pot");
        title(Tableware::jug, "jug", "milk jug", "pitcher", "creamer");
        title(Tableware::teaTin, "black tea", "green tea", "white tea", "tea caddy");
        title(Tableware::teaBag, "herbal tea", "fruit tea", "rooibos tea");
        title(Tableware::coffeeBag, "coffee", "espresso beans");
        title(Papers::cakeCase, "cake case", "baking", "cupcake", "muffin", "cake");

        title(Household::scentedCandle, "scented candle", "votive");
        title(Household::candlestick, "candlestick", "candle holder", "candleholder", "chandelier");
        title(Household::tealight, "tealight holder", "t light holder", "t light", "t lights", "tea light", "tealight");
        title(Household::windlight, "storm lantern", "hurricane lamp");
        title(Travel::campLantern, "camping lantern", "hand lantern");
        title(Household::lantern, "lantern");
        title(Household::candle, "pillar candle", "candle", "incense");
        title(
                Fabrics::throwRug,
                "throw",
                "picnic blanket",
                "baby blanket",
                "dog blanket",
                "blanket",
                "rug",
                "play mat");
        title(Companions::petBed, "dog bed", "cat cushion");
        title(Fabrics::cushion, "cushion", "cushion cover", "seat cushion", "camping cushion", "pillow");
        title(Fabrics::pouffe, "pouffe", "stool");
        title(Household::vase, "vase", "bud vase", "floor vase", "jug vase");
        title(Household::pendant, "pendant lamp", "lampshade");
        title(Household::floorLamp, "floor lamp");
        title(Household::tableLamp, "table lamp", "bedside lamp", "lamp", "night light", "light");
        title(Household::clock, "clock");
        title(Household::frame, "frame", "picture", "print", "photo frame", "wall art");
        title(Household::sign, "sign", "plaque", "block word", "blackboard", "chalkboard");
        title(Household::mirror, "mirror");
        title(Household::hooks, "hook", "knob", "hanger", "coat rack");
        title(Household::umbrella, "umbrella", "parasol");

        title(GardenThings::hangingBasket, "hanging basket");
        title(GardenThings::windowBox, "window box");
        title(GardenThings::planter, "planter", "trough");
        title(GardenThings::pot, "plant pot", "herb pot", "flower pot", "flowerpot", "herb marker");
        title(GardenThings::bulbs, "flower bulbs");
        title(GardenThings::seeds, "seeds", "seed discs", "grow your own", "sow and grow");
        title(GardenThings::wateringCan, "watering can");
        title(GardenThings::trowel, "trowel", "hand trowel");
        title(GardenThings::handFork, "hand fork");
        title(GardenThings::secateurs, "secateurs", "scissors");
        title(GardenThings::gardenGloves, "garden gloves");
        title(GardenThings::birdHouse, "bird house", "nest box", "birdhouse", "nesting box");
        title(GardenThings::birdFeeder, "bird feeder", "feeder");
        title(GardenThings::insectHotel, "insect hotel");
        title(GardenThings::birdBath, "bird bath");

        title(Playthings::train, "train");
        title(Playthings::car, "racing car", "car");
        title(Playthings::blocks, "building blocks", "blocks", "letter blocks", "skittles", "bricks");
        title(Playthings::tower, "stacking tower");
        title(Playthings::sorter, "shape sorter");
        title(Playthings::duck, "pull along duck", "duck");
        title(Playthings::bear, "teddy bear", "bear", "teddy");
        title(Playthings::bunny, "bunny", "rabbit");
        title(Playthings::elephant, "elephant");
        title(Playthings::fox, "fox");
        title(Playthings::sheep, "sheep", "lamb");
        title(Playthings::doll, "doll", "dolly", "dolly girl");
        title(Playthings::puzzle, "puzzle", "jigsaw puzzle", "jigsaw");
        title(Playthings::memory, "memory game");
        title(Playthings::boardGame, "board game", "ludo", "chess", "tic tac toe", "solitaire");
        title(Playthings::domino, "domino", "dominoes");
        title(Playthings::playingCards, "card game", "playing cards", "cards game", "snap cards");

        title(Fabrics::scarf, "scarf", "shawl", "snood", "stole");
        title(Fabrics::neckerchief, "neckerchief", "bandana");
        title(Fabrics::shoulderBag, "shoulder bag", "handbag");
        title(Travel::backpack, "backpack", "daypack", "rucksack");
        title(Travel::rollTop, "roll top backpack");
        title(Travel::hipBag, "hip bag");
        title(Fabrics::weekender, "weekender", "holdall", "suitcase");
        title(Fabrics::purse, "purse", "wallet", "passport cover", "luggage tag");
        title(Fabrics::sleepingBag, "sleeping bag");
        title(Fabrics::tote, "tote bag", "shopper", "jumbo bag", "lunch bag", "charlotte bag", "bag", "shopping bag");
        title(Fabrics::beanie, "beanie");
        title(Fabrics::bobbleHat, "bobble hat");
        title(Fabrics::babyHat, "baby hat");
        title(Fabrics::mittens, "mittens");
        title(Fabrics::gloves, "gloves", "hand warmer");
        title(Fabrics::headband, "headband", "hairband", "alice band");
        title(
                Travel::jewellery,
                "necklace",
                "bracelet",
                "earrings",
                "earring",
                "ring",
                "brooch",
                "hair grip",
                "hairslide",
                "hair clip",
                "keyring",
                "key ring",
                "charm");

        title(Travel::flask, "vacuum flask", "hot water bottle", "flask");
        title(Travel::bottle, "water bottle", "bottle");
        title(Tableware::lunchBox, "lunch box", "bento", "snack box", "lunchbox");
        title(Travel::hammock, "hammock");
        title(Household::basket, "picnic basket", "basket", "hamper");
        title(Travel::torch, "torch");

        title(Travel::soap, "hand soap", "shampoo bar", "shower bar", "soap");
        title(Travel::bathSalt, "bath salt", "foot bath", "bath salts");
        title(Travel::oil, "bath oil", "body oil", "perfume", "lotion");
        title(Travel::nailBrush, "nail brush");
        title(Travel::brush, "body brush", "hairbrush", "brush");
        title(Travel::comb, "comb");
        title(Travel::bathCaddy, "bath caddy");
        title(Fabrics::robe, "bathrobe");
        title(Fabrics::folded, "bath towel", "towel", "flannel");

        title(Papers::sketchbook, "sketchbook");
        title(Papers::album, "photo album", "album");
        title(
                Papers::notebook,
                "notebook",
                "diary",
                "planner",
                "journal",
                "address book",
                "jotter",
                "notepad",
                "memo",
                "book");
        title(Papers::fountainPen, "fountain pen");
        title(Papers::ballpoint, "ballpoint pen", "pen");
        title(Papers::pencilCase, "pencil case");
        title(Papers::pencils, "pencil set", "coloured pencils", "pencil", "crayon", "chalk");
        title(Papers::postcards, "postcard set", "postcard");
        title(Papers::letters, "letter set", "envelope", "writing set", "letter");
        title(
                Papers::wrappingPaper,
                "wrapping paper",
                "gift wrap",
                "wrap",
                "tissue",
                "ribbon",
                "ribbons",
                "paper chain");
        title(Papers::tags, "gift tags", "gift tag", "tag", "label", "sticker", "bunting", "garland", "magnet");
        title(Papers::cards, "greeting cards", "card", "greeting card");

        title(Fabrics::romper, "romper");
        title(Fabrics::bodysuit, "bodysuit");
        title(Fabrics::bib, "bib");
        title(Fabrics::booties, "baby booties", "slipper", "sock");
        title(Playthings::rattle, "rattle");
        title(Playthings::teether, "teether");
        title(Playthings::grasping, "grasping toy");
        title(Playthings::mobile, "baby mobile", "mobile", "wind chime", "dream catcher");

        title(Companions::petTin, "cat food", "kitten food", "cat treats");
        title(Companions::biscuits, "dog biscuits");
        title(Companions::petFood, "dog food", "puppy food");
        title(Companions::lead, "dog lead");
        title(Companions::collar, "dog collar", "cat collar");
        title(Companions::harness, "dog harness");
        title(Companions::dogCoat, "dog coat");
        title(Companions::cave, "cat cave");
        title(Companions::dogToy, "dog toy");
        title(Companions::catToy, "cat toy");

        title(Musical::ukulele, "ukulele");
        title(Musical::kalimba, "kalimba");
        title(Musical::tambourine, "tambourine");
        title(Musical::recorder, "recorder", "whistle", "flute", "harmonica");
        title(Musical::drum, "hand drum", "drum");

        title(Household::star, "star", "snowflake");
        title(
                Household::bauble,
                "bauble",
                "christmas tree",
                "christmas",
                "xmas",
                "reindeer",
                "santa",
                "advent",
                "snow");
        title(Household::ornament, "heart", "hanging", "decoration", "ornament", "angel", "easter", "egg", "wreath");
        title(Household::box, "box", "chest", "drawer", "cabinet", "trinket");

        category(Household::candle, "candles", "lights", "lamps");
        category(Tableware::mug, "mugs", "cups", "tea", "coffee");
        category(Tableware::plate, "kitchen", "dining", "tableware");
        category(Papers::cakeCase, "baking", "party");
        category(Fabrics::tote, "bags");
        category(Papers::cards, "cards", "wrap", "gift wrap");
        category(Papers::notebook, "stationery", "craft", "office");
        category(Playthings::bear, "toys", "children", "games", "baby");
        category(Travel::jewellery, "jewellery", "accessories", "fashion");
        category(GardenThings::pot, "garden", "outdoor");
        category(Household::bauble, "christmas", "seasonal");
        category(Household::frame, "frames", "signs", "wall", "decoration");
        category(Household::box, "storage", "boxes", "furniture");
        category(Travel::soap, "bath", "bathroom");
        category(Fabrics::cushion, "textiles", "living", "home");
        category(Papers::book, "books");
        category(Musical::record, "music");
        category(Companions::petFood, "pets");
    }

    private Things() {}

    static Consumer<Stage> of(String title, String category) {
        // What stands in quotation marks is a name: a scarf may be called Vase.
        return BY_TITLE.in(title.replaceAll("“[^”]*”", " "))
                .or(() -> BY_CATEGORY.in(category))
                .orElse(Household::box);
    }

    private static void title(Consumer<Stage> thing, String... words) {
        BY_TITLE.add(thing, words);
    }

    private static void category(Consumer<Stage> thing, String... words) {
        BY_CATEGORY.add(thing, words);
    }
}
