package org.postille.delivery.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Set-based questions of the alarms; each is asked once a minute. */
@ApplicationScoped
class AlarmSql {

    private final DataSource database;

    AlarmSql(DataSource database) {
        this.database = database;
    }

    /** What came back about mails of a campaign to a domain. */
    record Returned(long campaign, String domain, int complaints, int hard, int refusals) {}

    /** Since that time, but not before the campaign was resumed; index bounce_received. */
    List<Returned> returned(Instant since) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select m.campaign_id, lower(substring_index(c.email, '@', -1)) as domain,
                           sum(b.kind = 'complaint') as complaints, sum(b.kind = 'hard') as hard,
                           sum(b.kind = 'refusal') as refusals
                    from bounce b join message m on m.id = b.message_id join customer c on c.id = b.customer_id
                    join campaign on campaign.id = m.campaign_id
                    where b.received_at > ? and b.kind in ('complaint', 'hard', 'refusal')
                      and (campaign.resumed_at is null or b.received_at > campaign.resumed_at)
                    group by m.campaign_id, domain""")) {
                statement.setObject(1, since);
                var returned = new ArrayList<Returned>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        returned.add(new Returned(
                                rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getInt(4), rows.getInt(5)));
                    }
                }
                return returned;
            }
        });
    }
}
