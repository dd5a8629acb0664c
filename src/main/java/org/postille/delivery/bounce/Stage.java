package org.postille.delivery.bounce;

import java.util.regex.Pattern;

/** How far the SMTP session had come when the refusal was said. */
enum Stage {
    CONNECT(
            "refused to talk to me|after initial connection|after helo|after ehlo|>>> (?:helo|ehlo)|reply to (?:helo|ehlo)"
                    + "|my name was rejected|response to (?:helo|ehlo)|\\[(?:helo|ehlo|connect)]|did not like our (?:helo|ehlo)"),
    MAIL(
            "reply to mail from|after mail from|>>> mail from|sender was rejected|response to mail from|following mail command"
                    + "|\\[mail_from]|did not like our mail from|\\(mail from:|smtp:mail |in mail from|error in mail"),
    RCPT(
            "reply to rcpt to|after rcpt|>>> rcpt to|<<< rcpt to|does not like recipient|response to rcpt|following rcpt command"
                    + "|\\[rcpt_to]|did not like our rcpt to|\\(rcpt to:|smtp:rcpt |in rcpt to|error in rcpt|rcpt to:? ?<|rcpt to command"
                    + "|need rcpt|no valid recipients|rcpt first|\\(state 14\\)|was rejected by the server for the recipient"),
    DATA("end of data|after data|>>> data|reply to data|after i sent the message|failed on data|response to data"
            + "|following data command|did not like our (?:final )?data|smtp:data|in data|error in data|smtp command data"
            + "|\\(state 1[5-8]\\)|\\[bodydata]|-smtp command data|after \\."),
    UNKNOWN("(?!)");

    private final Pattern words;

    Stage(String words) {
        this.words = Pattern.compile(words);
    }

    /** Reads it from what the reporting system says around the refusal. */
    static Stage in(String plain) {
        // A pipelining client says DATA before it has read the reply to RCPT; then the later replies tell.
        for (var stage : new Stage[] {RCPT, DATA, MAIL, CONNECT}) {
            if (stage.words.matcher(plain).find()) {
                return stage;
            }
        }
        return UNKNOWN;
    }
}
