package org.postille.interest.history;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.postille.event.EventKind;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** For each customer the products they touched: how strongly, when last, and whether they bought them. */
public final class Profiles {

    private static final int MINUTES_A_DAY = 24 * 60;

    public final Rows rows;
    private final BitSet bought;
    private short[] age;
    private int entries;

    /** @param history sorted */
    public Profiles(History history) {
        // Never more than happened: to grow would take more for a while.
        rows = new Rows(history.customers.size(), history.size());
        age = new short[history.size()];
        bought = new BitSet(history.size());
        var end = history.end();
        var tally = new Tally(history.products.size());
        for (var customer = 0; customer < history.customers.size(); customer++) {
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                tally.count(history.product(i), history.kind(i), history.minute(i));
            }
            for (var i = 0; i < tally.size; i++) {
                add(tally.of(tally.touched[i]), tally.touched[i], end);
            }
            rows.endRow();
            tally.clear();
        }
        rows.trimmed();
        age = age.length == entries ? age : Arrays.copyOf(age, entries);
    }

    private Profiles(Rows rows, BitSet bought, short[] age) {
        this.rows = rows;
        this.bought = bought;
        this.age = age;
        entries = age.length;
    }

    public void write(SnapshotOutput out) {
        rows.write(out);
        out.longs(bought.toLongArray());
        out.shorts(age);
    }

    public static Profiles read(SnapshotInput in) {
        return new Profiles(Rows.read(in), BitSet.valueOf(in.longs()), in.shorts());
    }

    private void add(Deeds deeds, int product, int end) {
        var strength = deeds.strength();
        if (strength == 0) {
            return;
        }
        bought.set(entries, deeds.bought());
        age[entries++] = (short) Math.min(Short.MAX_VALUE, (end - deeds.last()) / MINUTES_A_DAY);
        rows.add(product, strength);
    }

    public boolean bought(int position) {
        return bought.get(position);
    }

    /** Whether this customer bought this product. */
    public boolean bought(int customer, int product) {
        for (var i = rows.start(customer); i < rows.end(customer); i++) {
            if (rows.product(i) == product) {
                return bought.get(i);
            }
        }
        return false;
    }

    /** Days from the last interaction to the end of the history. */
    public int age(int position) {
        return age[position];
    }

    /** What one customer did with each product. */
    private static final class Tally {
        private final @Nullable Deeds[] deeds;
        private final boolean[] seen;
        private final int[] touched;
        private int size;

        Tally(int products) {
            deeds = new Deeds[products];
            seen = new boolean[products];
            touched = new int[products];
        }

        void count(int product, EventKind kind, int minute) {
            if (!seen[product]) {
                seen[product] = true;
                touched[size++] = product;
            }
            of(product).count(kind, minute);
        }

        Deeds of(int product) {
            var known = deeds[product];
            if (known == null) {
                known = new Deeds();
                deeds[product] = known;
            }
            return known;
        }

        void clear() {
            for (var i = 0; i < size; i++) {
                seen[touched[i]] = false;
                of(touched[i]).clear();
            }
            size = 0;
        }
    }
}
