package org.postille.delivery.bounce;

/** What a failure says about the address. */
public enum Severity {

    /** Nobody will ever get mail there: suppress at once. */
    HARD,

    /** It failed now, or the mail was at fault: suppress only when it goes on. */
    SOFT
}
