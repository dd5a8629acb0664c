package org.postille.interest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

class RowsTest {

    private static final int ROWS = 300;
    private static final int PRODUCTS = 40;

    private final Random random = new Random(3);
    private final float[][] expected = new float[ROWS][PRODUCTS];

    private Rows rows(int differentWeights) {
        var rows = new Rows(2, 2);
        for (var row = 0; row < ROWS; row++) {
            for (var product = row % 3; product < PRODUCTS; product += 1 + random.nextInt(3)) {
                expected[row][product] = (1 + random.nextInt(differentWeights)) / 7f - 20;
                rows.add(product, expected[row][product]);
            }
            rows.endRow();
        }
        return rows.trimmed();
    }

    private void assertHolds(Rows rows) {
        var found = new float[ROWS][PRODUCTS];
        for (var row = 0; row < ROWS; row++) {
            for (var i = rows.start(row); i < rows.end(row); i++) {
                found[row][rows.product(i)] = rows.weight(i);
            }
        }
        assertThat(rows.size()).isEqualTo(ROWS);
        assertThat(found).isDeepEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 256, 257, 100_000})
    void weights_are_kept_exactly_however_many_different_ones_there_are(int different) {
        var rows = rows(different);
        assertHolds(rows);
        assertHolds(rows.transposed(PRODUCTS).transposed(ROWS));

        var chunks = new ArrayDeque<byte[]>();
        var out = new SnapshotOutput((bytes, length) -> chunks.add(Arrays.copyOf(bytes, length)));
        rows.write(out);
        out.end();
        assertHolds(Rows.read(new SnapshotInput(chunks::remove, out.bytes())));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1_000})
    void transposed_rows_can_be_added_to(int different) {
        var turned = rows(different).transposed(PRODUCTS);
        turned.add(7, 0.25f);
        turned.endRow();

        assertThat(turned.weight(turned.start(PRODUCTS))).isEqualTo(0.25f);
        assertThat(turned.product(turned.start(PRODUCTS))).isEqualTo(7);
        for (var i = turned.start(5); i < turned.end(5); i++) {
            assertThat(turned.weight(i)).isEqualTo(expected[turned.product(i)][5]);
        }
    }
}
