package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The clicks on products in mails. */
@ApplicationScoped
class SlotClickSql {

    private final DataSource database;

    SlotClickSql(DataSource database) {
        this.database = database;
    }

    /**
     * The first click on a product, and the first that may be a person's. Everything by primary key; consent is looked at in the
     * same statement.
     *
     * @param visitor {@code VisitClass.code}
     */
    void record(long message, String block, int slot, String visitor, Instant at) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into slot_click (message_id, block, slot, product_id, customer_id, clicked_at, class)
                    select m.id, d.block, d.slot, d.product_id, t.customer_id, ?, ?
                    from message m
                    join decision d on d.message_id = m.id and d.block = ? and d.slot = ?
                    join consent t on t.customer_id = m.customer_id and t.purpose = 'tracking' and t.ended_at is null
                    where m.id = ? and d.product_id is not null
                    on duplicate key update
                      -- class last: the other compares with what was there before
                      clicked_at = if(slot_click.class <> 'human_likely' and values(class) = 'human_likely',
                                      values(clicked_at), slot_click.clicked_at),
                      class = if(slot_click.class <> 'human_likely', values(class), slot_click.class)""")) {
                Sql.bind(statement, List.of(at, visitor, block, slot, message));
                return statement.executeUpdate();
            }
        });
    }
}
