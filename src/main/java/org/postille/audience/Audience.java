package org.postille.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.NotFound;
import org.postille.base.Sql;
import org.postille.interest.Interest;
import org.postille.interest.InterestModel;
import org.postille.interest.Prospects;
import org.postille.interest.blend.Spread;

/** Who is meant by a rule, how many they are, and why somebody is one of them or not. */
@ApplicationScoped
public class Audience {

    private static final int REACHABLE = 1;

    private final DataSource database;
    private final Interest interest;

    Audience(DataSource database, Interest interest) {
        this.database = database;
        this.interest = interest;
    }

    /**
     * The recipients at that moment, for a statement on the same connection. Valid until the next selection on it: the
     * prospects of interest rules are kept in a temporary table.
     */
    public Selection selection(Connection connection, Target target, Instant at) throws SQLException {
        var conditions = new ArrayList<Fragment>();
        conditions.add(among(target));
        conditions(new AudienceSql(connection), target, at).forEach(it -> conditions.add(it.condition()));
        var where = Fragment.join("and", conditions, "true");
        return new Selection("from customer c where " + where.text(), where.values());
    }

    /**
     * The first rule that keeps that customer from being a recipient, in words; nothing for a recipient. Without interest rules
     * a look-up of one row, however many customers there are.
     */
    public Optional<String> failing(Target target, Instant at, long customerId) {
        return run(connection -> {
            var sql = new AudienceSql(connection);
            var conditions = conditions(
                    sql,
                    target,
                    at,
                    (model, products, rule) -> model.standing(customerId, products)
                            .filter(it -> it.rank() <= rule.top() && it.score() >= rule.atLeast())
                            .map(it -> new Prospects(new long[] {customerId}, new double[] {it.score()}))
                            .orElse(Prospects.NOBODY));
            var one = Fragment.join("and", List.of(among(target), Fragment.of("c.id = ?", customerId)), "true");
            var failing = sql.firstFailing(
                    one, conditions.stream().map(Named::condition).toList());
            for (var i = 0; i < conditions.size(); i++) {
                if (failing[i] > 0) {
                    return Optional.of(
                            i == REACHABLE
                                    ? sql.suppression(customerId).orElse(RuleText.REACHABLE)
                                    : conditions.get(i).text());
                }
            }
            return failing[conditions.size()] > 0 ? Optional.empty() : Optional.of("is a customer");
        });
    }

    /**
     * How many customers there are, and how many each condition leaves of them: the ground first, then addresses that are
     * suppressed, if there are any, then rule by rule.
     */
    public Reach count(Target target, Instant at) {
        return run(connection -> {
            var sql = new AudienceSql(connection);
            var conditions = conditions(sql, target, at);
            var failing = sql.firstFailing(
                    among(target), conditions.stream().map(Named::condition).toList());
            var left = 0L;
            for (var count : failing) {
                left += count;
            }
            var steps = new ArrayList<Step>();
            steps.add(new Step(target.zone() == null ? "all customers" : "all in " + target.zone(), 0, left));
            for (var i = 0; i < conditions.size(); i++) {
                left -= failing[i];
                if (i == REACHABLE && failing[i] == 0) {
                    continue;
                }
                steps.add(new Step(conditions.get(i).text(), failing[i], left));
            }
            var ranked = RuleSql.interests(target.rule());
            var buyers = ranked.isEmpty()
                    ? 0
                    : sql.buyers(
                            among(target),
                            conditions.stream().map(Named::condition).toList());
            return new Reach(steps, buyers, likely(sql, ranked, buyers).atMost(left));
        });
    }

    /** Of several rules the widest: what one of them gets wrong may be wrong for all. */
    private Spread.Likely likely(AudienceSql sql, List<Rule.Interest> rules, double buyers) throws SQLException {
        var all = new Spread.Likely(Math.round(buyers), Math.round(buyers));
        for (var rule : rules) {
            all = all.or(interest.current().likely(sql.products(rule.theme()), buyers));
        }
        return all;
    }

    /**
     * For each rule whether it holds for that customer, and what decided.
     *
     * @throws NotFound if there is no such customer
     */
    public Explanation explain(Target target, Instant at, String customerKey) {
        return run(connection -> {
            var sql = new AudienceSql(connection);
            var person = sql.person(customerKey)
                    .orElseThrow(() -> new NotFound("there is no customer '" + customerKey + "'"));
            return new Explainer(sql, interest.current(), person, customerKey, at).explain(target);
        });
    }

    private record Named(String text, Fragment condition) {}

    private List<Named> conditions(AudienceSql sql, Target target, Instant at) throws SQLException {
        return conditions(
                sql, target, at, (model, products, rule) -> model.customersFor(products, rule.top(), rule.atLeast()));
    }

    /** Finds the prospects of a rule, or those of them that matter. */
    private interface Ranking {
        Prospects of(InterestModel model, long[] products, Rule.Interest rule);
    }

    private List<Named> conditions(AudienceSql sql, Target target, Instant at, Ranking ranking) throws SQLException {
        var ranked = RuleSql.interests(target.rule());
        if (!ranked.isEmpty()) {
            rank(sql, ranked, ranking);
        }
        return named(target, new RuleSql(at, target.zone(), ranked));
    }

    private static Fragment among(Target target) {
        return target.zone() == null
                ? Fragment.of("true")
                : Fragment.of("c.time_zone = ?", target.zone().getId());
    }

    private static List<Named> named(Target target, RuleSql sql) {
        var all = new ArrayList<Named>();
        all.add(new Named(RuleText.of(target.basis()), sql.condition(target.basis())));
        all.add(REACHABLE, new Named(RuleText.REACHABLE, sql.reachable(target.basis())));
        if (target.holdout() != null) {
            all.add(new Named(RuleText.of(target.holdout()), sql.notIn(target.holdout())));
        }
        var rules = target.rule() instanceof Rule.All together ? together.rules() : List.of(target.rule());
        rules.forEach(it -> all.add(new Named(RuleText.whole(it), sql.condition(it))));
        return all;
    }

    private void rank(AudienceSql sql, List<Rule.Interest> rules, Ranking ranking) throws SQLException {
        var model = interest.current();
        var wanted = new ArrayList<long[]>();
        var prospects = new ArrayList<Prospects>();
        for (var rule : rules) {
            var products = sql.products(rule.theme());
            wanted.add(products);
            prospects.add(ranking.of(model, products, rule));
        }
        sql.keep(prospects);
        for (var rule = 0; rule < rules.size(); rule++) {
            sql.leaveWhoIsDone(rule, wanted.get(rule), model.learnedUntil());
        }
    }

    private <T> T run(Sql.Work<T> work) {
        return Sql.with(database, work);
    }
}
