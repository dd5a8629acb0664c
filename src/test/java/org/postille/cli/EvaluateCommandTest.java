package org.postille.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static String pantry() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                                EvaluateCommandTest.class.getResource("/org/postille/interest/evaluation/pantry"))
                        .toURI())
                .toString();
    }

    @Test
    void all_tasks_are_measured_and_written() throws IOException, URISyntaxException {
        assertThat(run("evaluate", pantry(), "--out", folder.toString(), "--seed", "5"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains(
                        "pantry, seed 5",
                        "A  products",
                        "B  customers for known",
                        "B  customers for new",
                        "C  new",
                        "D  timing");
        assertThat(err.toString().lines())
                .contains(folder.resolve("figures.json").toString());
        assertThat(folder.resolve("lift-known.svg")).exists();
        assertThat(folder.resolve("lift-new.svg")).exists();
        assertThat(folder.resolve("calibration.svg")).exists();
        assertThat(folder.resolve("timing.svg")).exists();
        var json = new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
        var plain = json.at("/outcomes/0");
        var model = json.at("/outcomes/1");
        // Cooks want what cooks have, which popularity does not know.
        assertThat(model.at("/recommended/ndcg10").asDouble())
                .isGreaterThan(plain.at("/recommended/ndcg10").asDouble() + 0.1);
        assertThat(model.at("/known/auc").asDouble())
                .isGreaterThan(plain.at("/known/auc").asDouble() + 0.1);
        assertThat(model.at("/unseen/products").asInt()).isEqualTo(2);
        assertThat(plain.at("/trainings").size()).isEqualTo(2);
    }

    @Test
    void one_task_can_be_asked_for() throws IOException, URISyntaxException {
        assertThat(run("evaluate", pantry(), "--out", folder.toString(), "--tasks", "A"))
                .isZero();

        assertThat(out.toString()).contains("A  products").doesNotContain("B  ", "C  ", "D  ");
        assertThat(folder.resolve("lift-known.svg")).doesNotExist();
        assertThat(run("evaluate", pantry(), "--tasks", "X")).isEqualTo(2);
    }

    @Test
    void timing_alone_trains_no_other_model() throws IOException, URISyntaxException {
        assertThat(run("evaluate", pantry(), "--out", folder.toString(), "--tasks", "D"))
                .isZero();

        assertThat(out.toString()).contains("D  timing").doesNotContain("Training", "A  ", "B  ", "C  ");
        var json = new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
        assertThat(json.at("/outcomes")).isEmpty();
        assertThat(json.at("/timing/horizon").asInt()).isPositive();
        assertThat(json.at("/timing/order/pairs").asInt()).isPositive();
    }

    @Test
    void customers_are_held_out_where_no_split_has_cold_ones() throws IOException {
        var data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(
                data.resolve("train.csv"),
                "user,item\n" + "a,x\na,y\n" + "b,x\nb,y\n" + "c,x\nc,z\n" + "d,y\nd,z\n" + "e,x\ne,y\n");

        assertThat(run(
                        "evaluate",
                        data.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .isZero();

        assertThat(out.toString())
                .contains("There is no test.csv", "a fifth of the customers", "C  new customers")
                .doesNotContain("A  products");
    }

    @Test
    void mistakes_are_told_without_a_trace() throws IOException {
        assertThat(run("evaluate", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no folder").doesNotContain("\tat ");

        Files.writeString(folder.resolve("train.csv"), "user,item\na,x\nb\n");
        assertThat(run("evaluate", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("train.csv:3: 'item' is empty").doesNotContain("\tat ");
        Files.writeString(folder.resolve("train.csv"), "user,item,timestamp\na,x,1300000000\nb,x,1600000000\n");
        Files.writeString(folder.resolve("test.csv"), "user,item,timestamp\na,y,1400000000\n");
        assertThat(run("evaluate", folder.toString(), "--tasks", "D", "--out", folder.toString()))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "task D is not measured. The last row of train is of 2020-09-13T12:26:40Z, the last of test of"
                                + " 2014-05-13T16:53:20Z.");
        assertThat(run("evaluate")).isEqualTo(2);
    }
}
