package org.postille.delivery.dns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What receivers do with mail that fails, and what counts as failing (DMARC, RFC 9989). */
final class DmarcRecord {

    private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");
    /** RFC 9989 section 4.10: from a longer name the walk jumps to its last seven labels. */
    private static final int LONGEST_NAME = 7;

    private DmarcRecord() {}

    /**
     * The record that holds is the domain's own, or that of the nearest parent; the organisation, within which domains are
     * aligned, is the uppermost name with a record.
     */
    static Verdict verdict(Answers answers, String from, String envelope, String signing) throws Answers.NoAnswer {
        List<String> holds = List.of();
        var organisation = from;
        var below = from;
        for (var at = from; at.contains("."); at = parent(at)) {
            var found = answers.txt("_dmarc." + at).stream()
                    .filter(it -> it.toLowerCase(Locale.ROOT).matches("\\s*v\\s*=\\s*dmarc1\\s*(;.*)?"))
                    .toList();
            if (!found.isEmpty()) {
                holds = holds.isEmpty() ? found : holds;
                var suffix = Tags.of(found.getFirst()).get("psd", "u");
                organisation = suffix.equals("y") ? below : at;
                if (!suffix.equals("u")) {
                    break;
                }
            }
            below = at;
        }
        var uppermost = organisation;
        return Entry.judge(holds, it -> wrong(it, from, uppermost, envelope, signing));
    }

    private static String parent(String name) {
        var labels = List.of(name.split("\\."));
        return String.join(".", labels.subList(Math.max(1, labels.size() - LONGEST_NAME), labels.size()));
    }

    private static Optional<String> wrong(
            List<String> found, String from, String organisation, String envelope, String signing) {
        if (found.size() > 1) {
            return Optional.of("only one DMARC record may stand there, receivers take none of several");
        }
        var tags = Tags.of(found.getFirst());
        if (!POLICIES.contains(tags.get("p", "none"))) {
            return Optional.of("p= must be none, quarantine or reject");
        }
        if (!aligned(tags.get("adkim", "r"), signing, from, organisation)) {
            return Optional.of("the signing domain " + signing + " is not aligned with " + from);
        }
        return aligned(tags.get("aspf", "r"), envelope, from, organisation)
                ? Optional.empty()
                : Optional.of("the envelope domain " + envelope + " is not aligned with " + from
                        + ", so that SPF does not count");
    }

    /** Strict: the same domain. Relaxed: below the same organisation. */
    private static boolean aligned(String mode, String domain, String from, String organisation) {
        return mode.equals("s")
                ? domain.equals(from)
                : isBelow(domain, organisation) || isBelow(domain, from) || isBelow(from, domain);
    }

    private static boolean isBelow(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
