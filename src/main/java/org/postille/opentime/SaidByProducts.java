package org.postille.opentime;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which products say what under one name, turned round once so that what fits each of many customers is found without looking at
 * every product again: customers have many ages and sizes, and products few values.
 *
 * @param byValue ids
 * @param silent that say nothing
 */
record SaidByProducts(Map<String, int[]> byValue, BitSet silent) {

    static SaidByProducts of(String name, List<OpenTimeSql.Sellable> products) {
        var silent = new BitSet();
        var byValue = new HashMap<String, IntStream.Builder>();
        for (var product : products) {
            var id = Math.toIntExact(product.id());
            var said = product.said(name);
            if (said.isEmpty()) {
                silent.set(id);
            }
            said.forEach(
                    it -> byValue.computeIfAbsent(it, _ -> IntStream.builder()).add(id));
        }
        var ids = new HashMap<String, int[]>();
        byValue.forEach((value, builder) -> ids.put(value, builder.build().toArray()));
        return new SaidByProducts(ids, silent);
    }

    /** By id. */
    BitSet covered(Criterion.Said criterion) {
        var covered = new BitSet();
        if (criterion.unknown()) {
            covered.or(silent);
        }
        var fits = criterion.fits();
        byValue.forEach((value, ids) -> {
            if (fits.test(value)) {
                for (var id : ids) {
                    covered.set(id);
                }
            }
        });
        return covered;
    }
}
