package org.postille.interest.evaluation.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postille.base.Progress;
import org.postille.interest.blend.Spread;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.evaluation.data.Lot;
import org.postille.interest.history.Ids;
import org.postille.interest.method.Content;
import org.postille.interest.method.Groups;

/** Measures what is told of products that share something against the test part of a data set. */
public final class GroupMeasures {

    private static final int MOST = 150;
    private static final double[] AT_LEAST = {0.1, 0.2};

    private final DataSet data;
    private final int[] customers;
    private final List<Groups.Group> groups;
    private final List<Groups.Group> singles;

    public GroupMeasures(DataSet data, long seed) {
        this.data = data;
        customers = data.knownCustomers();
        var numbers = new Ids();
        for (var product = 0; product < data.products(); product++) {
            numbers.add(product);
        }
        groups = Groups.drawn(new Content(data.facts(), numbers), data::known, MOST, seed);
        singles = Arrays.stream(Lot.drawn(data.knownProducts(), MOST, seed))
                .mapToObj(it -> new Groups.Group(data.product(it), new int[] {it}))
                .toList();
    }

    /** Probabilities for some products together. */
    public interface Chances {
        /**
         * @param probabilities one for each customer, from 0 to 1; overwritten
         * @return false if none are told
         */
        boolean told(int[] products, float[] probabilities);
    }

    /** In which range what comes lies in eight of ten cases. */
    public interface Ranges {
        Optional<Spread.Likely> likely(int[] products, double told);
    }

    /**
     * Whether probabilities come true, for groups of known products by lot and for as many single ones, whether anybody went for them
     * or not.
     *
     * @return nothing where no products share anything or no probability is told
     */
    public List<Grouped> grouped(Chances chances, Ranges ranges, Progress progress) {
        return Stream.of(
                        grouped("groups of products", groups, chances, ranges, progress),
                        grouped("single products", singles, chances, ranges, progress))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Grouped> grouped(
            String of, List<Groups.Group> groups, Chances chances, Ranges ranges, Progress progress) {
        var told = new AtomicBoolean(!groups.isEmpty());
        var measured = new Grouped.Group[groups.size()];
        var rooms = Parts.each(groups.size(), Room::new, progress, (room, number) -> {
            var group = groups.get(number);
            if (!told.get() || !chances.told(group.products(), room.chances)) {
                told.set(false);
                return;
            }
            measured[number] = room.count(group, ranges);
        });
        if (!told.get()) {
            return Optional.empty();
        }
        var reliability = new Reliability();
        rooms.forEach(it -> reliability.add(it.reliability));
        var fronts = IntStream.range(0, AT_LEAST.length)
                .mapToObj(it -> new Grouped.Front(
                        AT_LEAST[it],
                        rooms.stream().mapToLong(room -> room.pairs[it]).sum(),
                        rooms.stream().mapToDouble(room -> room.told[it]).sum(),
                        rooms.stream().mapToLong(room -> room.came[it]).sum()))
                .toList();
        return Optional.of(Grouped.of(reliability.calibration(of), List.of(measured), fronts));
    }

    /** For one group after another, for one thread. */
    private final class Room {
        private final float[] chances = new float[data.customers()];
        private final Reliability reliability = new Reliability();
        private final long[] pairs = new long[AT_LEAST.length];
        private final double[] told = new double[AT_LEAST.length];
        private final long[] came = new long[AT_LEAST.length];

        Grouped.Group count(Groups.Group group, Ranges ranges) {
            var products = new BitSet();
            Arrays.stream(group.products()).forEach(products::set);
            var sum = 0.0;
            var buyers = 0;
            for (var customer : customers) {
                var open = (BitSet) products.clone();
                Arrays.stream(data.train()[customer]).forEach(open::clear);
                if (!open.isEmpty()) {
                    var buys = Arrays.stream(data.test()[customer]).anyMatch(open::get);
                    sum += chances[customer];
                    buyers += buys ? 1 : 0;
                    add(chances[customer], buys);
                }
            }
            reliability.endProduct();
            return new Grouped.Group(
                    group.shared(),
                    group.products().length,
                    sum,
                    buyers,
                    ranges.likely(group.products(), sum).orElse(null));
        }

        private void add(float chance, boolean buys) {
            reliability.add(chance, buys);
            for (var i = 0; i < AT_LEAST.length; i++) {
                if (chance >= AT_LEAST[i]) {
                    pairs[i]++;
                    told[i] += chance;
                    came[i] += buys ? 1 : 0;
                }
            }
        }
    }
}
