package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    @ParameterizedTest
    @CsvSource({
        "size,size",
        "Child_Birthday,child-birthday",
        "Größe (EU,''",
        "Größe EU,größe-eu",
        "custom_label_0,custom-label-0",
        "g:pattern,g-pattern"
    })
    void a_name_is_kept_in_one_way_however_it_is_written(String given, String kept) {
        assertThat(Attributes.name(given).orElse("")).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "a;drop table", "<b>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void what_is_no_name_is_none(String given) {
        assertThat(Attributes.name(given)).isEmpty();
    }

    @Test
    void values_stand_under_their_names_and_names_without_a_value_are_not_there() {
        var attributes = Attributes.of(Map.of("size", List.of("M", "L"), "age", List.of("3-6"), "none", List.of()));

        assertThat(attributes.of("size")).containsExactly("M", "L");
        assertThat(attributes.of("none")).isEmpty();
        assertThat(attributes.byName()).containsOnlyKeys("age", "size");
        assertThat(attributes).isEqualTo(Attributes.of(attributes.byName()));
        assertThat(attributes.hash())
                .isNotEqualTo(0)
                .isNotEqualTo(Attributes.of(Map.of("size", List.of("ML"))).hash());
    }

    @Test
    void a_column_that_cannot_be_kept_is_told_once_and_costs_nothing_else() {
        var findings = new ArrayList<String>();
        var columns = AttributeColumns.others("p.csv", List.of("id"), it -> findings.add(it.toString()));
        var row =
                new CsvFile.Row(7, Map.of("id", "x", "features", "y".repeat(201), "Size", " M | L || m ", "???", "z"));

        assertThat(columns.read(row)).containsEntry("size", List.of("M", "L")).containsEntry("features", List.of());
        columns.read(row);
        assertThat(findings)
                .containsExactly(
                        "p.csv:7: the attribute 'features' has values of more than 200 characters; they are left out");
    }

    @Test
    void of_people_only_columns_that_say_so_are_attributes() {
        var columns = AttributeColumns.marked("c.csv", _ -> {});

        assertThat(columns.name("phone")).isEmpty();
        assertThat(columns.name("attribute:Size")).contains("size");
    }
}
