package org.postille.interest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.interest.blend.Spread;
import org.postille.interest.evaluation.measure.Calibration;
import org.postille.interest.evaluation.measure.Grouped;
import org.postille.interest.evaluation.measure.Recommended;
import org.postille.interest.evaluation.measure.Targeted;
import org.postille.interest.evaluation.measure.Welcomed;
import org.xml.sax.SAXException;

class ReportTest {

    private static final Calibration.Bin BIN = new Calibration.Bin(0, 0.1, 1000, 0.02, 0.03);

    @TempDir
    private Path folder;

    private static Calibration calibration(String of) {
        return new Calibration(of, 7, 1000, 20, 30, 0.0123, 0.256, List.of(BIN), List.of(BIN));
    }

    private static Outcome outcome(String name, double found) {
        return new Outcome(
                name,
                List.of(new Trained("shop", 1200, 34, 56789, 1.25, Map.of("half-life", "30 days"))),
                new Recommended(1000, 0.0344, 0.0524, 0.053, 0.336),
                new Targeted(1500, 9.19, 4.42, 3.26, 0.7, 0.161, List.of(0.0, found, 1.0)),
                null,
                List.of(new Welcomed(1, new Recommended(9, 0.5, 0.25, 0.125, 1))),
                List.of(calibration("known products")),
                List.of(new Grouped(
                        calibration("groups of products"),
                        List.of(new Grouped.Group("brand Nordlys", 3, 100, 10, new Spread.Likely(70, 140))),
                        1,
                        0,
                        0.5,
                        0.75,
                        List.of(new Grouped.Front(0.2, 31, 8.4, 6)))),
                Map.of("A", 2.5),
                512);
    }

    private final Report report = new Report(
            "shop <1>",
            7,
            List.of("There is something to know."),
            List.of(outcome("plain", 0.6), outcome("best", 0.9)),
            null);

    @Test
    void tables_have_the_figures() {
        assertThat(report.text().lines())
                .contains("shop <1>, seed 7", "There is something to know.", "    half-life: 30 days")
                .anyMatch(it -> it.matches("best +1,000 +0\\.0344 +0\\.0524 +0\\.0530 +0\\.336 +2\\.5"))
                .anyMatch(it -> it.matches("plain +1,500 +9\\.19 +4\\.42 +3\\.26 +0\\.700 +0\\.161 +0\\.0"))
                .anyMatch(it -> it.matches("best: known products +7 +20 +30 +0\\.0123 +25\\.6 %"))
                .anyMatch(
                        it -> it.matches("best: groups of products +7 +20 +30 +0\\.0123 +25\\.6 % +0 % +50 % +75 % +1"))
                .anyMatch(it -> it.matches(" +told with at least 0\\.2: 31 pairs +8 +6"))
                .anyMatch(it -> it.matches("best, 1 event +9 +0\\.5000 +0\\.2500 +0\\.1250 +1\\.000"))
                .anyMatch(it -> it.matches("best: shop +1,200 +34 +56,789 +1\\.3 +512"))
                .noneMatch(it -> it.contains("new products"));
    }

    @Test
    void programs_get_json() throws IOException {
        var written = report.write(folder.resolve("a/b"));

        assertThat(written)
                .extracting(it -> it.getFileName().toString())
                .containsExactly("figures.json", "lift-known.svg", "calibration.svg", "groups.svg");
        var json = new ObjectMapper().readTree(written.getFirst().toFile());
        assertThat(json.at("/seed").asLong()).isEqualTo(7);
        assertThat(json.at("/outcomes/1/known/lift1").asDouble()).isEqualTo(9.19);
        assertThat(json.at("/outcomes/0/trainings/0/parameters/half-life").asText())
                .isEqualTo("30 days");
        assertThat(json.at("/outcomes/0/unseen").isNull()).isTrue();
    }

    @Test
    void plots_are_well_formed_and_name_what_they_show()
            throws IOException, SAXException, ParserConfigurationException {
        for (var file : report.write(folder).stream().skip(1).toList()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            assertThat(Files.readString(file))
                    .contains("shop &lt;1&gt;", ">best<", ">plain<", "prefers-color-scheme: dark");
        }
        assertThat(Files.readString(folder.resolve("lift-known.svg")))
                .contains(">Share of the customers written to<", ">Share of the buyers found<", ">by lot<", ">20 %<");
        assertThat(Files.readString(folder.resolve("calibration.svg")))
                .contains(">as told<", "ECE 0.0123, 26 % off", ">Probability that was told (");
    }

    @Test
    void counts_stand_where_their_logarithms_are() throws IOException {
        report.write(folder);
        // Of decades from 1 to 100 on both axes, 100 told are the end and 10 that came the middle.
        assertThat(Files.readString(folder.resolve("groups.svg")))
                .contains("cx=\"688.0\" cy=\"282.0\"", ">1<", ">10<", ">100<")
                .doesNotContain(">1,000<");
    }

    @Test
    void points_stand_where_their_shares_are() {
        var svg = new Chart("t", "s", "x", "y", 1, 0.5)
                .line("l", 0, Chart.Stroke.BOLD, List.of(new Chart.Point(0, 0), new Chart.Point(1, 0.5)))
                .dots(0, List.of(new Chart.Point(0.5, 0.25)))
                .svg();
        assertThat(svg).contains("points=\"84.0,452.0 688.0,112.0\"", "cx=\"386.0\" cy=\"282.0\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "0.81,1",
        "0.8,0.8",
        "0.3,0.3",
        "0.12,0.15",
        "0.1,0.1",
        "0.03,0.03",
        "0.031,0.04",
        "0.021,0.025",
        "0.0011,0.0015"
    })
    void axes_end_at_round_shares(double share, double end) {
        assertThat(Chart.roundedUp(share)).isCloseTo(end, within(1e-12));
    }
}
