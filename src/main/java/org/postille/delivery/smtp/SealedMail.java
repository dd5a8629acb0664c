package org.postille.delivery.smtp;

/** A mail as it goes over the wire, composed and signed; only handing it over is left. Made by {@link SmtpRelay#seal}. */
public final class SealedMail {

    private final EmailAddress sender;
    private final EmailAddress recipient;
    private final String messageId;
    private final byte[] seal;
    private final byte[] content;

    SealedMail(EmailAddress sender, EmailAddress recipient, String messageId, byte[] seal, byte[] content) {
        this.sender = sender;
        this.recipient = recipient;
        this.messageId = messageId;
        this.seal = seal;
        this.content = content;
    }

    EmailAddress sender() {
        return sender;
    }

    EmailAddress recipient() {
        return recipient;
    }

    /** Without angle brackets. */
    String messageId() {
        return messageId;
    }

    /** Header fields that go before the content. */
    byte[] seal() {
        return seal;
    }

    byte[] content() {
        return content;
    }

    /** In bytes, with both parts. */
    int size() {
        return seal.length + content.length;
    }
}
