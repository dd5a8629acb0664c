package org.postille.delivery.feedback;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.bounce.Origin;
import org.postille.delivery.bounce.Report;
import org.postille.delivery.feedback.BounceAddress.Mark;
import org.postille.delivery.smtp.EmailAddress;

/**
 * Takes what comes back and finds the mail that it is about. Anybody may write to the bounce address: only a report that holds a token of ours
 * changes anything, and only for the recipient of that mail. The same report by two ways counts once.
 */
@ApplicationScoped
public class Bounces {

    private static final int TRIES = 4;

    private final BounceAddress addresses;
    private final BounceSql sql;
    private final Conclusions conclusions;

    Bounces(BounceAddress addresses, BounceSql sql, Conclusions conclusions) {
        this.addresses = addresses;
        this.sql = sql;
        this.conclusions = conclusions;
    }

    /** By which way a report came. */
    public enum Source {
        /** The relay's own answer when the mail was handed over. */
        RELAY,
        SMTP,
        LMTP,
        IMAP,
        POP3,
        SES,
        MAILGUN,
        POSTMARK,
        SENDGRID;

        /** {@return as it stands in the database and in metrics} */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a report. */
    public enum Taken {
        /** It is kept, and what follows from it is done. */
        COUNTED,
        /** It was counted before. */
        KNOWN,
        /** A bounce or a complaint, but of no mail of ours that could be told; kept, and nothing changed. */
        UNMATCHED,
        /** Nothing follows from it: delivered, delayed, or a program's answer. */
        NOTHING,
        /** No report: something that somebody should look at. */
        OTHER
    }

    /**
     * Takes a raw mail: a report, or the wish to unsubscribe.
     *
     * @param to the recipients of its envelope where they are known; its header is looked at, too
     * @throws RuntimeException if the database cannot take it now; then nothing was done, and it may come again
     */
    public Taken take(byte[] mail, Collection<String> to, Source source) {
        return take(mail, null, to, source);
    }

    /**
     * Takes a raw mail of which it is known who sent it.
     *
     * @param sender of its envelope, empty for none; null if it is not known
     * @param to     the recipients of its envelope where they are known; its header is looked at, too
     * @throws RuntimeException if the database cannot take it now; then nothing was done, and it may come again
     */
    public Taken take(byte[] mail, @Nullable String sender, Collection<String> to, Source source) {
        var report = Report.read(mail, sender);
        return switch (report) {
            case Report.Bounced it -> take(it, to, source, null, hash(mail));
            case Report.Complaint it -> take(it, to, source, null, hash(mail));
            case Report.Delivered _ -> Taken.NOTHING;
            case Report.AutoReply it -> unsubscribed(to, it.origin(), source).orElse(Taken.NOTHING);
            case Report.Other it -> unsubscribed(to, it.origin(), source).orElse(Taken.OTHER);
        };
    }

    /**
     * Takes a report that was read already.
     *
     * @param to         addresses and Message-IDs that may be ours, besides what the report's origin has
     * @param reportedAt as the report says
     * @param key        the same for the same report, at most 64 ASCII characters
     */
    public Taken take(Report report, Collection<String> to, Source source, @Nullable Instant reportedAt, String key) {
        var mark = mark(report.origin(), to);
        return switch (report) {
            case Report.Bounced it -> bounced(it, mark, source, reportedAt, key);
            case Report.Complaint it -> complained(it, mark, source, reportedAt, key);
            case Report.Delivered _, Report.AutoReply _, Report.Other _ -> Taken.NOTHING;
        };
    }

    /**
     * Takes a permanent refusal that the relay said to us when it was to take the mail.
     *
     * @param code     of SMTP, such as 550
     * @param enhanced the status of RFC 3463 where the reply had one
     * @param text     of the reply, with its codes or without
     */
    public void refused(long message, long customer, int code, @Nullable String enhanced, String text) {
        var failure = failure(code, enhanced, text);
        inTransaction(() -> sql.sent(message)
                .filter(it -> it.customer() == customer)
                .map(it -> conclusions.failed(new Conclusions.Told(it, true, Source.RELAY, null), failure)));
    }

    /**
     * {@return whether a refusal is about us (policy, authentication, reputation) and not about the recipient, so that the next
     * recipient will be refused as well}
     *
     * @param code     of SMTP, such as 550
     * @param enhanced the status of RFC 3463 where the reply had one
     */
    public static boolean isPolicy(int code, @Nullable String enhanced, String text) {
        return BounceKind.ofUs(failure(code, enhanced, text));
    }

    private static Failure failure(int code, @Nullable String enhanced, String text) {
        var said = text.startsWith(code + "") ? text : code + " " + (enhanced == null ? "" : enhanced + " ") + text;
        // These are what RCPT is answered with; a filter that has read the mail says 554 or 552.
        var stage = code == 550 || code == 551 || code == 553 ? "in reply to RCPT TO" : "";
        return Failure.of(null, said, stage, enhanced);
    }

    /**
     * Ends the consent that a mail was sent under, as its one-click link does; again changes nothing.
     *
     * @param saidAt when the recipient said so; consent that was given later stays. null: now
     * @return whether there is such a mail
     */
    public boolean unsubscribe(long message, Source source, @Nullable Instant saidAt) {
        return inTransaction(() -> {
            var sent = sql.sent(message);
            sent.ifPresent(it -> conclusions.unsubscribed(it, source, saidAt));
            return sent.isPresent();
        });
    }

    /** {@return the first wish among these addresses, fulfilled} */
    private Optional<Taken> unsubscribed(Collection<String> to, Origin origin, Source source) {
        return Stream.concat(to.stream(), origin.reportedTo().stream())
                .flatMap(it -> addresses.read(it).stream())
                .flatMap(it -> it instanceof Mark.Unsubscribe wish ? Stream.of(wish) : Stream.empty())
                .findFirst()
                .map(it -> unsubscribe(it.message(), source, null) ? Taken.COUNTED : Taken.NOTHING);
    }

    /** {@return the mail that it is about: the address it came to tells best, then what it returns of the mail} */
    Optional<Mark> mark(Origin origin, Collection<String> to) {
        var addressed = Stream.of(to.stream(), origin.reportedTo().stream(), Stream.ofNullable(origin.sender()))
                .flatMap(it -> it)
                .flatMap(it -> addresses.read(it).stream())
                .toList();
        return addressed.stream()
                .findFirst()
                .map(it -> telling(it, addressed))
                .or(() -> Optional.ofNullable(origin.messageId()).flatMap(addresses::read))
                .or(() -> Optional.ofNullable(origin.listUnsubscribe()).flatMap(addresses::ofListUnsubscribe));
    }

    /** {@return another mark of the same mail that also tells the recipient, where there is one} */
    private static Mark telling(Mark first, List<Mark> all) {
        return first instanceof Mark.Sent(long message, Integer recipient) && recipient == null
                ? all.stream()
                        .filter(it -> it instanceof Mark.Sent other
                                && other.message() == message
                                && other.recipient() != null)
                        .findFirst()
                        .orElse(first)
                : first;
    }

    private Taken bounced(
            Report.Bounced report, Optional<Mark> mark, Source source, @Nullable Instant reportedAt, String key) {
        var failures = report.failures().stream().filter(it -> !it.delayed()).toList();
        if (failures.isEmpty()) {
            return Taken.NOTHING;
        }
        return inTransaction(() -> {
            // Nothing was ever sent with that as its envelope sender.
            var told = mark.filter(Mark.Sent.class::isInstance)
                    .flatMap(it -> told(it, named(report, report.origin()), source, reportedAt));
            return told.isPresent()
                    ? conclusions.failed(
                            told.get(), decisive(failures, told.get().sent()))
                    : conclusions.unmatched(failures.getFirst(), source, reportedAt, key);
        });
    }

    private Taken complained(
            Report.Complaint report, Optional<Mark> mark, Source source, @Nullable Instant reportedAt, String key) {
        if (!report.kind().unsubscribes()) {
            return Taken.NOTHING;
        }
        return inTransaction(() -> {
            var told = mark.flatMap(it -> told(it, named(report, report.origin()), source, reportedAt));
            return told.isPresent()
                    ? conclusions.complained(told.get(), report.kind())
                    : conclusions.unmatched(report.kind(), source, reportedAt, key);
        });
    }

    private Optional<Conclusions.Told> told(
            Mark mark, Collection<String> named, Source source, @Nullable Instant reportedAt) {
        return sql.sent(mark.message())
                .map(it -> new Conclusions.Told(it, current(mark, named, it), source, reportedAt));
    }

    /** {@return the addresses that a report gives the recipient, as far as it does} */
    private static List<String> named(Report report, Origin origin) {
        var recipients = switch (report) {
            case Report.Bounced it ->
                it.failures().stream().map(Failure::recipient).filter(Objects::nonNull);
            case Report.Complaint it -> it.recipients().stream();
            case Report.Delivered _, Report.AutoReply _, Report.Other _ -> Stream.<String>of();
        };
        return Stream.concat(recipients, origin.recipients().stream()).toList();
    }

    /**
     * {@return the failure that tells of our recipient} The one that names the address; else a list or a forwarding stands
     * behind it, and the mildest counts, since somebody may have got the mail.
     */
    private static Failure decisive(List<Failure> failures, BounceSql.Sent sent) {
        var own = failures.stream()
                .filter(it -> same(sent.email(), it.recipient()))
                .toList();
        return own.isEmpty()
                ? failures.stream().max(Comparator.comparing(Failure::severity)).orElseThrow()
                : own.stream().min(Comparator.comparing(Failure::severity)).orElseThrow();
    }

    /**
     * {@return whether the mail went to the address that the customer has now} The mark tells; where it does not, the names in the
     * report do, and where it has none, it did.
     */
    private static boolean current(Mark mark, Collection<String> named, BounceSql.Sent sent) {
        if (mark instanceof Mark.Sent(long _, Integer recipient) && recipient != null) {
            return recipient == BounceAddress.fingerprint(sent.email());
        }
        return named.isEmpty() || named.stream().anyMatch(it -> same(sent.email(), it));
    }

    private static boolean same(String email, @Nullable String other) {
        return other != null && wire(email).equalsIgnoreCase(wire(other));
    }

    private static String wire(String address) {
        try {
            return EmailAddress.ofRecipient(address.strip()).value();
        } catch (Invalid e) {
            return address.strip();
        }
    }

    /** Report and conclusions are one: what dies between them comes again. */
    private static <T> T inTransaction(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(
                        QuarkusTransaction.joiningExisting().call(work::get));
            } catch (RuntimeException e) {
                // The same report may come by two ways at once; whoever had to give way comes again.
                if (attempt == TRIES
                        || !Sql.isDeadlock(e)
                        || QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    throw e;
                }
            }
        }
    }

    private static String hash(byte[] mail) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(mail));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
