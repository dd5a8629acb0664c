package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The commands that say from whom and to whom a mail goes, with what the relay's extensions let us add. */
record Envelope(String mail, String recipient) {

    /** RFC 3461 section 4.4. */
    private static final int LONGEST_ID = 100;

    static Envelope of(SealedMail mail, Extensions offered) {
        var from = new StringBuilder(128)
                .append("MAIL FROM:<")
                .append(mail.sender())
                .append('>');
        var to = new StringBuilder(128)
                .append("RCPT TO:<")
                .append(mail.recipient())
                .append('>');
        if (offered.has("SIZE")) {
            from.append(" SIZE=").append(mail.size());
        }
        if (mail.recipient().international()) {
            from.append(" BODY=8BITMIME SMTPUTF8");
        }
        if (offered.has("DSN")) {
            from.append(" RET=HDRS");
            var id = xtext(mail.messageId());
            if (id.length() <= LONGEST_ID) {
                from.append(" ENVID=").append(id);
            }
            to.append(" NOTIFY=FAILURE,DELAY");
            if (!mail.recipient().international()) {
                to.append(" ORCPT=rfc822;").append(xtext(mail.recipient().value()));
            }
        }
        return new Envelope(from.toString(), to.toString());
    }

    /** RFC 3461 section 4. */
    static String xtext(String text) {
        var out = new StringBuilder(text.length());
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= '!' && octet <= '~' && octet != '+' && octet != '=') {
                out.append((char) octet);
            } else {
                out.append(String.format(Locale.ROOT, "+%02X", octet & 0xFF));
            }
        }
        return out.toString();
    }
}
