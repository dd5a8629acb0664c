package org.postille.delivery.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** What is said before the first mail: greeting, encryption, who we are. */
final class Introduction {

    private static final String CREDENTIALS = "check postille.delivery.relay.user, .password and .token";

    private final Wire wire;
    private final RelaySettings settings;
    private final SSLContext tls;

    Introduction(Wire wire, RelaySettings settings, SSLContext tls) {
        this.wire = wire;
        this.settings = settings;
        this.tls = tls;
    }

    /** What the relay offers to us. */
    Extensions make() throws IOException, Unwelcome {
        var startTls = settings.startTls();
        if (startTls == RelaySettings.StartTls.IMPLICIT) {
            encrypt();
        }
        accepted(answer());
        var offered = hello();
        if (startTls == RelaySettings.StartTls.REQUIRED || startTls == RelaySettings.StartTls.OPTIONAL) {
            offered = startTls(offered);
        }
        if (settings.login() != null) {
            login(settings.login(), offered);
        }
        return offered;
    }

    private Extensions hello() throws IOException, Unwelcome {
        var answer = ask("EHLO " + settings.heloName());
        if (answer.code() >= 500) {
            accepted(ask("HELO " + settings.heloName()));
            return Extensions.NONE;
        }
        return Extensions.of(accepted(answer));
    }

    private Extensions startTls(Extensions offered) throws IOException, Unwelcome {
        var required = settings.startTls() == RelaySettings.StartTls.REQUIRED;
        var answer = offered.has("STARTTLS") ? ask("STARTTLS") : null;
        if (answer != null && answer.positive()) {
            encrypt();
            // What was offered before may have come from somebody else.
            return hello();
        }
        if (required) {
            throw Unwelcome.because(new Reply(
                    answer == null ? 0 : answer.code(),
                    answer == null ? "the relay does not offer STARTTLS, which is required" : "STARTTLS: " + answer));
        }
        return offered;
    }

    private void encrypt() throws IOException {
        wire.encrypt(
                tls.getSocketFactory(),
                settings.host(),
                settings.startTls().verified(),
                settings.timeouts().reply());
    }

    private void login(Login login, Extensions offered) throws IOException, Unwelcome {
        var ways = offered.logins();
        var answer = switch (login) {
            case Login.Password it
            when ways.contains("PLAIN") -> ask("AUTH PLAIN " + base64("\0" + it.user() + "\0" + it.password()));
            case Login.Password it when ways.contains("LOGIN") -> byQuestions(it);
            case Login.Token it when ways.contains("XOAUTH2") -> byToken(it);
            case Login.Password _, Login.Token _ ->
                throw Unwelcome.because(new Reply(
                        0,
                        "the relay offers no login that fits: " + (ways.isEmpty() ? "none at all" : ways)
                                + "; known are PLAIN and LOGIN by password, XOAUTH2 by token"));
        };
        if (!answer.positive()) {
            var reply = answer.reply();
            throw Unwelcome.stranger(reply.code() >= 500 ? reply.hint(CREDENTIALS) : reply);
        }
    }

    private Answer byQuestions(Login.Password login) throws IOException {
        var answer = ask("AUTH LOGIN");
        if (answer.code() == 334) {
            answer = ask(base64(login.user()));
        }
        return answer.code() == 334 ? ask(base64(login.password())) : answer;
    }

    private Answer byToken(Login.Token login) throws IOException {
        String token;
        try {
            token = login.token().get();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        var answer = ask("AUTH XOAUTH2 " + base64("user=" + login.user() + "\1auth=Bearer " + token + "\1\1"));
        // What is wrong with the token; an empty line gets the refusal itself.
        return answer.code() == 334 ? ask("") : answer;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer ask(String line) throws IOException {
        wire.line(line);
        wire.flush();
        return answer();
    }

    private Answer answer() throws IOException {
        return wire.answer(settings.timeouts().reply());
    }

    private static Answer accepted(Answer answer) throws IOException, Unwelcome {
        if (answer.refusal()) {
            throw Unwelcome.because(answer.reply());
        }
        if (!answer.positive()) {
            throw new ProtocolException("the relay answered " + answer);
        }
        return answer;
    }
}
