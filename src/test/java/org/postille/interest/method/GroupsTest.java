package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.interest.history.Ids;

class GroupsTest {

    private static Content content(List<ProductFacts> facts) {
        var ids = new Ids();
        facts.forEach(it -> ids.add(it.id()));
        return new Content(facts, ids);
    }

    /** 400 products: two of each colour, fifty of each brand, all of one category. */
    private static Content shop() {
        var facts = new ArrayList<ProductFacts>();
        for (var i = 0; i < 400; i++) {
            facts.add(new ProductFacts(i, "", "Home", "B" + i % 8, 3, List.of("colour " + i / 2)));
        }
        return content(facts);
    }

    @Test
    void what_is_shared_makes_groups_and_large_ones_are_not_lost_among_small_ones() {
        var groups = Groups.drawn(shop(), _ -> true, 20, 1);

        assertThat(groups).hasSize(20);
        assertThat(groups.stream().filter(it -> it.shared().startsWith("brand ")))
                .hasSize(8)
                .allMatch(it -> it.products().length == 50);
        assertThat(groups.stream().filter(it -> it.shared().startsWith("colour ")))
                .hasSize(12)
                .allMatch(it -> it.products().length == 2);
    }

    @Test
    void the_same_seed_draws_the_same() {
        assertThat(names(1)).isEqualTo(names(1)).isNotEqualTo(names(2));
    }

    private static List<String> names(long seed) {
        return Groups.drawn(shop(), _ -> true, 20, seed).stream()
                .map(Groups.Group::shared)
                .toList();
    }

    @Test
    void products_that_do_not_count_make_no_group() {
        // Of the category 150 are left, of the others nothing or too few.
        var groups = Groups.drawn(shop(), it -> it % 2 == 0 && it % 8 != 0, 1000, 1);

        assertThat(groups)
                .extracting(Groups.Group::shared)
                .containsExactlyInAnyOrder("brand B2", "brand B4", "brand B6", "category Home");
    }

    @Test
    void the_same_products_are_one_group() {
        var same = content(List.of(
                new ProductFacts(0, "Lunch bag", null, "Nordlys", 0, List.of()),
                new ProductFacts(1, "Lunch bag", null, "Nordlys", 0, List.of())));

        assertThat(Groups.drawn(same, _ -> true, 10, 1)).hasSize(1);
    }
}
