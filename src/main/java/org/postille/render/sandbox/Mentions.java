package org.postille.render.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the places where a template reads the model, following loop variables and names given to parts of it. */
final class Mentions {

    private final List<Mention> found = new ArrayList<>();
    private final Set<String> given = new HashSet<>();

    private Mentions() {}

    static List<Mention> in(Node root) {
        var mentions = new Mentions();
        mentions.collectGiven(root);
        mentions.visit(root, Map.of());
        return List.copyOf(mentions.found);
    }

    /** Names that mean what the template says somewhere, not what the model says. */
    private void collectGiven(Node node) {
        switch (node.kind()) {
            case "Assignment" -> given.add(node.name(0));
            case "Macro", "LocalLambdaExpression" -> {
                for (var part : node.parts()) {
                    if (part instanceof String name) {
                        given.add(name);
                    } else if (part instanceof Node lambda && lambda.is("Identifier")) {
                        given.add(lambda.text());
                    }
                }
            }
            default -> {}
        }
        node.children().forEach(this::collectGiven);
    }

    private void visit(Node node, Map<String, Optional<List<String>>> scope) {
        switch (node.kind()) {
            case "IteratorBlock" -> list(node, scope);
            case "Dot", "DotBeforeMethodCall", "Identifier", "DynamicKeyName", "DynamicKeyNameBeforeMethodCall" ->
                mention(node, scope);
            case "Macro", "UnifiedCall" -> {
                // The first part is the macro's name.
                node.children().stream().filter(it -> it != node.part(0)).forEach(it -> visit(it, scope));
            }
            default -> node.children().forEach(it -> visit(it, scope));
        }
    }

    private void mention(Node node, Map<String, Optional<List<String>>> scope) {
        var path = path(node, scope);
        if (path.isPresent()) {
            found.add(new Mention(path.get(), node.line(), node.column()));
            keys(node, scope);
        } else if (!node.is("Identifier")) {
            node.children().forEach(it -> visit(it, scope));
        }
    }

    /** The indices within a path are expressions too. */
    private void keys(Node node, Map<String, Optional<List<String>>> scope) {
        var target = node.part(0);
        var key = node.part(1);
        if (node.kind().startsWith("DynamicKeyName") && key != null) {
            visit(key, scope);
        }
        if (target != null && !node.is("Identifier")) {
            keys(target, scope);
        }
    }

    private void list(Node node, Map<String, Optional<List<String>>> scope) {
        var source = node.part(0);
        if (source == null) {
            return;
        }
        visit(source, scope);
        var element = path(source, scope).map(it -> append(it, "*"));
        var inner = new HashMap<>(scope);
        for (var i = 1; i < node.parts().size(); i++) {
            inner.put(node.name(i), node.parts().size() == 2 ? element : Optional.empty());
        }
        for (var nested : node.nested()) {
            if (nested.is("Items")) {
                var items = new HashMap<>(scope);
                for (var part : nested.parts()) {
                    items.put(String.valueOf(part), nested.parts().size() == 1 ? element : Optional.empty());
                }
                nested.nested().forEach(it -> visit(it, items));
            } else {
                visit(nested, inner);
            }
        }
    }

    private Optional<List<String>> path(@Nullable Node node, Map<String, Optional<List<String>>> scope) {
        if (node == null) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case "Identifier" -> {
                var name = node.text();
                if (scope.containsKey(name)) {
                    yield scope.get(name);
                }
                yield given.contains(name) ? Optional.empty() : Optional.of(List.of(name));
            }
            case "Dot", "DotBeforeMethodCall" -> path(node.part(0), scope).map(it -> append(it, node.name(1)));
            case "DynamicKeyName", "DynamicKeyNameBeforeMethodCall" -> {
                var key = node.part(1);
                var step = key != null && key.is("StringLiteral") ? key.text().replaceAll("^.|.$", "") : "*";
                yield key != null && key.is("Range")
                        ? path(node.part(0), scope)
                        : path(node.part(0), scope).map(it -> append(it, step));
            }
            case "ParentheticalExpression", "DefaultToExpression" -> path(node.part(0), scope);
            default -> Optional.empty();
        };
    }

    private static List<String> append(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
