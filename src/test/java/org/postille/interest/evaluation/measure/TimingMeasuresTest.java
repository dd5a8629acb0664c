package org.postille.interest.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataFolder;

class TimingMeasuresTest {

    private static final int CUT = 20_200;

    @TempDir
    private Path folder;

    private final StringBuilder train = new StringBuilder("user,item,timestamp,weight\n");
    private final StringBuilder test = new StringBuilder("user,item,timestamp,weight\n");

    private void ordered(String customer, String item, double day) {
        (day < CUT ? train : test)
                .append(customer)
                .append(',')
                .append(item)
                .append(',')
                .append((long) (day * 86_400))
                .append(",2\n");
    }

    /** Half orders coffee every ten days, always at eight in the evening; half did so, and stopped at day 100. */
    private Timed shop() throws IOException {
        var random = new Random(1);
        for (var customer = 0; customer < 100; customer++) {
            for (var day = customer % 10; day < (customer < 50 ? 260 : 100); day += 9 + random.nextInt(3)) {
                ordered("c" + customer, "coffee", 20_000 + day + (customer < 50 ? 20.5 : 9.5) / 24);
            }
            ordered("c" + customer, "vase " + customer, 20_000 + customer % 90);
        }
        Files.writeString(folder.resolve("train.csv"), train);
        Files.writeString(folder.resolve("test.csv"), test);
        Files.writeString(folder.resolve("items.csv"), "item,attrs,title,price\ncoffee,,Coffee,5\n");
        return new TimingMeasures(new DataFolder(folder).inTime()).timed(Progress.UNSEEN);
    }

    private static Timed.Line line(Timed timed, String start) {
        return timed.lines().stream()
                .filter(it -> it.what().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_comes_when_and_for_what_is_measured_against_the_test_part() throws IOException {
        var timed = shop();

        assertThat(timed.horizon()).isBetween(55, 65);
        assertThat(timed.order().buyers()).isEqualTo(50);
        assertThat(line(timed, "any order, AUC").model()).isGreaterThan(0.99);
        assertThat(line(timed, "orders in all").came()).isEqualTo(300, within(25.0));
        assertThat(line(timed, "orders in all").model()).isEqualTo(300, within(60.0));
        // Two pieces at five each, every ten days.
        assertThat(line(timed, "value in all").came()).isEqualTo(3_000, within(250.0));
        assertThat(line(timed, "next order").of()).isEqualTo(50);
        assertThat(line(timed, "next order").model()).isLessThanOrEqualTo(2);
        assertThat(line(timed, "due date").model()).isLessThanOrEqualTo(2);
        assertThat(line(timed, "told at 20 %").model()).isEqualTo(1, within(0.01));
        assertThat(line(timed, "orders within an hour").model()).isEqualTo(1, within(0.01));
    }

    @Test
    void equals_share_their_ranks() {
        var came = new boolean[] {true, false, true, false};
        assertThat(Ranks.auc(new double[] {1, 1, 1, 1}, came)).isEqualTo(0.5);
        assertThat(Ranks.auc(new double[] {4, 1, 3, 2}, came)).isEqualTo(1);
        assertThat(Ranks.auc(new double[] {2, 2, 3, 1}, came)).isEqualTo(0.875);
        assertThat(Ranks.auc(new double[] {1, 2}, new boolean[] {true, true})).isEqualTo(0.5);
        assertThat(Ranks.median(new double[] {5, 1, 3})).isEqualTo(3);
        assertThat(Ranks.median(new double[] {4, 2})).isEqualTo(3);
        assertThat(Ranks.median(new double[0])).isZero();
    }
}
