package org.postille.interest.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Progress;
import org.postille.interest.blend.Spread;
import org.postille.interest.evaluation.data.DataFolder;
import org.postille.interest.evaluation.data.DataSet;

class GroupMeasuresTest {

    @TempDir
    private Path folder;

    /** Mug and cup are of brand Nordlys; Ada has both, Bo the mug, Cleo neither. */
    private DataSet shop(String... bought) throws IOException {
        Files.writeString(folder.resolve("items.csv"), """
                item,attrs,title,price
                mug,brand Nordlys,Mug,3
                cup,brand Nordlys,Cup,3
                kite,,Kite,3
                jug,brand Nordlys,Jug,3
                """);
        Files.writeString(folder.resolve("train.csv"), """
                user,item,timestamp
                Ada,mug,1000
                Ada,cup,2000
                Bo,mug,3000
                Cleo,kite,4000
                """);
        Files.writeString(
                folder.resolve("test.csv"), "user,item,timestamp\n" + String.join(",900000\n", bought) + ",900000\n");
        return new DataFolder(folder).inTime();
    }

    private static boolean half(int[] products, float[] chances) {
        Arrays.fill(chances, 0.5f);
        return true;
    }

    private static Grouped groups(DataSet shop) {
        return new GroupMeasures(shop, 1)
                .grouped(
                        GroupMeasuresTest::half,
                        (_, told) -> Optional.of(new Spread.Likely(Math.round(told), Math.round(told))),
                        Progress.UNSEEN)
                .getFirst();
    }

    @Test
    void whoever_has_all_of_it_is_not_asked_and_whoever_buys_two_counts_once() throws IOException {
        var shop = shop("Ada,mug", "Bo,cup", "Cleo,mug", "Cleo,cup", "Dora,mug");

        var grouped = groups(shop);

        // What costs alike is no group, and nothing was known of the jug.
        assertThat(grouped.groups())
                .containsExactly(new Grouped.Group("brand Nordlys", 2, 1, 2, new Spread.Likely(1, 1)));
        assertThat(grouped.calibration().pairs()).isEqualTo(2);
        assertThat(grouped.calibration().error()).isCloseTo(0.5, within(1e-6));
        assertThat(grouped.fronts()).containsExactly(new Grouped.Front(0.1, 2, 1, 2), new Grouped.Front(0.2, 2, 1, 2));
    }

    @Test
    void what_somebody_had_before_is_no_purchase() throws IOException {
        var grouped = groups(shop("Bo,mug", "Cleo,kite"));

        assertThat(grouped.groups().getFirst().came()).isZero();
    }

    @Test
    void a_model_that_tells_nothing_of_groups_is_not_measured() throws IOException {
        assertThat(new GroupMeasures(shop("Bo,cup"), 1)
                        .grouped((_, _) -> false, (_, _) -> Optional.empty(), Progress.UNSEEN))
                .isEmpty();
    }

    @Test
    void only_groups_with_enough_buyers_count_and_by_factors() {
        var groups = IntStream.of(8, 9, 10, 12, 14, 16)
                .mapToObj(it -> new Grouped.Group("", 2, 9.9, it, new Spread.Likely(5, 12)))
                .toList();

        var grouped = Grouped.of(new Reliability().calibration(""), groups, List.of());

        assertThat(grouped.counted()).isEqualTo(4);
        assertThat(grouped.within25()).isEqualTo(0.5);
        assertThat(grouped.within50()).isEqualTo(0.75);
        assertThat(grouped.covered()).isEqualTo(0.5);
    }
}
