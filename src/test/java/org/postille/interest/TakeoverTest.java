package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.interest.appeal.AppealTraining;
import org.postille.interest.snapshot.Figures;
import org.postille.interest.snapshot.NotFinite;
import org.postille.interest.snapshot.Snapshot;
import org.postille.interest.snapshot.Snapshots;
import org.postille.interest.snapshot.Turns;
import org.postille.interest.timing.TimingTraining;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** Two nodes on one database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TakeoverTest {

    @Inject
    TimingTraining timing;

    @Inject
    AppealTraining appeal;

    @Inject
    DataSource database;

    @Inject
    Snapshots snapshots;

    @Inject
    Turns turns;

    @Inject
    InterestSql sql;

    @Inject
    InterestConfig config;

    @Inject
    TestClock clock;

    /** What a process of its own has. */
    private final class Node {
        private final Interest interest = new Interest();
        private final Takeover takeover = new Takeover(interest, snapshots, sql, config, "halted");
        private final Training training = new Training(takeover, snapshots, turns, sql, timing, appeal, config, clock);

        private String answers() {
            return interest.current().version();
        }

        private List<Long> recommended() {
            return interest.current().personal(Person.of(3), Wishes.of(_ -> true, 9)).stream()
                    .map(Recommendation::productId)
                    .toList();
        }
    }

    private final AtomicReference<Node> nodes = new AtomicReference<>();

    private Node one() {
        return Objects.requireNonNull(nodes.get());
    }

    @BeforeEach
    void a_shop_of_few_orders() throws SQLException {
        nodes.set(new Node());
        for (var product = 1; product <= 8; product++) {
            execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values ("
                    + product + ", 'sku-" + product + "', 'Product " + product
                    + "', 'https://shop.example', 9.95, 'EUR', 1, now())");
        }
        for (var customer = 1; customer <= 20; customer++) {
            ordered(customer, customer % 4 + 1, customer);
            ordered(customer, customer % 4 + 2, customer + 2);
        }
    }

    private void ordered(int customer, int product, int day) throws SQLException {
        execute("insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)"
                + " values ('test', 'order-" + customer + "-" + product + "', 0, 'order.placed', " + customer + ", "
                + product + ", 1, '2026-04-" + "%02d".formatted(day) + "', now())");
    }

    @Test
    void what_one_node_trained_all_answer_with_and_one_that_starts_too() throws SQLException {
        clock.advance(Duration.ofNanos(123_456_789));
        var other = new Node();
        assertThat(other.takeover.look()).isFalse();

        var summary = one().training.train();

        assertThat(summary.refusal()).isEmpty();
        assertThat(summary.bytes()).isPositive();
        assertThat(one().answers()).isEqualTo(summary.version());
        assertThat(other.answers()).isNotEqualTo(summary.version());
        assertThat(other.takeover.look()).isTrue();
        assertThat(other.answers()).isEqualTo(summary.version());
        assertThat(other.recommended()).isEqualTo(one().recommended()).isNotEmpty();

        // Without any event to train on: what answers comes from the snapshot alone.
        execute("delete from event");
        var late = new Node();
        late.training.ready();
        assertThat(late.answers()).isEqualTo(summary.version());
        assertThat(late.recommended()).isEqualTo(one().recommended());

        clock.advance(Duration.ofDays(1));
        ordered(21, 1, 21);
        ordered(21, 2, 22);
        var next = other.training.train(true, _ -> Progress.UNSEEN, _ -> {});
        assertThat(late.takeover.look()).isTrue();
        assertThat(late.answers()).isEqualTo(next.version()).isNotEqualTo(summary.version());
    }

    @Test
    void nothing_is_taken_twice() {
        one().training.train();
        var model = one().interest.current();
        one().takeover.look();
        assertThat(one().interest.current()).isSameAs(model);
    }

    @Test
    void only_one_process_trains_at_a_time_and_a_dead_one_holds_nobody_up_for_long() throws SQLException {
        try (var turn = turns.take()) {
            assertThat(turn).isNotNull();
            assertThatThrownBy(one().training::train)
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("only one does so at a time")
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
                    .hasMessageContaining(", since 2026-05-04T10:00:00Z")
                    .hasMessageContaining("last heard of at 2026-05-04T10:00:00Z")
                    .hasMessageContaining("free after 2026-05-04T10:02:00Z");
        }
        assertThat(one().training.train().refusal()).isEmpty();

        execute("update interest_standing set owner = 'dead', owned_until = '2026-05-04 10:01'");
        assertThatThrownBy(one().training::train).isInstanceOf(Conflict.class).hasMessageContaining("dead");
        clock.advance(Duration.ofMinutes(2));
        assertThat(one().training.train().refusal()).isEmpty();
    }

    @Test
    void who_was_killed_on_this_very_host_holds_nobody_up() throws Exception {
        try (var turn = turns.take()) {
            assertThat(turn).isNotNull();
            // As if the process of that number had been another one.
            execute("update interest_standing set owner = regexp_replace(owner, '/[0-9]+/([^/]*)$', '/1/\\\\1')");
            assertThat(count("interest_standing where owner like '%/1/%' and owned_until > '2026-05-04 10:01'"))
                    .isEqualTo(1);
            assertThat(one().training.train().refusal()).isEmpty();
        }
    }

    @Test
    void what_a_killed_writer_left_is_never_seen_and_gone_with_the_next_turn() throws SQLException {
        var good = one().training.train();
        var origin = new Snapshot.Origin(clock.instant(), 1, 1, 1, 1, 1, Figures.of(Map.of()));
        var half = snapshots.write(origin, out -> out.ints(new int[1_000_000]));
        assertThat(half.chunks()).isEqualTo(3);

        var other = new Node();
        assertThat(other.takeover.look()).isTrue();
        assertThat(other.answers()).isEqualTo(good.version());
        assertThat(count("interest_snapshot")).isEqualTo(2);

        turns.tidy();
        assertThat(count("interest_snapshot")).isEqualTo(1);
        assertThat(count("interest_chunk where snapshot_id = " + half.id())).isZero();
        assertThat(count("interest_chunk")).isPositive();
    }

    @Test
    void of_what_holds_a_number_that_is_none_nothing_stays() throws SQLException {
        var origin = new Snapshot.Origin(clock.instant(), 1, 1, 1, 1, 1, Figures.of(Map.of()));
        assertThatThrownBy(() -> snapshots.write(origin, out -> {
                    out.ints(new int[1_000_000]);
                    out.floats(new float[] {1, Float.NaN});
                }))
                .isInstanceOf(NotFinite.class);
        assertThat(count("interest_snapshot")).isZero();
        assertThat(count("interest_chunk")).isZero();
    }

    @Test
    void who_lost_the_turn_meanwhile_cannot_publish() throws SQLException {
        one().training.train();
        var origin = new Snapshot.Origin(clock.instant(), 1, 1, 1, 1, 1, Figures.of(Map.of()));
        try (var turn = turns.take()) {
            var late = snapshots.write(origin, out -> out.number(1));
            execute("update interest_standing set owner = 'another'");
            assertThatThrownBy(() -> turn.publish(late)).isInstanceOf(Conflict.class);
        }
        assertThat(snapshots.standing().current())
                .isEqualTo(snapshots.published().getFirst().id());
        assertThat(snapshots.published()).hasSize(1);
        assertThat(count("interest_standing where owner = 'another'")).isEqualTo(1);
    }

    @Test
    void a_damaged_snapshot_is_told_and_the_one_before_answers() throws SQLException {
        var first = one().training.train();
        clock.advance(Duration.ofDays(1));
        var second = one().training.train();
        var trouble = "the current model cannot be read";
        execute("update interest_chunk set content = concat('y', substr(content, 2)) where snapshot_id ="
                + " (select snapshot_id from interest_standing)");

        var starting = new Node();
        assertThat(starting.takeover.look()).isTrue();
        assertThat(starting.answers()).isEqualTo(first.version());
        assertThat(starting.takeover.trouble())
                .hasValueSatisfying(it -> assertThat(it).startsWith(trouble).contains("checksum"));
        assertThat(one().answers()).isEqualTo(second.version());

        execute("update interest_chunk set content = concat('y', substr(content, 2))");
        var asking = new Node();
        assertThatThrownBy(asking.training::ready)
                .as("who only asks does not replace the model of all")
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("./postille train");
        assertThat(one().answers()).isEqualTo(second.version());

        clock.advance(Duration.ofDays(1));
        var third = one().training.train();
        assertThat(starting.takeover.look()).isTrue();
        assertThat(starting.answers()).isEqualTo(third.version());
        assertThat(starting.takeover.trouble()).isEmpty();
    }

    @Test
    void a_running_node_keeps_its_model_where_the_new_one_is_damaged_or_of_another_version() throws SQLException {
        var other = new Node();
        var first = one().training.train();
        other.takeover.look();
        clock.advance(Duration.ofDays(1));
        one().training.train();
        execute("update interest_snapshot set format = 99 where id = (select snapshot_id from interest_standing)");
        other.takeover.look();
        assertThat(other.answers()).isEqualTo(first.version());
        assertThat(other.takeover.trouble())
                .hasValueSatisfying(it -> assertThat(it).contains("has format 99"));
    }

    @Test
    void old_snapshots_go() throws SQLException {
        for (var day = 0; day < 5; day++) {
            one().training.train();
            clock.advance(Duration.ofDays(1));
        }
        assertThat(snapshots.published()).hasSize(config.kept());
        assertThat(snapshots.published().getFirst().id())
                .isEqualTo(snapshots.standing().current());
        assertThat(count("interest_chunk where snapshot_id not in (select id from interest_snapshot)"))
                .isZero();
    }

    @Test
    void a_model_that_foretells_worse_is_refused_unless_it_is_forced() throws SQLException {
        var first = one().training.train();
        execute("update interest_snapshot set figures = '{\"products for a customer\": 2.5}'");
        clock.advance(Duration.ofDays(1));

        var second = one().training.train();

        assertThat(second.refusal())
                .hasValueSatisfying(it ->
                        assertThat(it).startsWith("products for a customer: ").contains("2.5000"));
        assertThat(one().answers()).isEqualTo(first.version());
        assertThat(count("interest_snapshot")).isEqualTo(1);
        var other = new Node();
        assertThat(other.takeover.look()).isTrue();
        assertThat(other.answers()).isEqualTo(first.version());
        for (var node : List.of(one(), other)) {
            assertThat(node.takeover.trouble())
                    .hasValueSatisfying(it -> assertThat(it).contains("refused", "2.5000", "train --force"));
        }

        var third = one().training.train(true, _ -> Progress.UNSEEN, _ -> {});
        assertThat(third.refusal()).isEmpty();
        assertThat(one().answers()).isEqualTo(third.version());
        other.takeover.look();
        assertThat(other.answers()).isEqualTo(third.version());
        assertThat(other.takeover.trouble()).isEmpty();
    }

    @Test
    void nothing_is_learned_from_nothing() throws SQLException {
        one().training.train();
        execute("delete from event");
        var summary = one().training.train(true, _ -> Progress.UNSEEN, _ -> {});
        assertThat(summary.refusal()).hasValueSatisfying(it -> assertThat(it).contains("no event"));
        assertThat(one().recommended()).isNotEmpty();
    }

    @Test
    void an_attempt_before_anything_happened_keeps_no_later_one_waiting() throws SQLException {
        var schedule = new Schedule(one().training, one().takeover, snapshots, turns, sql, config, clock, "halted");
        execute("delete from event");
        assertThat(one().training.train().refusal()).isPresent();
        assertThat(schedule.isDue()).as("nothing has happened").isFalse();
        ordered(31, 1, 2);
        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void trains_by_itself_where_there_is_no_model_or_the_history_has_grown() throws SQLException {
        var schedule = new Schedule(one().training, one().takeover, snapshots, turns, sql, config, clock, "halted");
        assertThat(schedule.isDue()).isTrue();
        one().training.train();
        clock.advance(Duration.ofHours(2));
        assertThat(schedule.isDue()).isFalse();
        for (var customer = 31; customer <= 56; customer++) {
            ordered(customer, 1, 2);
        }
        assertThat(schedule.isDue()).isTrue();
        one().training.train();
        for (var customer = 131; customer <= 199; customer++) {
            ordered(customer, 1, 2);
        }
        assertThat(schedule.isDue()).as("so soon after the last one").isFalse();
        clock.advance(Duration.ofHours(2));
        assertThat(schedule.isDue()).isTrue();
    }

    private long count(String table) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
