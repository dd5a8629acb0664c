package org.postille.delivery.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells which mail of ours a report is about; every field may be missing, as many systems return only a part of the mail
 * or hide the recipient.
 *
 * @param messageId of the mail, with its angle brackets
 * @param sender the envelope sender of the mail, which may be a VERP address
 * @param envelopeId the ENVID of RFC 3461
 * @param listUnsubscribe the header's value, unfolded
 * @param recipients the addresses of the mail's To
 * @param reportedTo where the report itself was sent to, nearest to the envelope first: mostly the VERP address again
 */
public record Origin(
        @Nullable String messageId,
        @Nullable String sender,
        @Nullable String envelopeId,
        @Nullable String listUnsubscribe,
        List<String> recipients,
        List<String> reportedTo) {

    /**
     * {@return what a mail of ours tells of itself, where it came back with no report around it}
     *
     * @param mail headers and body
     */
    public static Origin of(byte[] mail) {
        var header = Mail.parse(mail).header();
        return new Origin(
                header.first("message-id").orElse(null),
                header.first("return-path").flatMap(Address::first).orElse(null),
                null,
                header.first("list-unsubscribe").orElse(null),
                header.addresses("to"),
                List.of());
    }
}
