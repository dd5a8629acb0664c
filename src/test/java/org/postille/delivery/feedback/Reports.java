package org.postille.delivery.feedback;

import java.nio.charset.StandardCharsets;

/** Mails as they come back, written by the rules (RFC 3464, RFC 5965). */
public final class Reports {

    private Reports() {}

    /** A mail was not delivered. */
    public static byte[] dsn(String to, String recipient, String status, String diagnostic) {
        return dsn(to, recipient, "failed", status, diagnostic, "");
    }

    /** @param returned fields of the mail's header */
    public static byte[] dsn(
            String to, String recipient, String action, String status, String diagnostic, String returned) {
        return bytes("""
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Date: Mon, 04 May 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="part"

                --part
                Content-Type: text/plain

                This is the mail system at host mx.example.net.

                I'm sorry to have to inform you that your message could not be delivered.

                <%s>: host mail.example.net said: %s (in reply to RCPT TO command)
                --part
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --part
                Content-Type: text/rfc822-headers

                %sSubject: Letter

                --part--
                """.formatted(to, recipient, diagnostic, recipient, action, status, diagnostic, returned));
    }

    /** Somebody complained. */
    public static byte[] arf(String to, String feedback, String returned) {
        return bytes("""
                From: Feedback Loop <feedback@arf.mail.example.net>
                To: %s
                Subject: FW: Letter
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="part"

                --part
                Content-Type: text/plain

                This is an email abuse report for an email message.
                --part
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: Example-FBL/1.0
                Version: 1
                Original-Rcpt-To: redacted@example.net

                --part
                Content-Type: message/rfc822

                %sSubject: Letter
                From: Shop <post@shop.example>

                Hello
                --part--
                """.formatted(to, feedback, returned));
    }

    /** A program answers for somebody. */
    public static byte[] vacation(String to) {
        return bytes("""
                From: Anna <anna@example.com>
                To: %s
                Subject: Automatic reply: Letter
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: text/plain

                I am on holiday until Monday.
                """.formatted(to));
    }

    /** A person writes. */
    public static byte[] letter(String to, String subject) {
        return letter(to, subject, "Thank you, the vase has arrived.");
    }

    public static byte[] letter(String to, String subject, String text) {
        return bytes("""
                From: Anna <anna@example.com>
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: text/plain

                %s
                """.formatted(to, subject, text));
    }

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
