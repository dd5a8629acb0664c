package org.postille.delivery.smtp;

/** No connection, or the relay takes no mails on it: no word about the mail that was to be sent. */
final class Unwelcome extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;
    private final boolean login;

    private Unwelcome(Reply reply, boolean login) {
        super(reply.toString());
        this.reply = reply;
        this.login = login;
    }

    static Unwelcome because(Reply reply) {
        return new Unwelcome(reply, false);
    }

    /** It does not believe that we are who we say. */
    static Unwelcome stranger(Reply reply) {
        return new Unwelcome(reply, true);
    }

    Reply reply() {
        return reply;
    }

    /** Whether the next attempt would be one more guess at a password: many lock the account. */
    boolean login() {
        return login;
    }
}
