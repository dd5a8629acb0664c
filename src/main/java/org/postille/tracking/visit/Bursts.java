package org.postille.tracking.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the visits of one mail together: what no single request tells. */
final class Bursts {

    /** So far apart are the links of one burst at most. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    /** Two clicks of one reader from two machines take longer. */
    static final Duration APART = Duration.ofSeconds(12);

    /** Whoever clicks has looked, no longer ago than that. */
    static final Duration LOOKED = Duration.ofMinutes(30);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final int MANY = 3;

    private Bursts() {}

    /**
     * A visit of the mail.
     *
     * @param id our number of it
     * @param place which slot or link
     * @param network from which, coarsely
     */
    record Seen(
            long id,
            Request.Kind kind,
            String place,
            Instant at,
            Judgement judgement,
            String network,
            Request.Platform platform) {

        private boolean isNear(Seen other, Duration window) {
            return Duration.between(at, other.at).abs().compareTo(window) <= 0;
        }

        private boolean isSameNetwork(Seen other) {
            return network.equals(other.network);
        }

        private boolean isLook() {
            return kind == Request.Kind.PICTURE && judgement.visitor().isLook();
        }
    }

    /**
     * What is to be judged otherwise, by our number.
     *
     * @param mail visits of one mail, in the order of time
     */
    static Map<Long, Judgement> judge(List<Seen> mail) {
        var changed = new HashMap<Long, Judgement>();
        var followed = mail.stream().filter(it -> it.kind.follows()).toList();
        for (var it : followed) {
            if (it.judgement.rule() == Rule.TRAP) {
                mark(mail, it, new Judgement(VisitClass.SCANNER, Rule.TRAP), changed);
            }
            if (isBurst(followed, it)) {
                mark(mail, it, new Judgement(VisitClass.SCANNER, Rule.BURST), changed);
            }
        }
        twoMachines(followed, changed);
        for (var it : followed) {
            if (it.judgement.rule() == Rule.DATA_CENTRE && !changed.containsKey(it.id) && hasLooked(mail, it)) {
                changed.put(it.id, new Judgement(VisitClass.UNKNOWN, Rule.DATA_CENTRE));
            }
        }
        mail.forEach(it -> changed.remove(it.id, it.judgement));
        return changed;
    }

    /** The whole burst is one visitor's, pictures included. */
    private static void mark(List<Seen> mail, Seen of, Judgement judgement, Map<Long, Judgement> changed) {
        for (var it : mail) {
            if (it.isSameNetwork(of)
                    && it.isNear(of, WINDOW)
                    && !it.judgement.rule().isFirm()) {
                var before = changed.get(it.id);
                if (before == null || before.rule() != Rule.TRAP) {
                    changed.put(it.id, judgement);
                }
            }
        }
    }

    private static boolean isBurst(List<Seen> followed, Seen it) {
        var near = followed.stream()
                .filter(other -> other.isSameNetwork(it) && other.isNear(it, WINDOW))
                .toList();
        var places = near.stream().map(Seen::place).distinct().count();
        var atOnce = near.stream()
                .filter(other -> other.isNear(it, AT_ONCE))
                .map(Seen::place)
                .distinct()
                .count();
        var unsubscribes = near.stream().anyMatch(other -> other.kind == Request.Kind.UNSUBSCRIBE);
        return places >= MANY || atOnce > 1 || (unsubscribes && places > 1);
    }

    /** Of two clicks from different machines the second is a filter's that repeats the first. */
    private static void twoMachines(List<Seen> followed, Map<Long, Judgement> changed) {
        var people = new ArrayList<Seen>();
        for (var it : followed) {
            if (it.judgement.visitor() != VisitClass.HUMAN_LIKELY
                    || it.judgement.rule().isFirm()
                    || changed.containsKey(it.id)) {
                continue;
            }
            if (people.stream()
                    .anyMatch(other ->
                            other.isNear(it, APART) && (!other.isSameNetwork(it) || other.platform != it.platform))) {
                changed.put(it.id, new Judgement(VisitClass.SCANNER, Rule.INCONSISTENT));
            } else {
                people.add(it);
            }
        }
    }

    private static boolean hasLooked(List<Seen> mail, Seen it) {
        return mail.stream().anyMatch(other -> other.isLook() && other.isNear(it, LOOKED) && !other.at.isAfter(it.at));
    }
}
