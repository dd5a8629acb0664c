package org.postille.render.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** A template that was not accepted, or was stopped while it ran. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    Refused(List<Fault> faults) {
        super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    Refused(int line, int column, String message) {
        this(List.of(new Fault(line, column, message)));
    }

    /** At least one. */
    public List<Fault> faults() {
        return faults;
    }
}
