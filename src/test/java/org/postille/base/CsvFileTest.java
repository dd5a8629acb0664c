package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void nothing_read_yet() {
        rows.clear();
        findings.clear();
    }

    @Test
    void rows_are_read_in_the_order_of_the_file() throws IOException {
        read("id,name\n1,Mug\n2,\"Plate, large\"\n3,\"12\"\" dish\"\n");
        assertThat(rows).containsExactly("2: 1=Mug", "3: 2=Plate, large", "4: 3=12\" dish");
        assertThat(findings).isEmpty();
    }

    @Test
    void byte_order_mark_and_windows_line_ends_are_no_part_of_the_cells() throws IOException {
        read("\uFEFFid,name\r\n1,Mug\r\n\r\n2,Plate");
        assertThat(rows).containsExactly("2: 1=Mug", "4: 2=Plate");
        assertThat(findings).isEmpty();
    }

    @Test
    void a_quoted_cell_may_go_over_lines_and_the_count_of_lines_stays_right() throws IOException {
        read("id,name\n1,\"Mug\nfor tea\"\n2,Plate,x\n");
        assertThat(rows).containsExactly("2: 1=Mug\nfor tea");
        assertThat(findings).containsExactly("4: the row has 3 cells, the header 2");
    }

    @Test
    void a_quote_that_is_never_closed_costs_only_its_row() throws IOException {
        read("id,name\n1,Mug\n2,\"Plate\n3,Bowl\n4,Cup\n");
        assertThat(rows).containsExactly("2: 1=Mug", "4: 3=Bowl", "5: 4=Cup");
        assertThat(findings).singleElement().asString().startsWith("3: not a row of CSV");
    }

    @Test
    void a_stray_quote_does_not_take_the_rows_up_to_the_next_quoted_one() throws IOException {
        read("id,name\n1,\"Mug\n2,Plate\n3,\"Bowl, deep\"\n4,\"Jug\nfor milk\"\n5,Cup\n");
        assertThat(rows).containsExactly("3: 2=Plate", "4: 3=Bowl, deep", "5: 4=Jug\nfor milk", "7: 5=Cup");
        assertThat(findings).hasSize(1).first().asString().startsWith("2: ");
    }

    @Test
    void a_quote_within_a_cell_costs_only_its_row() throws IOException {
        read("id,name\n1,\"Mug\"x\n2,Plate\n");
        assertThat(rows).containsExactly("3: 2=Plate");
        assertThat(findings).singleElement().asString().startsWith("2: not a row of CSV");
    }

    @Test
    void too_many_and_too_few_cells_are_told() throws IOException {
        read("id,name\n1\n2,Plate,blue\n3,Bowl\n");
        assertThat(rows).containsExactly("4: 3=Bowl");
        assertThat(findings)
                .containsExactly("2: the row has 1 cells, the header 2", "3: the row has 3 cells, the header 2");
    }

    @Test
    void a_row_in_another_encoding_costs_only_itself() throws IOException {
        var file = folder.resolve("latin.csv");
        Files.write(file, "id,name\n1,Schüssel\n2,Mug\n".getBytes(StandardCharsets.ISO_8859_1));
        read(file);
        assertThat(rows).containsExactly("3: 2=Mug");
        assertThat(findings).containsExactly("2: the row is not UTF-8");
    }

    @Test
    void a_row_of_more_than_a_million_characters_is_refused_and_the_next_one_read() throws IOException {
        read("id,name\n1," + "x".repeat(LineFile.LONGEST) + "\n2,Mug\n3,\"" + "y".repeat(LineFile.LONGEST)
                + "\"\n4,Cup\n");
        assertThat(rows).containsExactly("3: 2=Mug", "5: 4=Cup");
        assertThat(findings)
                .containsExactly(
                        "2: the line has more than 1000000 characters", "4: the line has more than 1000000 characters");
    }

    @Test
    void a_row_of_just_a_million_characters_is_read() throws IOException {
        read("id,name\n1," + "x".repeat(LineFile.LONGEST - 2) + "\n");
        assertThat(rows).singleElement().asString().hasSize("2: 1=".length() + LineFile.LONGEST - 2);
    }

    @Test
    void the_reader_s_refusal_is_a_finding_at_the_row_s_line() throws IOException {
        read("id,name\n1,bad\n2,Mug\n");
        assertThat(rows).containsExactly("3: 2=Mug");
        assertThat(findings).containsExactly("2: refused");
    }

    @Test
    void an_unknown_column_is_told_with_the_nearest_known_one() throws IOException {
        read("id,nam,name\n1,x,Mug\n");
        assertThat(rows).containsExactly("2: 1=Mug");
        assertThat(findings).containsExactly("1: column 'nam' is not known, did you mean 'name'?; it is left out");
    }

    @Test
    void a_missing_column_ends_the_file_and_says_what_was_found() {
        assertThatThrownBy(() -> read("id,title\n1,Mug\n"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("the header has no column 'name'")
                .hasMessageContaining("found: id,title");
    }

    @Test
    void semicolons_are_recognised_as_the_reason() {
        assertThatThrownBy(() -> read("id;name\n1;Mug\n")).hasMessageContaining("cells are separated by commas");
    }

    @Test
    void a_column_that_stands_twice_ends_the_file() {
        assertThatThrownBy(() -> read("id,name,id\n1,Mug,2\n")).hasMessageContaining("has the column 'id' twice");
    }

    @Test
    void an_empty_file_says_what_was_expected() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty; expected a header with at least: id,name");
    }

    @Test
    void a_header_without_rows_is_an_empty_import() throws IOException {
        read("id,name");
        assertThat(rows).isEmpty();
        assertThat(findings).isEmpty();
    }

    private void read(String content) throws IOException {
        read(Files.writeString(folder.resolve("file.csv"), content));
    }

    private void read(Path file) throws IOException {
        new CsvFile(file, List.of("id", "name"), List.of("id", "name"))
                .read(
                        row -> {
                            if (row.need("name").equals("bad")) {
                                throw new Invalid("refused");
                            }
                            rows.add(row.line() + ": " + row.need("id") + "=" + row.need("name"));
                        },
                        finding -> findings.add(finding.line() + ": " + finding.message()),
                        Progress.UNSEEN);
    }
}
