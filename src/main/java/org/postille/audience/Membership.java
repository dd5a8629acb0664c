package org.postille.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** For which rules one customer is meant, asked while somebody waits: one look-up by the customer's id, however many there are. */
@ApplicationScoped
public class Membership {

    private final DataSource database;

    Membership(DataSource database) {
        this.database = database;
    }

    /** Whether a rule may be asked so. One about interest may not: where somebody stands depends on all others. */
    public static boolean mayBeAsked(Rule rule) {
        return RuleSql.interests(rule).isEmpty();
    }

    /**
     * Those of the rules that hold for the customer at that moment; none for somebody who is not known, or no more.
     *
     * @param rules that {@link #mayBeAsked}
     */
    public Set<Rule> among(Collection<? extends Rule> rules, long customer, Instant at) {
        var asked = List.copyOf(rules);
        var sql = new RuleSql(at, null, List.of());
        return Sql.with(database, connection -> {
            var holds = new AudienceSql(connection)
                    .holdAll(asked.stream().map(sql::condition).toList(), customer);
            var found = new LinkedHashSet<Rule>();
            for (var i = 0; i < holds.size(); i++) {
                if (holds.get(i)) {
                    found.add(asked.get(i));
                }
            }
            return found;
        });
    }
}
