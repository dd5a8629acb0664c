package org.postille.demo.mailbox;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postille.delivery.smtp.ReceivedMail;

/**
 * Mails on disk, one file each, so that any mail client can open them too; what the list shows is kept in memory. The oldest
 * mails make room for new ones.
 */
final class Mailbox {

    private static final String SUFFIX = ".eml";
    private static final Pattern FILE = Pattern.compile("(\\d{1,18})\\.eml");
    private static final int FILES_IN_FOLDER = 1000;

    private final Path folder;
    private final int kept;
    private final ConcurrentSkipListMap<Long, Letter> letters = new ConcurrentSkipListMap<>();
    private final AtomicLong latest = new AtomicLong();

    /** How many mails a campaign has sent that still lie here. */
    record Count(Letter.Campaign campaign, int mails) {}

    /** A part of the list, newest first, and how many there are in all. */
    record Excerpt(List<Letter> letters, int total) {}

    /**
     * A mailbox with the mails that an earlier run left in this folder. A new mail is taken at once; the earlier ones appear
     * in the list as {@code background} gets on with reading them.
     */
    Mailbox(Path folder, int kept, Executor background) {
        this.folder = folder;
        this.kept = kept;
        var earlier = earlier();
        if (!earlier.isEmpty()) {
            latest.set(earlier.lastKey());
            background.execute(() -> earlier.descendingMap().forEach(this::remember));
        }
    }

    private NavigableMap<Long, Path> earlier() {
        var found = new TreeMap<Long, Path>();
        try {
            Files.createDirectories(folder);
            try (var files = Files.walk(folder)) {
                files.forEach(file -> {
                    var name = FILE.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        found.put(Long.valueOf(name.group(1)), file);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the mailbox cannot keep its mails", e);
        }
        return found;
    }

    private void remember(long id, Path file) {
        try {
            letters.put(id, Letter.of(id, ReceivedMail.glance(Files.readAllBytes(file))));
        } catch (IOException e) {
            Log.warnf("a mail cannot be read any more: %s (%s)", file, e.getMessage());
        }
    }

    /** Keeps a mail; it is on disk when this returns. */
    long keep(byte[] source) {
        var id = latest.incrementAndGet();
        var file = file(id);
        try {
            Files.createDirectories(folder(id));
            Files.write(file, source);
            letters.put(id, Letter.of(id, ReceivedMail.glance(source)));
            while (letters.size() > kept) {
                var oldest = letters.pollFirstEntry();
                if (oldest != null) {
                    Files.deleteIfExists(file(oldest.getKey()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the mailbox cannot keep a mail", e);
        }
        return id;
    }

    private Path folder(long id) {
        return folder.resolve(Long.toString(id / FILES_IN_FOLDER));
    }

    private Path file(long id) {
        return folder(id).resolve(id + SUFFIX);
    }

    Optional<Letter> letter(long id) {
        return Optional.ofNullable(letters.get(id));
    }

    /** The mail as it came, if it is still here. */
    Optional<byte[]> source(long id) {
        try {
            return letters.containsKey(id) ? Optional.of(Files.readAllBytes(file(id))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Excerpt find(Search search, int from, int most) {
        var found = newestFirst().filter(letter -> letter.matches(search)).toList();
        var start = Math.clamp(from, 0, found.size());
        return new Excerpt(List.copyOf(found.subList(start, Math.min(start + most, found.size()))), found.size());
    }

    /** The next newer mail of the search. */
    Optional<Letter> newer(long id, Search search) {
        return letters.tailMap(id, false).values().stream()
                .filter(it -> it.matches(search))
                .findFirst();
    }

    /** The next older mail of the search. */
    Optional<Letter> older(long id, Search search) {
        return letters.headMap(id, false).descendingMap().values().stream()
                .filter(it -> it.matches(search))
                .findFirst();
    }

    int size() {
        return letters.size();
    }

    /** Every campaign, the one that wrote last first. */
    List<Count> campaigns() {
        Map<String, Count> counts = new LinkedHashMap<>();
        newestFirst().map(Letter::campaign).forEach(campaign -> {
            if (campaign != null) {
                counts.merge(
                        campaign.id(),
                        new Count(campaign, 1),
                        (a, b) -> new Count(a.campaign(), a.mails() + b.mails()));
            }
        });
        return List.copyOf(counts.values());
    }

    private Stream<Letter> newestFirst() {
        return letters.descendingMap().values().stream();
    }
}
