package org.postille.interest.snapshot;

/** A number of a model is infinite or none at all, so that nothing it says can be trusted. */
public final class NotFinite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFinite(String message) {
        super(message);
    }
}
