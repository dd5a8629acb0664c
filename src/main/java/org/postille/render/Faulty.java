package org.postille.render;

import java.util.List;
import java.util.stream.Collectors;
import org.postille.base.Finding;

/** A template that cannot be compiled. */
final class Faulty extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    Faulty(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    Faulty(Finding finding) {
        this(List.of(finding));
    }

    List<Finding> findings() {
        return findings;
    }
}
