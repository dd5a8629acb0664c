package org.postille.interest.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotInputTest {

    private final List<Chunk> chunks = new ArrayList<>();
    private final SnapshotOutput out = new SnapshotOutput((bytes, length) -> chunks.add(Chunk.of(bytes, length)));

    private SnapshotInput read() {
        out.end();
        var next = chunks.iterator();
        return new SnapshotInput(() -> next.next().bytes(), out.bytes());
    }

    @Test
    void numbers_of_all_kinds_come_back_also_over_the_edges_of_chunks() {
        var random = new Random(4);
        var longs = random.longs(300_001).toArray();
        var ints = random.ints(400_003).toArray();
        var floats = new float[1_000_003];
        var shorts = new short[700_001];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        for (var i = 0; i < shorts.length; i++) {
            shorts[i] = (short) random.nextInt(90);
        }
        var text = "ä€😀".repeat(300_000);
        // Seven bytes, so that nothing after it lies evenly.
        out.part("seven b");
        out.longs(longs);
        out.text(text);
        out.ints(ints);
        out.shorts(shorts);
        out.number(Long.MIN_VALUE);
        out.floats(floats);
        out.part("end");

        var in = read();
        in.part("seven b");
        assertThat(in.longs()).isEqualTo(longs);
        assertThat(in.text()).isEqualTo(text);
        assertThat(in.ints()).isEqualTo(ints);
        assertThat(in.shorts()).isEqualTo(shorts);
        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.floats()).isEqualTo(floats);
        in.part("end");
        assertThat(chunks).hasSizeGreaterThan(5).anyMatch(Chunk::packed).anyMatch(it -> !it.packed());
        assertThat(chunks).allSatisfy(it -> assertThat(it.content().length).isLessThanOrEqualTo(it.length()));
        assertThatThrownBy(in::number).isInstanceOf(Damaged.class).hasMessageContaining("ends within end");
    }

    @Test
    void what_changed_in_the_store_is_noticed() {
        out.ints(new int[100_000]);
        out.end();
        for (var it : List.of(chunks.getFirst(), Chunk.of(new byte[] {1, 2, 3}, 3))) {
            assertThat(it.bytes()).hasSize(it.length());
            it.content()[it.content().length / 2] ^= 4;
            assertThatThrownBy(it::bytes).isInstanceOf(Damaged.class);
        }
    }

    @Test
    void what_is_not_there_takes_no_memory() {
        out.number(Integer.MAX_VALUE);
        out.number(-1);
        var in = read();
        assertThatThrownBy(in::longs).isInstanceOf(Damaged.class);
        assertThatThrownBy(in::longs).isInstanceOf(Damaged.class);
    }

    @Test
    void another_part_than_expected_is_named() {
        out.part("customers");
        out.part("profiles");
        var in = read();
        in.part("customers");
        assertThatThrownBy(() -> in.part("products"))
                .isInstanceOf(Damaged.class)
                .hasMessage("the snapshot has profiles after customers, where products should be");
    }

    @Test
    void numbers_that_are_none_are_refused_wherever_they_are() {
        var floats = new float[500_000];
        out.part("factors");
        out.floats(floats);
        for (var none : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            floats[499_999] = none;
            assertThatThrownBy(() -> out.floats(floats))
                    .isInstanceOf(NotFinite.class)
                    .hasMessage("factors holds " + none);
        }
    }
}
