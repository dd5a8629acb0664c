package org.postille.render.sandbox;

import freemarker.core.TemplateElement;
import freemarker.core.TemplateObject;
import freemarker.template.Template;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a parsed template: a directive, an interpolation or an expression.
 *
 * <p>FreeMarker keeps its tree to itself, so the two methods that tell a node's parts are reached by reflection. If a version
 * does not have them, nothing can be checked and this class does not load: no template runs unchecked.
 */
@SuppressWarnings("deprecation")
final class Node {

    private static final MethodHandle PART_COUNT = reach("getParameterCount", MethodType.methodType(int.class));
    private static final MethodHandle PART = reach("getParameterValue", MethodType.methodType(Object.class, int.class));

    private final TemplateObject source;
    private final String kind;
    private final List<@Nullable Object> parts;
    private final List<Node> nested;

    private Node(TemplateObject source, String kind, List<@Nullable Object> parts, List<Node> nested) {
        this.source = source;
        this.kind = kind;
        this.parts = parts;
        this.nested = nested;
    }

    static Node root(Template template) {
        return of(template.getRootTreeNode());
    }

    private static Node of(TemplateObject source) {
        var parts = new ArrayList<@Nullable Object>();
        try {
            int count = (int) PART_COUNT.invokeExact(source);
            for (var i = 0; i < count; i++) {
                Object part = (Object) PART.invokeExact(source, i);
                parts.add(part instanceof TemplateObject child ? of(child) : part);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("cannot look into " + source.getClass(), e);
        }
        return new Node(source, kind(source), parts, nested(source));
    }

    private static List<Node> nested(TemplateObject source) {
        if (!(source instanceof TemplateElement element)) {
            return List.of();
        }
        return IntStream.range(0, element.getChildCount())
                .mapToObj(it -> of((TemplateObject) element.getChildAt(it)))
                .toList();
    }

    /** Built-ins are many classes, one kind. */
    private static String kind(TemplateObject source) {
        for (Class<?> it = source.getClass(); it != null; it = it.getSuperclass()) {
            if (it.getName().equals("freemarker.core.BuiltIn")) {
                return "BuiltIn";
            }
        }
        return source.getClass().getSimpleName();
    }

    /** The name that FreeMarker's own class for it has. */
    String kind() {
        return kind;
    }

    /** Expressions, names and flags, in the order FreeMarker lists them. */
    List<@Nullable Object> parts() {
        return parts;
    }

    /** The nodes in its body. */
    List<Node> nested() {
        return nested;
    }

    boolean is(String wanted) {
        return kind.equals(wanted);
    }

    /** The part at that place, if it is a node. */
    @Nullable
    Node part(int index) {
        return index < parts.size() && parts.get(index) instanceof Node node ? node : null;
    }

    /** The part at that place as a name. */
    String name(int index) {
        return index < parts.size() ? String.valueOf(parts.get(index)) : "";
    }

    /** Those of the parts that are nodes, then the nested ones. */
    List<Node> children() {
        var children = new ArrayList<Node>();
        for (var part : parts) {
            if (part instanceof Node node) {
                children.add(node);
            }
        }
        children.addAll(nested);
        return children;
    }

    int line() {
        return source.getBeginLine();
    }

    int column() {
        return source.getBeginColumn();
    }

    /** As its author would write it. */
    String text() {
        return source.getCanonicalForm();
    }

    Fault fault(String message) {
        return new Fault(line(), column(), message);
    }

    private static MethodHandle reach(String name, MethodType type) {
        try {
            var method = TemplateObject.class.getDeclaredMethod(name, type.parameterArray());
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
