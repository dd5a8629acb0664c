package org.postille.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.demo.shop.Assortment.Kind;
import org.postille.demo.shop.Assortment.Pair;

class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "gerippt, Becher, m, Gerippter Becher",
        "gerippt, Tasse, f, Gerippte Tasse",
        "groß, Gewürzglas, n, Großes Gewürzglas",
        "warm, Handschuhe, p, Warme Handschuhe",
        "'', LP, f, LP"
    })
    void a_german_adjective_agrees_with_its_noun(String stem, String noun, char gender, String title) {
        assertThat(Wording.withAdjective(stem, kind(noun, gender))).isEqualTo(title);
    }

    @Test
    void a_title_names_material_and_colour_where_they_are_known() {
        var look = new Pair("Speckled", "gesprenkelt");
        assertThat(Wording.germanWare(look, kind("Tasse", 'f'), "Alva", "Steinzeug", "Salbeigrün"))
                .isEqualTo("Gesprenkelte Tasse „Alva“ aus Steinzeug in Salbeigrün");
        assertThat(Wording.germanWare(look, kind("Krug", 'm'), "Alva", "Terrakotta", ""))
                .isEqualTo("Gesprenkelter Krug „Alva“ aus Terrakotta");
        assertThat(Wording.englishWare(look, kind("Krug", 'm'), "Alva", "Stoneware", "Sage Green"))
                .isEqualTo("Speckled Stoneware Thing “Alva” in Sage Green");
    }

    @Test
    void every_german_noun_of_the_assortment_fits_the_gender_that_its_ending_demands() {
        // Endings that leave no choice; the few exceptions of these would have to be named here.
        for (var kind : kinds()) {
            var noun = kind.de();
            if (kind.gender() != 'p') {
                if (noun.matches(
                        ".*(chen|lein|gerät|glas|haus|tuch|buch|spiel|hotel|kissen|set|horn|zeug|band|futter|salz|öl|gut)")) {
                    assertThat(kind.gender()).as(noun).isEqualTo('n');
                }
                if (noun.matches(
                        ".*(ung|heit|keit|decke|tasche|flasche|kanne|dose|schale|schüssel|kerze|leuchte|lampe|bürste|seife|mütze|leine|vase|tasse|matte|hülle|laterne|schere|schaufel)")) {
                    assertThat(kind.gender()).as(noun).isEqualTo('f');
                }
                if (noun.matches(
                        ".*(sack|topf|korb|kasten|becher|teller|schal|tee|kaffee|turm|halter|ständer|mantel|kamm|planer|handschuh|filter|kübel|ring|ling|bär)")) {
                    assertThat(kind.gender()).as(noun).isEqualTo('m');
                }
            }
        }
    }

    @Test
    void no_adjective_of_the_assortment_changes_its_stem_when_inflected() {
        var stems = new HashSet<String>();
        for (var kind : kinds()) {
            kind.looks().forEach(it -> stems.add(it.de()));
        }
        assertThat(stems)
                .hasSizeGreaterThan(50)
                .allSatisfy(it ->
                        assertThat(it).doesNotMatch(".*(el|[^h]er|hoch|e|a|o)").matches("[a-zäöüß-]+"));
    }

    private static List<Kind> kinds() {
        return Assortment.load().leaves().stream()
                .flatMap(it -> it.kinds().stream())
                .toList();
    }

    private static Kind kind(String noun, char gender) {
        return new Kind("Thing", noun, gender, "", 1, 2, List.of(), List.of(), List.of());
    }
}
