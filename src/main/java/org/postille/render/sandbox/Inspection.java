package org.postille.render.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.base.Nearest;

/** Reads a parsed template through before it is run for the first time, and lists all it may not do. */
final class Inspection {

    private static final int MOST_CONCATENATIONS = 16;

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> macros = new HashSet<>();

    private Inspection() {}

    static List<Fault> of(Node root) {
        var inspection = new Inspection();
        inspection.collectMacros(root);
        inspection.visit(root, null);
        if (inspection.faults.isEmpty()) {
            Growth.of(root).ifPresent(inspection.faults::add);
        }
        return List.copyOf(inspection.faults);
    }

    private void collectMacros(Node node) {
        if (node.is("Macro")) {
            macros.add(node.name(0));
        }
        node.nested().forEach(this::collectMacros);
    }

    private void visit(Node node, @Nullable Node parent) {
        if (node.is("BuiltIn")) {
            builtIn(node, parent);
        } else if (Vocabulary.DIRECTIVES.contains(node.kind())) {
            directive(node);
        } else if (Vocabulary.EXPRESSIONS.contains(node.kind())) {
            expression(node, parent);
        } else {
            faults.add(node.fault(refusal(node)));
        }
        node.children().forEach(it -> visit(it, node));
    }

    private static String refusal(Node node) {
        return switch (node.kind()) {
            case "Include", "LibraryLoad", "GetOptionalTemplateMethod" ->
                "include and import are not allowed in templates; in MJML write <mj-include path=\"parts/…\"/>";
            case "PropertySetting" -> "setting is not allowed: language, time zone and formats follow the recipient";
            case "NoAutoEscBlock", "AutoEscBlock", "OutputFormatBlock", "EscapeBlock", "NoEscapeBlock" ->
                "escaping cannot be changed: every value is escaped";
            case "BlockAssignment" -> "assign cannot capture output; write the output where it belongs";
            default -> "this directive is not allowed in templates: " + shortened(node.text());
        };
    }

    private void builtIn(Node node, @Nullable Node parent) {
        var name = node.name(1);
        if (!Vocabulary.BUILT_INS.contains(name)) {
            faults.add(node.fault("?" + name + " is not allowed in templates" + Vocabulary.why(name)));
            return;
        }
        var arguments = arguments(node, parent);
        if (name.endsWith("_pad")
                && (arguments.isEmpty() || !arguments.getFirst().text().matches("\\d{1,2}"))) {
            faults.add(node.fault("?" + name + " needs a width below 100, written as a number"));
        }
        var plain = Vocabulary.WITH_FLAGS.get(name);
        if (plain != null && arguments.size() > plain) {
            var flags = arguments.get(plain);
            if (!flags.is("StringLiteral") || flags.text().contains("r")) {
                faults.add(node.fault("?" + name
                        + " cannot use regular expressions (flag r): one can take for ever on some customer's data"));
            }
        }
        var target = node.part(0);
        if (target != null && target.text().contains("..") && stripped(target).is("Range")) {
            faults.add(node.fault(
                    "a range can be listed or used to cut out a part, but ?" + name + " of one is not allowed"));
        }
    }

    private static List<Node> arguments(Node builtIn, @Nullable Node parent) {
        var holder = parent != null && parent.is("MethodCall") && parent.part(0) == builtIn ? parent : builtIn;
        return holder.children().stream()
                .filter(it -> it != builtIn && it != builtIn.part(0))
                .toList();
    }

    private void directive(Node node) {
        switch (node.kind()) {
            case "Macro" -> {
                if (node.text().startsWith("<#function") || node.text().startsWith("[#function")) {
                    faults.add(node.fault("functions are not allowed in templates; macros are"));
                }
            }
            case "UnifiedCall" -> {
                var callee = node.part(0);
                if (callee == null || !callee.is("Identifier") || !macros.contains(callee.text())) {
                    var name = callee == null ? "" : callee.text();
                    faults.add(node.fault(
                            "there is no macro '" + name + "' in this template" + Nearest.hint(name, macros)));
                }
            }
            case "Assignment" -> {
                if (node.part(4) != null) {
                    faults.add(node.fault("assign … in … is not allowed"));
                }
                if (macros.contains(node.name(0))) {
                    faults.add(node.fault("'" + node.name(0) + "' is a macro; give the value another name"));
                }
            }
            case "BodyInstruction" -> {
                if (!node.parts().isEmpty()) {
                    faults.add(node.fault("nested cannot hand values on; use the macro's parameters"));
                }
            }
            default -> {
                // The expressions in it are looked at when it is their turn.
            }
        }
    }

    private void expression(Node node, @Nullable Node parent) {
        switch (node.kind()) {
            case "BuiltinVariable" -> {
                var name = node.text().substring(1);
                if (!Vocabulary.SPECIAL_VARIABLES.contains(name)) {
                    faults.add(node.fault("." + name + " is not allowed in templates"
                            + (name.equals("now") ? "; the day of sending is called today" : "")));
                }
            }
            case "MethodCall" -> {
                var callee = node.part(0);
                if (callee == null || !callee.is("BuiltIn")) {
                    faults.add(node.fault("nothing can be called in templates: " + shortened(node.text())));
                }
            }
            case "Range" -> range(node, parent);
            case "AddConcatExpression" -> {
                if ((parent == null || !parent.is("AddConcatExpression")) && additions(node) > MOST_CONCATENATIONS) {
                    faults.add(node.fault("more than " + MOST_CONCATENATIONS + " additions in one expression"));
                }
            }
            case "StringLiteral" -> {
                if (interpolations(node) > MOST_CONCATENATIONS) {
                    faults.add(node.fault("more than " + MOST_CONCATENATIONS + " values in one text"));
                }
            }
            default -> {
                // Its parts are looked at when it is their turn.
            }
        }
    }

    // Built-ins walk through a range in Java, where nothing can stop them; a list directive is checked at every turn.
    private void range(Node node, @Nullable Node parent) {
        var key = parent != null && parent.kind().startsWith("DynamicKeyName") && parent.part(1) == node;
        var listed = parent != null && parent.is("IteratorBlock");
        if (!key && !listed) {
            faults.add(node.fault("a range (" + shortened(node.text())
                    + ") can only be listed or used to cut out a part, as in [#list 1..3 as n] and name[0..2]"));
        } else if (listed && node.part(1) == null) {
            faults.add(node.fault("a list over a range without an end (" + shortened(node.text()) + ") never ends"));
        }
    }

    private static Node stripped(Node node) {
        var inner = node.is("ParentheticalExpression") ? node.part(0) : null;
        return inner == null ? node : stripped(inner);
    }

    private static int additions(Node node) {
        return (node.is("AddConcatExpression") ? 1 : 0)
                + node.children().stream().mapToInt(Inspection::additions).sum();
    }

    private static long interpolations(Node literal) {
        return literal.parts().stream().filter(Node.class::isInstance).count();
    }

    private static String shortened(String code) {
        var line = code.replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 57) + "…" : line;
    }
}
