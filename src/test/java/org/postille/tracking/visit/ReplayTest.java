package org.postille.tracking.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.tracking.visit.Bursts.Seen;

/** Labelled requests, one after the other as readers, proxies and filters make them, and who was taken for whom. */
class ReplayTest {

    private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
    private static final Rules RULES =
            new Rules(Networks.of(Optional.empty()), Duration.ofSeconds(20), Duration.ofMinutes(5));

    private record Labelled(VisitClass expected, String mail, Request request, Seen seen, String about) {}

    private static List<Labelled> replay() throws IOException {
        var read = new ArrayList<Labelled>();
        for (var line : Files.readAllLines(
                Path.of("src", "test", "resources", "visits", "replay.tsv"), StandardCharsets.UTF_8)) {
            if (line.startsWith("#")) {
                continue;
            }
            var cell = line.split("\t", -1);
            var headers = cell[8];
            var request = new Request(
                    Request.Kind.of(cell[2]),
                    cell[3],
                    cell[9].equals("-") ? "" : cell[9],
                    headers.contains("R"),
                    headers.contains("L"),
                    headers.contains("M"),
                    headers.contains("T"),
                    Requests.at(cell[7]));
            var judgement = RULES.of(request, Duration.ofSeconds(Long.parseLong(cell[6])));
            read.add(new Labelled(
                    VisitClass.of(cell[0]),
                    cell[1],
                    request,
                    new Seen(
                            read.size(),
                            request.kind(),
                            cell[4],
                            START.plusSeconds(Long.parseLong(cell[5])),
                            judgement,
                            request.network(),
                            request.platform()),
                    line));
        }
        return read;
    }

    /** By mail, as they come in. */
    private static Map<Long, Judgement> judged(List<Labelled> replay) {
        var mails = new LinkedHashMap<String, List<Seen>>();
        replay.forEach(
                it -> mails.computeIfAbsent(it.mail, _ -> new ArrayList<>()).add(it.seen));
        var judged = new HashMap<Long, Judgement>();
        replay.forEach(it -> judged.put(it.seen.id(), it.seen.judgement()));
        mails.values().forEach(it -> judged.putAll(Bursts.judge(it)));
        return judged;
    }

    @Test
    void the_confusion_matrix_of_labelled_requests_is_as_it_is_told_in_the_docs() throws IOException {
        var replay = replay();
        var judged = judged(replay);
        var matrix = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (var it : replay) {
            var found = Objects.requireNonNull(judged.get(it.seen.id()));
            matrix.merge(it.expected.code() + " -> " + found.visitor().code(), 1, Integer::sum);
            if (found.visitor() != it.expected) {
                wrong.add(found.rule().code() + " " + found.visitor().code() + ": " + it.about);
            }
        }
        assertThat(replay).hasSizeGreaterThanOrEqualTo(70);
        assertThat(matrix)
                .as(String.join("\n", wrong))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "human_likely -> human_likely", 21,
                        // Two in one second, one twelve seconds after delivery.
                        "human_likely -> scanner", 3,
                        // Reading in Apple Mail cannot be told from loading in advance.
                        "human_likely -> prefetch", 1,
                        "proxy_open -> proxy_open", 7,
                        "prefetch -> prefetch", 6,
                        "scanner -> scanner", 42,
                        "unknown -> unknown", 4));
    }

    @Test
    void no_scanner_is_taken_for_a_person_and_every_rule_decides_something() throws IOException {
        var replay = replay();
        var judged = judged(replay);
        assertThat(replay.stream()
                        .filter(it -> it.expected == VisitClass.SCANNER || it.expected == VisitClass.PREFETCH)
                        .map(it ->
                                Objects.requireNonNull(judged.get(it.seen.id())).visitor()))
                .doesNotContain(VisitClass.HUMAN_LIKELY, VisitClass.PROXY_OPEN);
        assertThat(judged.values().stream().map(Judgement::rule).distinct())
                .contains(
                        Rule.NONE,
                        Rule.ADVANCE,
                        Rule.PROXY,
                        Rule.NETWORK,
                        Rule.PROBABLE_NETWORK,
                        Rule.INSTANT,
                        Rule.BURST,
                        Rule.MANNER,
                        Rule.TRAP,
                        Rule.INCONSISTENT,
                        Rule.DATA_CENTRE);
    }

    @Test
    void judging_again_changes_nothing() throws IOException {
        var replay = replay();
        var judged = judged(replay);
        var again = new ArrayList<Labelled>();
        for (var it : replay) {
            var seen = it.seen;
            var judgement = Objects.requireNonNull(judged.get(seen.id()));
            again.add(new Labelled(
                    it.expected,
                    it.mail,
                    it.request,
                    new Seen(
                            seen.id(),
                            seen.kind(),
                            seen.place(),
                            seen.at(),
                            judgement,
                            seen.network(),
                            seen.platform()),
                    it.about));
        }
        assertThat(judged(again)).isEqualTo(judged);
    }

    @Test
    void what_strangers_call_themselves_costs_no_time() {
        var nasty = List.of(
                "(".repeat(8_000),
                "Mozilla/5.0 " + "(a".repeat(4_000),
                "bo".repeat(4_000),
                "cubot".repeat(1_600),
                "x".repeat(1_000_000),
                "\u0130".repeat(8_000));
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (var i = 0; i < 20_000; i++) {
                var agent = nasty.get(i % nasty.size());
                RULES.of(
                        new Request(
                                Request.Kind.CLICK,
                                "GET",
                                agent,
                                false,
                                true,
                                false,
                                false,
                                Requests.at("2001:db8::1")),
                        null);
            }
        });
        assertThat(new Request(Request.Kind.CLICK, "G".repeat(99), nasty.get(4), false, true, false, false, null)
                        .agent())
                .hasSize(Request.LONGEST_AGENT);
    }

    @Test
    void addresses_are_kept_too_coarsely_to_name_a_household() {
        assertThat(Networks.prefix(Requests.at("198.51.100.77"))).isEqualTo("198.51.100.0/24");
        assertThat(Networks.prefix(Requests.at("2001:db8:7:8:9:a:b:c"))).isEqualTo("2001:0db8:0007::/48");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33 certain x", "nonsense certain x", "192.0.2.0/24 surely x", "192.0.2.0/24"})
    void a_line_of_networks_that_cannot_be_read_is_named(String line) {
        Assertions.assertThatThrownBy(() -> Networks.read("own.txt", List.of("# ours", line)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("own.txt:2: ");
    }

    @Test
    void a_quotation_mark_behind_a_token_is_taken_off() {
        assertThat(Request.unmangled("abc.jpg'")).isEqualTo("abc.jpg");
        assertThat(Request.unmangled("''\"")).isEmpty();
        assertThat(Request.unmangled("abc")).isEqualTo("abc");
        assertThat(VisitClass.of("proxy_open").code().toUpperCase(Locale.ROOT)).isEqualTo("PROXY_OPEN");
    }
}
