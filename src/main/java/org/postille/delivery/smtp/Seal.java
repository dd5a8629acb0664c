package org.postille.delivery.smtp;

/** What goes before a finished mail because it is made of it: signatures. Asked by many threads at a time. */
@FunctionalInterface
public interface Seal {

    /** Nothing. */
    Seal NONE = mail -> new byte[0];

    /**
     * Header fields, each ending in {@code CRLF}, or nothing.
     *
     * @param mail as it goes over the wire but for these fields; left as it is
     */
    byte[] over(byte[] mail);
}
