package org.postille.render.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how large a value can become that a template makes by itself: doubling a text thirty times takes no time and all the
 * memory.
 *
 * <p>Every name a template gives (assign, loop variable, macro parameter) depends on the names in its expression. A bare
 * hand-over keeps the size; any operation may multiply it, by a bounded factor as the number of operands is bounded. So a
 * template is accepted if no name is more than {@link #DEEPEST} operations away from the model. What depends on itself through
 * an operation is infinitely far; counters ({@code n + 1}) are left out as they hardly grow. Names are taken together across
 * macros, which errs on the safe side.
 */
final class Growth {

    private static final int DEEPEST = 3;

    private record Edge(String from, boolean operation) {}

    private final Map<String, Set<Edge>> edges = new HashMap<>();
    private final Map<String, Node> places = new HashMap<>();
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Map<String, List<String>> parameters = new HashMap<>();

    private Growth() {}

    /** The first place where something may grow without bounds. */
    static Optional<Fault> of(Node root) {
        var growth = new Growth();
        growth.collectMacros(root);
        growth.collect(root, "");
        return growth.recursion().or(growth::tooDeep);
    }

    private void collectMacros(Node node) {
        if (node.is("Macro")) {
            var names = new ArrayList<String>();
            // name, (parameter, default)…, catch-all, type
            for (var i = 1; i + 2 < node.parts().size(); i += 2) {
                names.add(node.name(i));
            }
            parameters.put(node.name(0), names);
            places.put("@" + node.name(0), node);
        }
        node.nested().forEach(this::collectMacros);
    }

    private void collect(Node node, String macro) {
        var inside = macro;
        switch (node.kind()) {
            case "Assignment" -> assignment(node);
            case "IteratorBlock" -> loop(node);
            case "Items" -> {}
            case "Macro" -> {
                inside = node.name(0);
                for (var i = 1; i + 2 < node.parts().size(); i += 2) {
                    depend(node.name(i), node.part(i + 1), node);
                }
            }
            case "UnifiedCall" -> call(node, macro);
            case "BuiltIn" -> lambda(node);
            default -> {}
        }
        for (var child : node.children()) {
            collect(child, inside);
        }
    }

    private void assignment(Node node) {
        var name = node.name(0);
        var value = node.part(2);
        if (value == null || isCounter(name, node.name(1), value)) {
            return;
        }
        depend(name, value, node);
        if (!node.name(1).equals("=")) {
            add(name, new Edge(name, true), node);
        }
    }

    private static boolean isCounter(String name, String operator, Node value) {
        if (!operator.equals("=")) {
            return value.is("NumberLiteral") && (operator.equals("+=") || operator.equals("-="));
        }
        var left = value.part(0);
        var right = value.part(1);
        return (value.is("AddConcatExpression")
                        || (value.is("ArithmeticExpression") && value.text().contains(" - ")))
                && left != null
                && right != null
                && left.is("Identifier")
                && left.text().equals(name)
                && right.is("NumberLiteral");
    }

    private void loop(Node node) {
        var list = node.part(0);
        for (var i = 1; i < node.parts().size(); i++) {
            depend(node.name(i), list, node);
        }
        for (var items : node.nested()) {
            if (items.is("Items")) {
                for (var part : items.parts()) {
                    depend(String.valueOf(part), list, items);
                }
            }
        }
    }

    private void call(Node node, String caller) {
        var callee = node.part(0);
        if (callee == null) {
            return;
        }
        var name = callee.text();
        calls.computeIfAbsent(caller, _ -> new HashSet<>()).add(name);
        var names = parameters.getOrDefault(name, List.of());
        var position = 0;
        for (var i = 1; i < node.parts().size(); i++) {
            var value = node.part(i);
            if (node.parts().get(i) instanceof String named) {
                depend(named, node.part(++i), node);
            } else if (value != null && position < names.size()) {
                depend(names.get(position++), value, node);
            }
        }
    }

    private void lambda(Node builtIn) {
        for (var argument : builtIn.children()) {
            if (argument.is("LocalLambdaExpression")) {
                var parameter = String.valueOf(
                        argument.parts().getFirst() instanceof Node node
                                ? node.text()
                                : argument.parts().getFirst());
                depend(parameter, builtIn.part(0), builtIn);
            }
        }
    }

    private void depend(String name, @Nullable Node value, Node place) {
        if (value != null) {
            var operation = !isBare(value);
            mentioned(value).forEach(it -> add(name, new Edge(it, operation), place));
        }
    }

    private void add(String name, Edge edge, Node place) {
        edges.computeIfAbsent(name, _ -> new HashSet<>()).add(edge);
        places.putIfAbsent(name, place);
    }

    /** Hands a value on as it is: a name, a part of one, the one or the other of two. */
    private static boolean isBare(Node value) {
        return switch (value.kind()) {
            case "Identifier" -> true;
            case "Dot", "DynamicKeyName", "ParentheticalExpression", "DefaultToExpression" ->
                value.children().stream()
                        .allMatch(it -> isBare(it) || mentioned(it).isEmpty());
            default -> false;
        };
    }

    private static Set<String> mentioned(@Nullable Node node) {
        if (node == null) {
            return Set.of();
        }
        var names = new HashSet<String>();
        if (node.is("Identifier")) {
            names.add(node.text());
        }
        node.children().forEach(it -> names.addAll(mentioned(it)));
        return names;
    }

    private Optional<Fault> recursion() {
        return parameters.keySet().stream()
                .filter(it -> reaches(it, it, new HashSet<>()))
                .sorted()
                .findFirst()
                .map(it -> place("@" + it).fault("macro '" + it + "' calls itself, which may never end"));
    }

    private Node place(String name) {
        return Objects.requireNonNull(places.get(name), name);
    }

    private boolean reaches(String from, String wanted, Set<String> seen) {
        return calls.getOrDefault(from, Set.of()).stream()
                .anyMatch(it -> it.equals(wanted) || (seen.add(it) && reaches(it, wanted, seen)));
    }

    private Optional<Fault> tooDeep() {
        var levels = new HashMap<String, Integer>();
        // Every round that changes anything raises a level, and no level rises beyond the limit: this ends.
        for (var changed = true; changed; ) {
            changed = false;
            for (var entry : edges.entrySet()) {
                var level = 0;
                for (var edge : entry.getValue()) {
                    level = Math.max(level, levels.getOrDefault(edge.from, 0) + (edge.operation ? 1 : 0));
                }
                if (level > DEEPEST) {
                    return Optional.of(place(entry.getKey())
                            .fault("'" + entry.getKey() + "' is built from itself, or in more than " + DEEPEST
                                    + " steps, and may grow without bounds; counters like n + 1 are fine"));
                }
                if (level > levels.getOrDefault(entry.getKey(), 0)) {
                    levels.put(entry.getKey(), level);
                    changed = true;
                }
            }
        }
        return Optional.empty();
    }
}
