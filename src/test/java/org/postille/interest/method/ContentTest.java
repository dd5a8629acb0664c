package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postille.interest.history.Ids;

class ContentTest {

    private static ProductFacts pot(long id, String brand) {
        return new ProductFacts(
                id, "Pot " + id, "Home > Teapots", brand, 20, List.of("colour Mint"), Map.of("de", "Kanne " + id));
    }

    @Test
    void readers_of_another_language_are_told_no_attribute_but_the_brand() {
        var products = new Ids();
        for (var product = 0; product < 4; product++) {
            products.add(product);
        }
        var facts = List.of(pot(0, "Nordlys"), pot(1, "Nordlys"), pot(2, "Elmsal"), pot(3, "Elmsal"));
        var content = new Content(facts, products);
        var likesTheFirst = Taste.ofFirst(new int[] {0});

        assertThat(content.strongest(likesTheFirst, 2, "en")).isPresent();
        assertThat(content.strongest(likesTheFirst, 2, "de")).isEmpty();
        assertThat(content.strongest(likesTheFirst, 1, "de")).contains("brand Nordlys");
    }
}
