package org.postille.delivery.smtp;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the relay, for one thread at a time. Where the relay offers PIPELINING (RFC 2920), sender, recipient and
 * DATA go out together; the next mail begins only after the answer to this one, so that a lost connection leaves one in doubt.
 */
final class RelayConnection {

    /** How far the dialogue of a mail got. */
    private enum Stage {
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        HANDED_OVER
    }

    private static final int GO_AHEAD = 354;
    /** The relay wants (other) credentials, which says nothing about the mail. */
    private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

    private static final String ADVICE =
            "the relay wants another login: check postille.delivery.relay.user, .password and .token";
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final Wire wire;
    private final RelaySettings.Timeouts timeouts;
    private final Extensions offered;
    private final boolean pipelining;

    private Stage stage = Stage.MAIL;
    /** The relay waits for the rest of a mail that it will not get. */
    private boolean halfSaid;

    private boolean broken;
    private int mails;
    private long lastUsed = System.nanoTime();

    private RelayConnection(Wire wire, RelaySettings.Timeouts timeouts, Extensions offered) {
        this.wire = wire;
        this.timeouts = timeouts;
        this.offered = offered;
        pipelining = offered.has("PIPELINING");
    }

    static RelayConnection open(RelaySettings settings, SSLContext tls) throws IOException, Unwelcome {
        var wire = Wire.connect(
                settings.host(), settings.port(), settings.timeouts().connect());
        try {
            var offered = new Introduction(wire, settings, tls).make();
            return new RelayConnection(wire, settings.timeouts(), offered);
        } catch (IOException | Unwelcome | RuntimeException e) {
            wire.abort();
            throw e;
        }
    }

    /** The relay closed the connection before it heard of the mail: it may safely be sent by another one. */
    static final class Stale extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        private Stale(Reply reply) {
            super(reply.toString());
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    Attempt send(SealedMail mail) throws Stale {
        var impossible = impossible(mail);
        if (impossible != null) {
            return impossible;
        }
        stage = Stage.MAIL;
        mails++;
        try {
            return converse(mail);
        } catch (ProtocolException e) {
            broken = true;
            return stage == Stage.HANDED_OVER ? new Attempt.Unknown(lost(e)) : new Attempt.Deferred(lost(e));
        } catch (IOException | RuntimeException e) {
            broken = true;
            return switch (stage) {
                case MAIL -> throw new Stale(lost(e));
                case RCPT, DATA -> new Attempt.Deferred(lost(e));
                case CONTENT -> lastWord(e);
                case HANDED_OVER -> new Attempt.Unknown(lost(e));
            };
        } finally {
            lastUsed = System.nanoTime();
        }
    }

    /** What this relay cannot be asked to do. */
    private @Nullable Attempt impossible(SealedMail mail) {
        if (mail.recipient().international() && !offered.has("SMTPUTF8")) {
            return new Attempt.Rejected(new Reply(
                    553, "5.6.7 letters beyond ASCII before the @ need SMTPUTF8, which the relay does not offer"));
        }
        var largest = offered.largest();
        return largest > 0 && mail.size() > largest
                ? new Attempt.Rejected(
                        new Reply(
                                552,
                                "5.3.4 the mail has " + mail.size() + " bytes, the relay takes at most " + largest),
                        Attempt.Refused.CONTENT)
                : null;
    }

    private Attempt converse(SealedMail mail) throws IOException, Stale {
        var envelope = Envelope.of(mail, offered);
        if (pipelining) {
            if (halfSaid) {
                wire.line("RSET");
            }
            wire.line(envelope.mail());
            wire.line(envelope.recipient());
            wire.line("DATA");
            wire.flush();
        }
        if (halfSaid) {
            notClosing(ask("RSET"));
            halfSaid = false;
        }
        var answer = ask(envelope.mail());
        notClosing(answer);
        var refusal = refusal(answer, Attempt.Refused.SENDER);
        halfSaid = refusal == null;
        if (refusal != null && !pipelining) {
            return refusal;
        }
        return refusal == null ? toRecipient(mail, envelope) : afterRefusal(refusal, 2);
    }

    private Attempt toRecipient(SealedMail mail, Envelope envelope) throws IOException {
        stage = Stage.RCPT;
        var refusal = refusal(ask(envelope.recipient()), Attempt.Refused.RECIPIENT);
        if (refusal != null) {
            return pipelining ? afterRefusal(refusal, 1) : refusal;
        }
        stage = Stage.DATA;
        var answer = ask("DATA");
        if (answer.code() != GO_AHEAD) {
            refusal = refusal(answer, Attempt.Refused.CONTENT);
            if (refusal == null) {
                throw new ProtocolException("the relay answered " + answer);
            }
            return refusal;
        }
        return transfer(mail);
    }

    private Attempt transfer(SealedMail mail) throws IOException {
        stage = Stage.CONTENT;
        wire.text(mail.seal());
        wire.text(mail.content());
        wire.line(".");
        wire.flush();
        stage = Stage.HANDED_OVER;
        var answer = wire.answer(timeouts.end());
        halfSaid = false;
        var refusal = refusal(answer, Attempt.Refused.CONTENT);
        return refusal == null ? new Attempt.Accepted(answer.reply()) : refusal;
    }

    /** Hears the answers to what was sent together with the refused; the verdict stands whatever they are. */
    private Attempt afterRefusal(Attempt refusal, int answers) {
        try {
            for (var i = 0; i < answers && !broken; i++) {
                var answer = wire.answer(timeouts.reply());
                if (answer.code() == GO_AHEAD) {
                    // It waits for a mail to nobody (RFC 2920 section 3.1): an empty one.
                    wire.line(".");
                    wire.flush();
                    answer = wire.answer(timeouts.end());
                    halfSaid = false;
                }
                broken |= answer.code() == Answer.SERVICE_CLOSING;
            }
        } catch (IOException e) {
            broken = true;
        }
        return refusal;
    }

    /** Asks, unless that was done already, and hears the answer. */
    private Answer ask(String line) throws IOException {
        if (!pipelining) {
            wire.line(line);
            wire.flush();
        }
        return wire.answer(timeouts.reply());
    }

    private void notClosing(Answer answer) throws Stale {
        if (answer.code() == Answer.SERVICE_CLOSING) {
            broken = true;
            throw new Stale(answer.reply());
        }
    }

    /** Null if it is none. */
    private @Nullable Attempt refusal(Answer answer, Attempt.Refused what) throws ProtocolException {
        if (answer.positive()) {
            return null;
        }
        broken |= answer.code() == Answer.SERVICE_CLOSING;
        var reply = answer.reply();
        if (!answer.refusal()) {
            throw new ProtocolException("the relay answered " + answer);
        }
        if (CREDENTIALS.contains(reply.code())) {
            return new Attempt.Deferred(reply.hint(ADVICE));
        }
        return reply.code() >= 500 ? new Attempt.Rejected(reply, what) : new Attempt.Deferred(reply);
    }

    /** A relay that stops listening has often said why. */
    private Attempt lastWord(Exception e) {
        try {
            var refusal = refusal(wire.answer(LAST_WORD), Attempt.Refused.CONTENT);
            return refusal == null ? new Attempt.Deferred(lost(e)) : refusal;
        } catch (IOException silence) {
            return new Attempt.Deferred(lost(e));
        }
    }

    private Reply lost(Exception e) {
        return new Reply(0, "connection lost at " + stage + ": " + e);
    }

    /** Whether it can take another mail, as far as can be known without asking. */
    boolean usable(int mailsPerConnection) {
        return !broken && mails < mailsPerConnection && !wire.unread();
    }

    /** Since the end of its last mail; for a connection that nobody is using. */
    Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    /** Ends it if the relay has stopped taking what is being written. May be asked by any thread. */
    void endIfStuck() {
        if (wire.stuckFor() > timeouts.reply().toNanos()) {
            wire.abort();
        }
    }

    /** Says goodbye if there is still somebody to say it to; never fails. */
    void quit() {
        if (broken) {
            wire.abort();
            return;
        }
        try {
            wire.line("QUIT");
            wire.flush();
        } catch (IOException e) {
            // Nobody is there any more.
        }
        wire.close();
    }

    Wire wire() {
        return wire;
    }
}
