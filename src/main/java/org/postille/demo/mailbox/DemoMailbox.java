package org.postille.demo.mailbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.NotFound;
import org.postille.delivery.smtp.ReceivedMail;

/** The mailbox of this run, open as long as the demo runs. Outside the demo there is none. */
@ApplicationScoped
public class DemoMailbox {

    private final MailboxConfig config;
    private @Nullable Mailbox mailbox;
    private @Nullable Receiver receiver;

    DemoMailbox(MailboxConfig config) {
        this.config = config;
    }

    void open(@Observes StartupEvent start) {
        if (config.active()) {
            mailbox = new Mailbox(
                    config.folder().resolve("mails"),
                    config.keptMails(),
                    Thread.ofVirtual().name("mailbox")::start);
            receiver = new Receiver(config.smtpPort(), mailbox);
        }
    }

    void close(@Observes ShutdownEvent end) {
        if (receiver != null) {
            receiver.close();
        }
    }

    /** Where mails are taken, on the loopback address. */
    public int smtpPort() {
        if (receiver == null) {
            throw new NotFound("there is a mailbox only in the demo");
        }
        return receiver.port();
    }

    /** How many mails lie in it. */
    public int size() {
        return mailbox == null ? 0 : mailbox.size();
    }

    /** The HTML of mails, newest first, after the first so many. */
    public List<String> newest(int after, int most) {
        return mails(after, most).stream().map(ReceivedMail::html).toList();
    }

    /** Mails, newest first, after the first so many. */
    public List<ReceivedMail> mails(int after, int most) {
        return mailbox().stream()
                .flatMap(box -> box.find(Search.EVERYTHING, after, most).letters().stream()
                        .flatMap(it -> box.source(it.id()).stream()))
                .map(ReceivedMail::read)
                .toList();
    }

    Optional<Mailbox> mailbox() {
        return Optional.ofNullable(mailbox);
    }
}
