package org.postille.campaign;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.audience.Assortment;
import org.postille.base.Finding;
import org.postille.base.Nearest;
import org.postille.base.NotFound;
import org.postille.base.PostilleConfig;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Looks;
import org.postille.campaign.definition.Mention;

/**
 * The campaigns that run: what the files say, and under which id the database knows them.
 *
 * <p>Read at the first use, and again when {@link #refresh} finds a file changed. A mistake in a file is logged with its
 * place, and keeps no other campaign from running; its own goes on as it was before, if it ran. One with a broken template goes on,
 * and its mails wait.
 */
@ApplicationScoped
public class Campaigns {

    private static final int DEEPEST = 3;

    private final PostilleConfig config;
    private final CampaignSql sql;
    private final Assortment assortment;
    private final Clock clock;
    private volatile State state = State.NOTHING;
    private Set<String> stamp = Set.of();
    /** The last run of each campaign of which that was said. */
    private final Map<String, String> warned = new ConcurrentHashMap<>();

    Campaigns(PostilleConfig config, CampaignSql sql, Assortment assortment, Clock clock) {
        this.config = config;
        this.sql = sql;
        this.assortment = assortment;
        this.clock = clock;
    }

    /** @param earlier what ran when a file was last without a mistake */
    private record State(
            int readings,
            CampaignCheck.Result files,
            Looks looks,
            Map<String, Running> byName,
            Map<Long, Running> byId,
            Map<Long, Running> earlier) {
        static final State NOTHING = new State(
                0,
                new CampaignCheck.Result(List.of(), Map.of(), Looks.STANDARD, true, List.of()),
                Looks.STANDARD,
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** A campaign and its id in the database. */
    public record Running(long id, CampaignDefinition definition) {}

    public Collection<Running> all() {
        return state().byName.values();
    }

    public Optional<CampaignDefinition> ofId(long id) {
        return Optional.ofNullable(state().byId.get(id)).map(Running::definition);
    }

    /** The same as it was when its file was last without a mistake, for mails that were sent before. */
    public Optional<CampaignDefinition> lastOfId(long id) {
        return ofId(id).or(() -> Optional.ofNullable(state().earlier.get(id)).map(Running::definition));
    }

    /** @throws NotFound with the nearest known name */
    public Running named(String name) {
        var known = state().byName;
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new NotFound("there is no campaign '" + name + "'"
                        + Nearest.hint(name, known.keySet()) + "; known are: "
                        + String.join(", ", known.keySet())));
    }

    /** How pictures look, by the theme file. */
    public Looks looks() {
        return state().looks;
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

    /** What a campaign names of the assortment, and the shop does not have now. It goes on all the same: it may come. */
    public List<Finding> missing(CampaignDefinition definition) {
        return definition.mentions().stream()
                .distinct()
                .flatMap(it -> missing(it).map(it.place()::finding).stream())
                .toList();
    }

    private Optional<String> missing(Mention mention) {
        var ofCustomers = mention.ofCustomers();
        return ofCustomers == null ? assortment.missing(mention.theme()) : assortment.missing(ofCustomers);
    }

    /** Says what that is, once for each run. */
    void warn(CampaignDefinition definition, String occasion) {
        if (!occasion.equals(warned.put(definition.name(), occasion))) {
            missing(definition).forEach(it -> Log.warnf("%s", it));
        }
    }

    /** Reads the files again. Messages that are on their way keep the name of their campaign and get its new content. */
    public synchronized void reload() {
        stamp = stamp();
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
        files.campaigns().stream()
                .flatMap(it -> missing(it).stream())
                .distinct()
                .forEach(it -> Log.warnf("%s", it));
        for (var running : state.byName.values()) {
            var definition = running.definition();
            if (!byName.containsKey(definition.name()) && isBroken(definition, files)) {
                Log.warnf("%s goes on as it was before its file had a mistake", definition.name());
                byName.put(definition.name(), running);
                byId.put(running.id(), running);
            }
        }
        var earlier = new HashMap<>(state.earlier);
        earlier.putAll(state.byId);
        state = new State(state.readings + 1, files, looks(files), byName, byId, earlier);
    }

    /** A theme file with a mistake changes nothing that is seen; at a start, what could be read of it counts. */
    private Looks looks(CampaignCheck.Result files) {
        return files.soundLooks() || state.readings == 0 ? files.looks() : state.looks;
    }

    /** What a server does not lose while a file is half edited: the carts and returns of these minutes. */
    private static boolean isBroken(CampaignDefinition definition, CampaignCheck.Result files) {
        return files.findings().stream()
                .anyMatch(it -> it.file().equals(definition.place().file()));
    }

    /** Reads the files again if one of them, or of the templates, has changed. */
    public synchronized void refresh() {
        if (state.readings > 0 && !stamp().equals(stamp)) {
            Log.info("campaigns or templates have changed and are read again");
            reload();
        }
    }

    /** Which files there are, of what length and age. */
    private Set<String> stamp() {
        var files = new HashSet<String>();
        for (var folder : List.of(config.campaigns(), config.templates())) {
            try (var all = Files.walk(folder, DEEPEST)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            } catch (IOException | UncheckedIOException e) {
                files.add(folder + " cannot be read");
            }
        }
        return files;
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
