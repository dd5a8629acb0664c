package org.postille.audience;

import java.util.List;

/**
 * Why a rule holds for one customer or does not.
 *
 * @param rule in words
 * @param because the value that decided; empty where the parts say it
 */
public record Explanation(String rule, boolean holds, String because, List<Explanation> parts) {

    public Explanation {
        parts = List.copyOf(parts);
    }

    Explanation(String rule, boolean holds, String because) {
        this(rule, holds, because, List.of());
    }

    /** One line a rule, indented as deep as it is nested. */
    @Override
    public String toString() {
        var lines = new StringBuilder();
        print(lines, 0);
        return lines.toString().stripTrailing();
    }

    private void print(StringBuilder lines, int depth) {
        lines.append("  ".repeat(depth)).append(holds ? "yes  " : "no   ").append(rule);
        if (!because.isEmpty()) {
            lines.append(": ").append(because);
        }
        lines.append('\n');
        parts.forEach(it -> it.print(lines, depth + 1));
    }
}
