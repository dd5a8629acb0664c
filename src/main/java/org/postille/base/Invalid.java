package org.postille.base;

/** Input that cannot be accepted. The message tells its author what was expected. */
public class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public Invalid(String message) {
        super(message);
        this.message = message;
    }

    public Invalid(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
