package org.postille.tracking.visit;

/** What decided who is behind a request. Codes are stored: never reuse one. */
public enum Rule {
    /** Nothing spoke for a program. */
    NONE("R0"),
    /** Exactly what Apple's and Gmail's advance loading say of themselves. */
    ADVANCE("R1"),
    /** A web mailer's picture proxy. */
    PROXY("R2"),
    /** A network from which only filters ask. */
    NETWORK("R3"),
    /** A network of filters behind which persons may be, soon after delivery. */
    PROBABLE_NETWORK("R4"),
    /** Sooner after delivery than anybody reads. */
    INSTANT("R5"),
    /** Several links of one mail at once. */
    BURST("R6"),
    /** How it asks: the method, what the program calls itself, what no browser leaves out. */
    MANNER("R7"),
    /** The link that no person follows, or together with it. */
    TRAP("R8"),
    /** From two machines at once. */
    INCONSISTENT("R9"),
    /** From a data centre, where hardly anybody reads. */
    DATA_CENTRE("R9d"),
    /** The shop told what the customer did right after. */
    CONFIRMED("R10");

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Rule of(String code) {
        for (var rule : values()) {
            if (rule.code.equals(code)) {
                return rule;
            }
        }
        return NONE;
    }

    /** Whether what came after may speak against it. */
    boolean isFirm() {
        return this == NETWORK || this == MANNER || this == TRAP || this == CONFIRMED;
    }
}
