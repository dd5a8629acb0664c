package org.postille.interest.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares ways of choosing products by what readers of mails saw and clicked. */
@ApplicationScoped
public class Comparisons {

    /** What is compared apart from each other. */
    public enum Part {
        ALL,
        BLOCK,
        STRATEGY,
        MODEL
    }

    private final ComparisonSql sql;

    Comparisons(ComparisonSql sql) {
        this.sql = sql;
    }

    /** By the name of the part; only what was decided with exploration and seen by people who consent to tracking. */
    public SortedMap<String, Comparison> since(Instant since, Part part) {
        var compared = new TreeMap<String, Comparison>();
        sql.eachSince(
                since,
                part,
                (name, slot) ->
                        compared.computeIfAbsent(name, _ -> new Comparison()).add(slot));
        return compared;
    }
}
