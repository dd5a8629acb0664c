package org.postille.interest.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.postille.base.Sql;
import org.postille.interest.appeal.Comparison.Logged;

/** Reads what was shown, with which probability, and whether it was clicked. */
@ApplicationScoped
class ComparisonSql {

    private static final int ROWS_A_FETCH = 10_000;

    private final DataSource database;

    ComparisonSql(DataSource database) {
        this.database = database;
    }

    /** Slots of one mail come one after the other. */
    void eachSince(Instant since, Comparisons.Part part, BiConsumer<String, Logged> taker) {
        var name = switch (part) {
            case ALL -> "'all'";
            case BLOCK -> "concat(ca.name, ' / ', d.block)";
            case STRATEGY -> "d.strategy";
            case MODEL -> "d.model";
        };
        Sql.with(database, connection -> {
            // In the order of decision's primary key, or sorted out of decision_seen; everything else by primary key.
            try (var statement = connection.prepareStatement(
                    """
                    select %s as name, d.message_id, d.propensity, d.sampled, d.explored, d.place, d.choices,
                           d.sales_place, c.product_id is not null as clicked
                    from decision d
                    join message m on m.id = d.message_id
                    join campaign ca on ca.id = m.campaign_id
                    join consent t on t.customer_id = m.customer_id and t.purpose = 'tracking' and t.ended_at is null
                    left join human_click c on c.message_id = d.message_id and c.block = d.block and c.slot = d.slot
                                           and c.product_id = d.product_id
                    where d.seen_at >= ? and d.sampled is not null
                    order by d.message_id""".formatted(name), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(ROWS_A_FETCH);
                statement.setObject(1, since);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        var sampled = row.getDouble("sampled");
                        var odds = new Lottery.Odds(
                                row.getDouble("propensity"),
                                sampled,
                                row.getBoolean("explored"),
                                row.getInt("place"),
                                row.getInt("choices"),
                                row.getObject("sales_place", Integer.class));
                        taker.accept(
                                row.getString("name"),
                                new Logged(row.getLong("message_id"), odds, sampled, row.getBoolean("clicked")));
                    }
                    return true;
                }
            }
        });
    }
}
