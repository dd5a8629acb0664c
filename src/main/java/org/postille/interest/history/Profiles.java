package org.postille.interest.history;

import java.util.Arrays;
import java.util.BitSet;
import org.postille.event.EventKind;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** For each customer the products they touched: how strongly, when last, and whether they bought them. */
public final class Profiles {

    private static final int MINUTES_A_DAY = 24 * 60;

    public final Rows rows;
    private final BitSet bought;
    private short[] age = new short[1024];
    private int entries;

    /** @param history sorted */
    public Profiles(History history) {
        rows = new Rows();
        bought = new BitSet();
        var end = history.end();
        var tally = new Tally(history.products.size());
        for (var customer = 0; customer < history.customers.size(); customer++) {
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                tally.count(history.product(i), history.kind(i), history.minute(i));
            }
            for (var i = 0; i < tally.size; i++) {
                add(tally, tally.touched[i], end);
            }
            rows.endRow();
            tally.clear();
        }
        rows.trimmed();
        age = Arrays.copyOf(age, entries);
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

    private void add(Tally tally, int product, int end) {
        var strength = tally.strength(product);
        if (strength == 0) {
            return;
        }
        if (entries == age.length) {
            age = Arrays.copyOf(age, entries + (entries >> 1));
        }
        bought.set(entries, tally.ordered[product] > 0);
        age[entries++] = (short) Math.min(Short.MAX_VALUE, (end - tally.last[product]) / MINUTES_A_DAY);
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
        private final short[] viewed;
        private final boolean[] inCart;
        private final short[] ordered;
        private final short[] returned;
        private final int[] last;
        private final int[] touched;
        private final boolean[] seen;
        private int size;

        Tally(int products) {
            viewed = new short[products];
            inCart = new boolean[products];
            ordered = new short[products];
            returned = new short[products];
            last = new int[products];
            touched = new int[products];
            seen = new boolean[products];
        }

        void count(int product, EventKind kind, int minute) {
            if (!seen[product]) {
                seen[product] = true;
                touched[size++] = product;
            }
            switch (kind) {
                case VIEWED -> viewed[product]++;
                case CART_UPDATED -> inCart[product] = true;
                case CART_EMPTIED -> inCart[product] = false;
                case ORDERED -> ordered[product]++;
                case RETURNED -> returned[product]++;
            }
            last[product] = minute;
        }

        /** 1 for an order, less for what only came near one, negative for what came back. */
        float strength(int product) {
            if (returned[product] > 0 && returned[product] >= ordered[product]) {
                return -0.5f;
            }
            if (ordered[product] > 0) {
                return 1;
            }
            return inCart[product] ? 0.5f : (float) Math.min(0.4, 0.15 * Math.log1p(viewed[product]) / Math.log(2));
        }

        void clear() {
            for (var i = 0; i < size; i++) {
                var product = touched[i];
                seen[product] = false;
                inCart[product] = false;
                viewed[product] = 0;
                ordered[product] = 0;
                returned[product] = 0;
            }
            size = 0;
        }
    }
}
