package org.postille.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an attribute. Several values of it are alternatives: one that fits is enough.
 *
 * @param name as {@link Attributes#name} gives it
 */
public record AttributeFilter(String name, Wanted wanted) {

    /** Which values fit. */
    public sealed interface Wanted {}

    /** Whatever it says, as long as it says something. */
    public record Anything() implements Wanted {}

    /** One of these; case and accents do not matter. */
    public record OneOf(List<String> values) implements Wanted {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** A number within bounds, both included, or a range like {@code 3-6} that has one in it. */
    public record Between(@Nullable Double min, @Nullable Double max) implements Wanted {

        public Extent extent() {
            return new Extent(min == null ? Extent.LEAST : min, max == null ? Extent.MOST : max);
        }
    }

    /** A day that is so many full years ago, both included. */
    public record Age(@Nullable Integer min, @Nullable Integer max) implements Wanted {}

    /** Whether one of the values fits. Of an age that is not known here: it depends on the day. */
    public boolean holds(List<String> values) {
        return switch (wanted) {
            case Anything _ -> !values.isEmpty();
            case OneOf one ->
                values.stream().anyMatch(it -> one.values().stream().anyMatch(wish -> Plain.isSame(wish, it)));
            case Between between -> {
                var extent = between.extent();
                yield values.stream()
                        .anyMatch(it -> Extent.of(it).filter(extent::meets).isPresent());
            }
            case Age _ -> false;
        };
    }

    /** For people: {@code size M or L}, {@code points at least 100}. */
    @Override
    public String toString() {
        return switch (wanted) {
            case Anything _ -> name;
            case OneOf one -> name + " " + String.join(" or ", one.values());
            case Between between -> name + bounds(between.min(), between.max());
            case Age age -> "age by " + name + bounds(age.min(), age.max());
        };
    }

    private static String bounds(@Nullable Number min, @Nullable Number max) {
        return (min == null ? "" : " at least " + text(min))
                + (min == null || max == null ? "" : " and")
                + (max == null ? "" : " at most " + text(max));
    }

    private static String text(Number number) {
        return number.doubleValue() == number.longValue() ? String.valueOf(number.longValue()) : number.toString();
    }
}
