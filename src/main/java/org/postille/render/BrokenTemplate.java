package org.postille.render;

import org.postille.base.Invalid;

/** A template that cannot be compiled: nobody gets a mail by it until its author has mended it. */
public final class BrokenTemplate extends Invalid {

    private static final long serialVersionUID = 1;

    BrokenTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
