package org.postille.interest.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.event.EventKind;

class DataFolderTest {

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void writeZipped(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private DataSet read() throws IOException {
        return new DataFolder(folder).inTime();
    }

    private static String[] names(DataSet data, int[] products) {
        return Arrays.stream(products).mapToObj(data::product).toArray(String[]::new);
    }

    @Test
    void ids_of_any_text_are_numbered_and_kept() throws IOException {
        write("train.csv", """
                user,item,timestamp,weight
                "Müller, Anna",SALAD MIX,120,3
                b,"said ""no\""",60,1
                b,SALAD MIX,180,1
                b,"two
                lines",181,1
                """);
        writeZipped("test.csv.gz", "user,item,timestamp,weight\nb,new,300,1\nb,SALAD MIX,240,2\nc,new,200,1\n");

        var data = read();

        assertThat(data.customers()).isEqualTo(3);
        assertThat(data.products()).isEqualTo(4);
        assertThat(IntStream.range(0, 3).mapToObj(data::customer)).containsExactly("Müller, Anna", "b", "c");
        assertThat(names(data, data.train()[1])).containsExactlyInAnyOrder("SALAD MIX", "said \"no\"", "two\nlines");
        assertThat(names(data, data.test()[1])).containsExactly("SALAD MIX", "new");
        assertThat(data.known(3)).isFalse();
        assertThat(data.knownProducts()).containsExactly(0, 1, 2);
        assertThat(data.knownCustomers()).containsExactly(0, 1);
        assertThat(data.horizon()).isEqualTo(Duration.ofSeconds(300 - 181));
        assertThat(data.span()).isEqualTo(Duration.ofSeconds(121));
    }

    @Test
    void weights_of_nothing_or_less_count_as_one_and_are_counted() throws IOException {
        write("train.csv", "user,item,weight\na,x,0\na,y,-3\nb,x,0.2\nb,y,4\n");
        var read = new DataFolder(folder);
        assertThat(read.inTime().train()[0]).hasSize(2);
        assertThat(read.raised()).isEqualTo(2);
    }

    @Test
    void rows_that_name_somebody_once_more_are_counted_and_the_last_one_stays() throws IOException {
        write("train.csv", "user,item\na,x\nb,y\n");
        write("items.csv", "item,attrs,title\nx,red,Cup\nx,blue,Mug\n");
        write("users.csv", "user,attrs\na,AT\na,DE\nb,\n");
        var read = new DataFolder(folder);
        var data = read.inTime();
        assertThat(data.attributes(0)).containsExactly("DE");
        assertThat(data.facts())
                .singleElement()
                .satisfies(it -> assertThat(it.title()).isEqualTo("Mug"));
        assertThat(read.repeated()).isEqualTo(2);
    }

    @Test
    void a_test_part_that_ends_before_the_training_part_is_told_apart_from_one_that_comes_after_it()
            throws IOException {
        write("train.csv", "user,item,timestamp\na,x,2000\nb,y,3000\n");
        write("test.csv", "user,item,timestamp\na,y,2500\n");
        var backwards = new DataFolder(folder);
        backwards.inTime();
        assertThat(backwards.isBackwards()).isTrue();
        write("test.csv", "user,item,timestamp\na,y,3500\n");
        var forwards = new DataFolder(folder);
        forwards.inTime();
        assertThat(forwards.isBackwards()).isFalse();
    }

    @Test
    void the_history_has_the_numbers_of_the_data_set_and_nothing_of_the_test() throws IOException {
        write("train.csv", "user,item,timestamp,weight\nb,y,120,1\na,x,60,4\nb,y,240,1\n");
        write("test.csv", "user,item,timestamp,weight\na,y,300,1\n");
        write("items.csv", "item,attrs\nz,red\nx,\n");
        write("users.csv", "user,attrs\nd,from_here\n");

        var data = read();
        var history = data.history().sorted();

        assertThat(history.customers.size()).isEqualTo(3);
        assertThat(history.products.size()).isEqualTo(3);
        assertThat(history.size()).isEqualTo(3);
        for (var product = 0; product < 3; product++) {
            assertThat(history.products.find(product)).isEqualTo(product);
        }
        assertThat(data.product(history.product(history.start(0)))).isEqualTo("y");
        assertThat(history.minute(history.start(0))).isEqualTo(2);
        assertThat(data.product(history.product(history.start(1)))).isEqualTo("x");
        assertThat(history.start(3)).isEqualTo(3);
        assertThat(history.kind(0)).isEqualTo(EventKind.ORDERED);
        assertThat(data.attributes(2)).containsExactly("from_here");
        assertThat(data.attributes(0)).isEmpty();
    }

    @Test
    void facts_are_read_as_far_as_they_are_there() throws IOException {
        write("train.csv", "user,item\na,x\n");
        write("items.csv", "item,attrs,title,price\nx,red||blue ,\"Cup, big\",2.5\nonly-here,,,\n");

        var data = read();

        assertThat(data.facts()).hasSize(2);
        assertThat(data.facts().getFirst().title()).isEqualTo("Cup, big");
        assertThat(data.facts().getFirst().price()).isEqualTo(2.5);
        assertThat(data.facts().getFirst().attributes()).containsExactly("red", "blue");
        assertThat(data.facts().getLast().id()).isEqualTo(1);
        assertThat(data.facts().getLast().attributes()).isEmpty();
        assertThat(data.product(1)).isEqualTo("only-here");
        assertThat(data.hasTest()).isFalse();
        assertThat(data.span()).isZero();
        assertThat(data.horizon()).isZero();
    }

    @Test
    void files_and_columns_that_may_be_missing_are_not_missed() throws IOException {
        write("train.csv", "\uFEFFitem,user\r\nx,a\r\n\r\ny,a\r\n");

        var data = read();

        assertThat(data.events()).isEqualTo(2);
        assertThat(data.facts()).isEmpty();
        assertThat(names(data, data.train()[0])).containsExactly("x", "y");
        assertThat(new DataFolder(folder).coldCustomers()).isEmpty();
    }

    @Test
    void cold_customers_have_a_split_of_their_own() throws IOException {
        write("train.csv", "user,item\na,x\nb,x\n");
        write("colduser_train.csv", "user,item\na,x\n");
        write("colduser_test.csv", "user,item\nb,x\n");
        write("users.csv", "user,attrs\nb,old\n");

        var data = new DataFolder(folder).coldCustomers().orElseThrow();

        assertThat(data.knownCustomers()).containsExactly(0);
        assertThat(data.customer(1)).isEqualTo("b");
        assertThat(data.attributes(1)).containsExactly("old");
        assertThat(data.test()[1]).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    user;item,x                | train.csv:1: the header has no column 'user', 'item'; found: user;item,x
                    user,item\\na,x\\n,y        | train.csv:3: 'user' is empty
                    user,item\\na               | train.csv:2: 'item' is empty
                    user,item\\na,x,y           | train.csv:2: the row has 3 cells, the header 2
                    user,item,timestamp\\na,x,1\\na,y,soon | train.csv:3: 'timestamp' is 'soon', expected a number
                    user,item,weight\\na,x,NaN | train.csv:2: 'weight' is 'NaN', expected a number
                    user,item\\na,"x           | train.csv:2: a quotation mark opens a cell here
                    user,item\\na,"x"y\\n       | train.csv:2:
                    user,item                  | train.csv has no rows
                    """)
    void mistakes_are_told_with_file_and_line(String text, String says) throws IOException {
        write("train.csv", text.replace("\\n", "\n"));
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).hasMessageContaining(says);
    }

    @Test
    void all_mistakes_of_all_files_are_told_at_once_the_first_twenty_in_words() throws IOException {
        write("train.csv", "user,item,weight\na,x,1\n,x,1\na,x,much\na,x,1,1\n");
        write("items.csv", "thing\nx\n");
        write("users.csv", "user\n" + "\"\"\n".repeat(18));
        write("colduser_train.csv", "user,item\na\n");
        write("colduser_test.csv", "user,item\na,x\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(Invalid.class)
                .satisfies(it -> assertThat(String.valueOf(it.getMessage())
                                .lines()
                                .map(line -> line.substring(line.lastIndexOf('/') + 1)))
                        .hasSize(21)
                        .startsWith(
                                "train.csv:3: 'user' is empty, expected the shop's key",
                                "train.csv:4: 'weight' is 'much', expected a number",
                                "train.csv:5: the row has 4 cells, the header 3",
                                "items.csv:1: the header has no column 'item'; found: thing",
                                "users.csv:2: 'user' is empty, expected the shop's key")
                        .endsWith("users.csv:17: 'user' is empty, expected the shop's key", "and 3 more"));
    }

    @Test
    void a_date_that_no_shop_has_seen_is_a_mistake_and_milliseconds_are_none() throws IOException {
        write("train.csv", "user,item,timestamp\na,x,1672531200000\na,y,1672531260\n");
        assertThat(read().span()).isEqualTo(Duration.ofMinutes(1));
        write("train.csv", "user,item,timestamp\na,x,1672531200\na,y,9999999999\na,z,1e300\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining(
                        "train.csv:3: 'timestamp' is '9999999999', which is no moment before the year 2100, expected seconds since 1970")
                .hasMessageContaining("train.csv:4: ");
    }

    @Test
    void files_that_are_no_text_are_told() throws IOException {
        Files.write(
                folder.resolve("train.csv"),
                new byte[] {'u', 's', 'e', 'r', ',', 'i', 't', 'e', 'm', '\n', (byte) 0xC3, ',', 'x'});
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).hasMessageContaining("not UTF-8");

        write("train.csv", "");
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).hasMessageContaining("no column 'user'");
    }

    @Test
    void broken_gzip_is_told() throws IOException {
        Files.writeString(folder.resolve("train.csv.gz"), "user,item\na,x\n");
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).hasMessageContaining("not a gzip file");

        writeZipped("train.csv.gz", "user,item\n" + "a,x\n".repeat(1000));
        var whole = Files.readAllBytes(folder.resolve("train.csv.gz"));
        Files.write(folder.resolve("train.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).hasMessageContaining("train.csv.gz:");
    }

    @Test
    void a_folder_without_data_is_told() {
        assertThatThrownBy(() -> new DataFolder(folder))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("no train.csv");
        assertThatThrownBy(() -> new DataFolder(folder.resolve("nowhere"))).isInstanceOf(NotFound.class);
    }
}
