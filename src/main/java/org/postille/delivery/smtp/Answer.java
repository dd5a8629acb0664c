package org.postille.delivery.smtp;

import java.util.List;

/**
 * What the relay answered to one command (RFC 5321 section 4.2).
 *
 * @param code  200 to 599
 * @param lines without code and line ends, at least one
 */
record Answer(int code, List<String> lines) {

    /** The relay closes the connection after it. */
    static final int SERVICE_CLOSING = 421;

    boolean positive() {
        return code < 300;
    }

    boolean refusal() {
        return code >= 400;
    }

    Reply reply() {
        return Reply.of(code, lines);
    }

    @Override
    public String toString() {
        return reply().toString();
    }
}
