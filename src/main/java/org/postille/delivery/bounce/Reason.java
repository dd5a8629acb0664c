package org.postille.delivery.bounce;

/** Why a mail was not delivered, in the words of the field. */
public enum Reason {

    /** No such mailbox. */
    USER_UNKNOWN(Severity.HARD),
    /** No such domain, or none that DNS leads to. */
    HOST_UNKNOWN(Severity.HARD),
    /** The person has another address now. */
    MOVED(Severity.HARD),
    /** The domain takes no mail at all (RFC 7505). */
    NOT_ACCEPTING(Severity.HARD),

    /** The mailbox has no room. */
    MAILBOX_FULL(Severity.SOFT),
    /** The account is disabled, locked or inactive; it may come back. */
    SUSPENDED(Severity.SOFT),
    /** The recipient, or a rule for the recipient, does not want this mail; also "user unknown" said too late to believe. */
    FILTERED(Severity.SOFT),
    /** The mail, or one of its lines, is larger than the other side takes. */
    TOO_LARGE(Severity.SOFT),

    /** Taken for spam. */
    SPAM(Severity.SOFT),
    /** Taken for malware. */
    VIRUS(Severity.SOFT),
    /** Our address is on a list or refused for what it is. */
    BLOCKED(Severity.SOFT),
    /** Our address or domain has a bad name. */
    REPUTATION(Severity.SOFT),
    /** SPF, DKIM or DMARC did not pass. */
    AUTHENTICATION(Severity.SOFT),
    /** Our address has no name in DNS, or another one. */
    NO_REVERSE_DNS(Severity.SOFT),
    /** The envelope sender or From was refused. */
    SENDER_REFUSED(Severity.SOFT),
    /** The other side does not relay to this domain. */
    RELAY_DENIED(Severity.SOFT),
    /** Against a rule of the other side. */
    POLICY(Severity.SOFT),
    /** Access denied, or a login or encryption missing. */
    SECURITY(Severity.SOFT),
    /** Too many connections or mails in a time. */
    RATE(Severity.SOFT),

    /** The form of the mail is wrong. */
    CONTENT(Severity.SOFT),
    /** The mail breaks RFC 5322. */
    NOT_COMPLIANT(Severity.SOFT),
    /** The protocol was broken. */
    SYNTAX(Severity.SOFT),

    /** Given up, or delayed, after trying for long. */
    EXPIRED(Severity.SOFT),
    /** No connection, no answer of DNS, or a loop. */
    NETWORK(Severity.SOFT),
    /** The other system failed. */
    SYSTEM_ERROR(Severity.SOFT),
    /** The other system's disk is full. */
    SYSTEM_FULL(Severity.SOFT),
    /** The program that should take the mail failed. */
    MAILER_ERROR(Severity.SOFT),

    /** The report does not tell. */
    UNKNOWN(Severity.SOFT);

    private final Severity severity;

    Reason(Severity severity) {
        this.severity = severity;
    }

    /** {@return what this says about the address when the refusal is a permanent one} */
    public Severity severity() {
        return severity;
    }
}
