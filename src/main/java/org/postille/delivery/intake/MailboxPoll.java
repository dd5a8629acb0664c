package org.postille.delivery.intake;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.delivery.feedback.BounceConfig;
import org.postille.delivery.feedback.Bounces;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;

/**
 * Empties the mailbox that bounces come to. One node of the cluster at a time; if two did it at once, the same bounce would
 * still count once.
 */
@ApplicationScoped
public class MailboxPoll {

    private static final int MOST_PORTIONS = 250;
    private static final int MANY = 3;

    private final BounceConfig config;
    private final Bounces bounces;
    private final Map<MailAccount, Box> boxes = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String why = "";

    MailboxPoll(BounceConfig config, Bounces bounces) {
        this.config = config;
        this.bounces = bounces;
    }

    @Scheduled(
            identity = "postille-bounces",
            every = "${postille.bounces.mailbox.every:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            account().ifPresent(this::run);
        } catch (Invalid e) {
            Log.error(e.getMessage());
        }
    }

    /** Why this node could not read it several times in a row; nothing if it could, or is not the one that does. */
    public Optional<String> trouble() {
        return failures.get() < MANY ? Optional.empty() : Optional.of(why);
    }

    private Optional<MailAccount> account() {
        var mailbox = config.mailbox();
        return mailbox.host().filter(it -> !it.isBlank()).map(it -> MailAccount.of(mailbox, it));
    }

    /** @return how many mails were looked at */
    int run(MailAccount account) {
        var source = switch (account.kind()) {
            case IMAP -> Source.IMAP;
            case POP3 -> Source.POP3;
        };
        var box = boxes.computeIfAbsent(account, MailboxPoll::box);
        var sum = 0;
        try (Store store = account.connect()) {
            for (var portion = 0; portion < MOST_PORTIONS; portion++) {
                var taken = box.portion(store, mail -> take(mail, source));
                sum += taken;
                if (taken < Box.PORTION) {
                    break;
                }
            }
            failures.set(0);
        } catch (MessagingException | IOException e) {
            failures.incrementAndGet();
            why = account.host() + ": " + e.getMessage();
            Log.errorf("the mailbox of bounces cannot be read, the next look goes on: %s", why);
        } catch (RuntimeException e) {
            Log.errorf("a bounce cannot be taken now and stays in its mailbox: %s", e.getMessage());
        }
        return sum;
    }

    private static Box box(MailAccount account) {
        return switch (account.kind()) {
            case IMAP -> new ImapBox(account.folder());
            case POP3 -> new PopBox();
        };
    }

    private Taken take(byte[] mail, Source source) {
        try {
            return bounces.take(mail, List.of(), source);
        } catch (RuntimeException e) {
            if (Sql.isOfTheDatabase(e)) {
                throw e;
            }
            // One mail that nobody can take must not keep those behind it waiting.
            Log.error("a mail in the mailbox of bounces could not be taken; it is put aside", e);
            return Taken.OTHER;
        }
    }
}
