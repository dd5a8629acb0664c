package org.postille.delivery.bounce;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells programs that answer for a person (RFC 3834), and those that did so before it, by the header of what they write. */
final class Responder {

    private static final List<String> FIELDS = List.of(
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-auto-reply",
            "x-autoreply-from",
            "x-mail-autoreply",
            "x-mailer-autoreply",
            "x-vacation",
            "x-away",
            "x-ms-exchange-inbox-rules-loop",
            "delivered-by-autoresponder");

    /** In the languages of the large systems. */
    private static final Pattern SUBJECT = Pattern.compile(
            "^(?:\\[?auto(?:matic|mated|mat|-)?[ -]?(?:reply|response|replied|responder)?]?[:;\\]]|automatic reply|auto(?:mated)?[ -]?(?:reply|response|responder)"
                    + "|out of (?:the )?office|out of town|away from|on (?:vacation|holiday|leave)|vacation|i am (?:on|out|away)|.{0,60}is out of the office"
                    + "|abwesen|automatische antwort|automatisch antwoord|autoantwort|ich bin (?:nicht|im)|urlaub|nicht im (?:büro|haus)"
                    + "|réponse automatique|reponse automatique|absence|respuesta autom|fuera de la oficina|risposta automatica|fuori ufficio|assente"
                    + "|resposta autom|ausência|afwezig|autosvar|frånvaro|fravær|automaattinen|autoodpowied|odpowiedź automatyczna|automatická odpov"
                    + "|автоответ|автоматический ответ|отсутств|自動応答|自動返信|不在|自动回复|自動回覆|外出|자동).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Responder() {}

    static boolean wrote(Header header) {
        return submitted(header).startsWith("auto-replied")
                || FIELDS.stream().anyMatch(header::has)
                || header.text("precedence").toLowerCase(Locale.ROOT).matches("auto[_-]?reply")
                || header.text("x-precedence").toLowerCase(Locale.ROOT).matches("auto[_-]?reply")
                || header.text("x-post-messageclass").contains("autoresponder")
                || SUBJECT.matcher(header.text("subject").strip()).matches();
    }

    static String submitted(Header header) {
        return header.text("auto-submitted").strip().toLowerCase(Locale.ROOT);
    }
}
