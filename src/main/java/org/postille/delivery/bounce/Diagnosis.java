package org.postille.delivery.bounce;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From what was said of one recipient to why it failed.
 *
 * @param said the refusal itself: the Diagnostic-Code, or the words behind the recipient in a notice
 * @param around what the reporting system wrote about this recipient, for what the refusal leaves open
 * @param status as the report claims, which the refusal's own code overrides
 * @param category X-PowerMTA-BounceCategory, such as bad-mailbox
 * @param program no SMTP was spoken: a program was to take the mail (Diagnostic-Code of type x-unix)
 * @param delayed the reporting system still tries
 */
record Diagnosis(
        String said,
        String around,
        @Nullable String status,
        @Nullable String category,
        boolean program,
        boolean delayed) {

    private static final Phrases WORDING = Phrases.of("wording.txt");
    private static final String OTHERWISE = " otherwise";
    private static final String SURE = " sure";
    private static final String PLAIN = "USER_UNKNOWN plain";

    /** What RFC 3463 calls a mailbox that does not exist overrules: words about the mailbox, none about who sends. */
    private static final Set<Reason> OF_THE_MAILBOX = EnumSet.of(Reason.SUSPENDED, Reason.FILTERED);

    /** A refusal is short; what is longer is a transcript, and its beginning tells. */
    private static final int LONGEST = 4_000;

    private static final int LONGEST_DIAGNOSTIC = 1_000;

    /** What could be taken for words: addresses, names of hosts, paths of links. */
    private static final Pattern NAMES = Pattern.compile("<[^<>\\s]{0,200}>|" + Address.PATTERN
            + "|\\bhost [^\\s\\[]{1,255} ?\\[[^]]{1,64}]|(?<=://)[^\\s/]{1,255}/[^\\s>]{0,1000}");

    /** Behind this stands what the other system said, before it only how it is told. */
    private static final Pattern QUOTED = Pattern.compile("the error that the other server returned was:"
            + "|the response (?:from the remote server )?was:|diagnostic information for administrators:|-server message"
            + "|diagnoseinformationen für administratoren:|informations de diagnostic pour les administrateurs ?:"
            + "|información de diagnóstico para los administradores:|diagnostische gegevens voor beheerders:");

    /** Categories of PowerMTA that say more than the refusal. */
    private static final Map<String, Reason> CATEGORIES = Map.of(
            "bad-mailbox", Reason.USER_UNKNOWN,
            "bad-domain", Reason.HOST_UNKNOWN,
            "inactive-mailbox", Reason.SUSPENDED,
            "quota-issues", Reason.MAILBOX_FULL,
            "spam-related", Reason.SPAM,
            "virus-related", Reason.VIRUS,
            "policy-related", Reason.POLICY,
            "message-expired", Reason.EXPIRED,
            "no-answer-from-host", Reason.EXPIRED,
            "relaying-issues", Reason.RELAY_DENIED);

    /** @param recipient null if the report names none */
    Failure failure(@Nullable String recipient) {
        var diagnostic =
                (said.isBlank() ? around : said).replaceAll("\\s++", " ").strip();
        var reply = reply();
        var reason = reason(reply);
        return new Failure(
                recipient,
                severity(reason, reply),
                reason,
                reply.status(),
                reply.code(),
                diagnostic.substring(0, Math.min(diagnostic.length(), LONGEST_DIAGNOSTIC)),
                delayed);
    }

    private Reply reply() {
        var own = Reply.in(plain(said));
        var claimed = new Reply(null, status);
        var heard = said.isBlank() || (own.code() == null && own.status() == null) ? Reply.in(plain(around)) : own;
        return (status != null && Reply.vague(status)) || own.status() != null ? heard.or(claimed) : claimed.or(heard);
    }

    private Severity severity(Reason reason, Reply reply) {
        // A policy speaks of the sender, whatever its words; only that a domain takes no mail is said with 5.7.27, too,
        // and
        // that there is nobody with 5.7.1.
        var policy = reply.about(7) && reason != Reason.NOT_ACCEPTING && reason != Reason.USER_UNKNOWN;
        return delayed || reply.temporary() || policy ? Severity.SOFT : reason.severity();
    }

    private Reason reason(Reply reply) {
        var words = words(said.isBlank() ? around : said);
        if (program) {
            return said(words, it -> !it.endsWith(OTHERWISE))
                    .filter(Reason.MAILBOX_FULL::equals)
                    .orElse(Reason.MAILER_ERROR);
        }
        var stage = stage();
        return judged(words, reply, stage)
                .or(() -> Optional.ofNullable(category).map(CATEGORIES::get))
                .or(() -> reply.detail()
                        .flatMap(StatusCode::reason)
                        .map(it -> believed(refined(it, words), reply, stage)))
                .or(() -> weak(words))
                .or(() -> judged(words(around), reply, stage))
                .or(() -> weak(words(around)))
                .or(() -> delayed ? Optional.of(Reason.EXPIRED) : Optional.empty())
                .or(() -> stage == Stage.MAIL ? Optional.of(Reason.SENDER_REFUSED) : Optional.empty())
                .or(() -> stage == Stage.CONNECT ? Optional.of(Reason.BLOCKED) : Optional.empty())
                .orElse(Reason.UNKNOWN);
    }

    private Stage stage() {
        var stage = Stage.in(plain(said));
        return stage == Stage.UNKNOWN ? Stage.in(plain(around)) : stage;
    }

    /**
     * {@return what the words mean at this point of the session} Many filters and some mobile carriers say "user unknown" of
     * people who are there; it is believed as the answer to RCPT, with a status that says the same, or from the reporting
     * system itself.
     */
    private Reason believed(Reason reason, Reply reply, Stage stage) {
        if (reason != Reason.USER_UNKNOWN && reason != Reason.HOST_UNKNOWN) {
            return reason;
        }
        if (stage == Stage.MAIL) {
            return Reason.SENDER_REFUSED;
        }
        if (stage == Stage.CONNECT) {
            return Reason.BLOCKED;
        }
        if (reason == Reason.HOST_UNKNOWN || "bad-mailbox".equals(category)) {
            return reason;
        }
        return reply.about(1) || stage == Stage.RCPT || isOwn(reply) ? reason : Reason.FILTERED;
    }

    /** {@return what the telling words mean here} */
    private Optional<Reason> judged(String words, Reply reply, Stage stage) {
        var strong = said(words, it -> !it.endsWith(OTHERWISE));
        if (strong.filter(OF_THE_MAILBOX::contains).isPresent() && namesNobody()) {
            return Optional.of(believed(Reason.USER_UNKNOWN, reply, stage));
        }
        if (strong.filter(it -> it == Reason.USER_UNKNOWN).isEmpty()) {
            return strong.map(it -> believed(it, reply, stage));
        }
        if (reply.about(7)) {
            return Optional.of(
                    stage == Stage.RCPT && WORDING.match(PLAIN, words)
                            ? Reason.USER_UNKNOWN
                            : weak(words).orElse(Reason.FILTERED));
        }
        if (reply.detail().filter("1.6"::equals).isPresent()) {
            return Optional.of(Reason.MOVED);
        }
        var sure = said(words, it -> it.endsWith(SURE)).equals(strong);
        return Optional.of(sure ? Reason.USER_UNKNOWN : believed(Reason.USER_UNKNOWN, reply, stage));
    }

    /** {@return whether the other system itself said the code for a mailbox that does not exist} */
    private boolean namesNobody() {
        return Reply.in(plain(said)).detail().filter("1.1"::equals).isPresent();
    }

    /** {@return whether no other system is quoted and the first thing that the reporting one says is that there is nobody} */
    private boolean isOwn(Reply reply) {
        return reply.code() == null
                && (reply.status() == null || Reply.vague(reply.status()))
                && WORDING.begins(PLAIN, words(said).replaceFirst("^[:\\s]+", ""));
    }

    /** "Given up" and "not reached" share their codes, and so do a system and its programs. */
    private static Reason refined(Reason reason, String words) {
        return switch (reason) {
            case EXPIRED -> weak(words).filter(Reason.NETWORK::equals).orElse(reason);
            case SYSTEM_ERROR -> weak(words).orElse(reason);
            case SECURITY -> weak(words).filter(Reason.POLICY::equals).orElse(reason);
            default -> reason;
        };
    }

    private static Optional<Reason> weak(String words) {
        return said(words, it -> it.endsWith(OTHERWISE));
    }

    private static Optional<Reason> said(String words, Predicate<String> headings) {
        return WORDING.headings().stream()
                .filter(headings)
                .filter(it -> WORDING.match(it, words))
                .findFirst()
                .map(it -> Reason.valueOf(it.split(" ", 2)[0]));
    }

    private static String plain(String text) {
        return Phrases.plain(text.substring(0, Math.min(text.length(), LONGEST)));
    }

    private static String words(String text) {
        var plain = plain(text);
        var quoted = QUOTED.matcher(plain);
        return Phrases.plain(Reply.joined(NAMES.matcher(quoted.find() ? plain.substring(quoted.end()) : plain)
                .replaceAll(" ")));
    }
}
