package org.postille.interest.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postille.base.Sql;
import org.postille.interest.snapshot.Snapshot.Origin;

/** Stores snapshots in the database, where every node finds them. */
@ApplicationScoped
public class Snapshots {

    /** Counts up whenever the content is laid out otherwise. */
    public static final int FORMAT = 4;

    private final SnapshotSql sql;
    private final StandingSql standing;

    Snapshots(SnapshotSql sql, StandingSql standing) {
        this.sql = sql;
        this.standing = standing;
    }

    /** Which one answers, and how trainings went; one row. */
    public Standing standing() {
        return standing.standing();
    }

    /**
     * Nobody sees it before {@link Turn#publish}.
     *
     * @param content writes it
     * @throws NotFinite if a number is not; what was written is gone then, as after every other failure
     */
    public Snapshot write(Origin origin, Consumer<SnapshotOutput> content) {
        var id = sql.begin(FORMAT, origin);
        try {
            var chunks = new Chunks(id);
            var out = new SnapshotOutput(chunks::add);
            content.accept(out);
            out.end();
            return new Snapshot(id, FORMAT, origin, chunks.count, out.bytes());
        } catch (RuntimeException e) {
            if (!Sql.isOfTheDatabase(e)) {
                sql.delete(id);
            }
            throw e;
        }
    }

    /** Numbers what it passes on. */
    private final class Chunks {
        private final long snapshot;
        private int count;

        Chunks(long snapshot) {
            this.snapshot = snapshot;
        }

        void add(byte[] bytes, int length) {
            sql.add(snapshot, count++, Chunk.of(bytes, length));
        }

        byte[] next() {
            var number = count++;
            try {
                return sql.chunk(snapshot, number)
                        .orElseThrow(() -> new Damaged("it is not there"))
                        .bytes();
            } catch (Damaged e) {
                throw new Damaged("chunk " + number + " of snapshot " + snapshot + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reads it chunk by chunk.
     *
     * @throws Damaged if it is not what was written, or was written by another version
     */
    public <T> T read(Snapshot snapshot, Function<SnapshotInput, T> reader) {
        if (snapshot.format() != FORMAT) {
            throw new Damaged("snapshot " + snapshot.id() + " has format " + snapshot.format() + ", this version reads "
                    + FORMAT);
        }
        try {
            return reader.apply(new SnapshotInput(new Chunks(snapshot.id())::next, snapshot.bytes()));
        } catch (NegativeArraySizeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new Damaged("snapshot " + snapshot.id() + " does not fit together: " + e, e);
        }
    }

    /** All that ever answered and are there still, the latest first. */
    public List<Snapshot> published() {
        return sql.published();
    }

    public void delete(Snapshot snapshot) {
        sql.delete(snapshot.id());
    }

    /** Lets go of those that answered before the {@code kept} latest. */
    public void prune(int kept) {
        var current = standing.standing().current();
        sql.published().stream()
                .filter(it -> it.id() < current)
                .skip(Math.max(0, kept - 1))
                .forEach(this::delete);
    }
}
