package org.postille.base;

/** What was asked for does not exist. The message says what, and where known which names do. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public NotFound(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
