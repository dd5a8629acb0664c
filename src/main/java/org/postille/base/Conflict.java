package org.postille.base;

/** The request is understood but contradicts what is already there. */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public Conflict(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
