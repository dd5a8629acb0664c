package org.postille.campaign;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postille.base.Finding;
import org.postille.base.Nearest;
import org.postille.base.NotFound;
import org.postille.base.PostilleConfig;
import org.postille.campaign.definition.CampaignDefinition;

/**
 * The campaigns that run: what the files say, and under which id the database knows them.
 *
 * <p>Read once at the first use, and again on {@link #reload}. A campaign with a mistake in its file, or a template that cannot be
 * compiled, is logged with its place and does not run; all others do.
 */
@ApplicationScoped
public class Campaigns {

    private final PostilleConfig config;
    private final CampaignSql sql;
    private final Clock clock;
    private volatile State state = State.NOTHING;

    Campaigns(PostilleConfig config, CampaignSql sql, Clock clock) {
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    private record State(
            int readings, CampaignCheck.Result files, Map<String, Running> byName, Map<Long, Running> byId) {
        static final State NOTHING =
                new State(0, new CampaignCheck.Result(List.of(), Map.of(), List.of()), Map.of(), Map.of());
    }

    /** A campaign and its id in the database. */
    public record Running(long id, CampaignDefinition definition) {}

    public Collection<Running> all() {
        return state().byName.values();
    }

    public Optional<CampaignDefinition> definition(String name) {
        return Optional.ofNullable(state().byName.get(name)).map(Running::definition);
    }

    public Optional<CampaignDefinition> ofId(long id) {
        return Optional.ofNullable(state().byId.get(id)).map(Running::definition);
    }

    /** @throws NotFound with the nearest known name */
    public Running named(String name) {
        var known = state().byName;
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new NotFound("there is no campaign '" + name + "'"
                        + Nearest.hint(name, known.keySet()) + "; known are: "
                        + String.join(", ", known.keySet())));
    }

    /** How often the files were read: what was derived from them holds as long as this stays. */
    int readings() {
        return state().readings;
    }

    /** The rules that campaigns share, by name. */
    public Map<String, org.postille.campaign.definition.Segment> segments() {
        return state().files.segments();
    }

    /** What is wrong in the campaign files, as {@code ./postille check} says it. */
    public Collection<Finding> findings() {
        return state().files.findings();
    }

    /** Reads the files again. Messages that are on their way keep the name of their campaign and get its new content. */
    public synchronized void reload() {
        var files = CampaignCheck.of(config.campaigns(), config.templates());
        files.findings().forEach(it -> Log.warnf("%s", it));
        var now = clock.instant();
        var byName = new LinkedHashMap<String, Running>();
        var byId = new HashMap<Long, Running>();
        for (var definition : files.campaigns()) {
            var running = new Running(sql.register(definition.name(), definition.version(), now), definition);
            byName.put(definition.name(), running);
            byId.put(running.id(), running);
        }
        state = new State(state.readings + 1, files, byName, byId);
    }

    private State state() {
        if (state.readings == 0) {
            synchronized (this) {
                if (state.readings == 0) {
                    reload();
                }
            }
        }
        return state;
    }
}
