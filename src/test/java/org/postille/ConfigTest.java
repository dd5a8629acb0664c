package org.postille;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The table of properties in docs/operations.md is what the program asks for: every name, default and description, as the
 * {@code @ConfigMapping} interfaces have them. {@code mvn test -Dtest=ConfigTest -Dapprove} writes it anew; look at the
 * difference, since a changed name or default breaks somebody's server.
 */
@NullMarked
class ConfigTest {

    private static final Path PAGE = Path.of("docs", "operations.md");
    private static final String BEGIN = "<!-- properties: written by ConfigTest -->\n";
    private static final String END = "<!-- end of properties -->\n";
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*((?:@\\w+(?:\\((?:\"[^\"]*\"|[^)\"])*\\))?\\s*)*)[\\w.<>, ]+? (\\w+)\\(\\);",
            Pattern.DOTALL);
    private static final Pattern INTERFACE = Pattern.compile("interface (\\w+) \\{");

    /** A property. */
    private record Knob(String name, String standard, String about) {

        String row() {
            var environment = name.replace("*", "NAME").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            return "| `" + name + "`<br>`" + environment + "` | " + (standard.isEmpty() ? "–" : "`" + standard + "`")
                    + " | " + about + " |\n";
        }
    }

    @Test
    void the_table_of_properties_is_what_the_program_asks_for() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN) + BEGIN.length();
        var end = page.indexOf(END);
        assertThat(begin).as("the place of the table in " + PAGE).isBetween(BEGIN.length(), end);
        var table = new StringBuilder("| property, environment variable | default | what it does |\n|---|---|---|\n");
        knobs().stream().map(Knob::row).forEach(table::append);
        if (System.getProperty("approve") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as("run: mvn test -Dtest=ConfigTest -Dapprove")
                .isEqualTo(table.toString());
    }

    @Test
    void every_property_is_described() throws IOException {
        assertThat(knobs())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.about).as(it.name).isNotBlank());
    }

    private static List<Knob> knobs() throws IOException {
        var knobs = new ArrayList<Knob>();
        for (var type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.postille")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                var mapping = type.reflect();
                collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, knobs);
            }
        }
        knobs.sort(Comparator.comparing(Knob::name));
        return knobs;
    }

    private static void collect(String prefix, Class<?> mapping, List<Knob> knobs) throws IOException {
        var about = descriptions(mapping);
        for (var method : mapping.getDeclaredMethods()) {
            var name = name(prefix, method);
            if (method.getGenericReturnType() instanceof ParameterizedType map
                    && map.getRawType() == Map.class
                    && map.getActualTypeArguments()[1] instanceof Class<?> values) {
                collect(name + ".*", values, knobs);
                continue;
            }
            if (method.getReturnType().isInterface() && method.getReturnType().getEnclosingClass() != null) {
                collect(name, method.getReturnType(), knobs);
                continue;
            }
            var standard = method.getAnnotation(WithDefault.class);
            assertThat(standard != null || method.getReturnType() == Optional.class)
                    .as(name + " has a default or is Optional: the server tells itself what is missing")
                    .isTrue();
            knobs.add(
                    new Knob(name, standard == null ? "" : standard.value(), about.getOrDefault(method.getName(), "")));
        }
    }

    private static String name(String prefix, Method method) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return prefix;
        }
        var given = method.getAnnotation(WithName.class);
        return prefix + "."
                + (given == null
                        ? method.getName()
                                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                .toLowerCase(Locale.ROOT)
                        : given.value());
    }

    /** The Javadoc of each method, as Markdown. */
    private static Map<String, String> descriptions(Class<?> mapping) throws IOException {
        var outermost = mapping;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        var source = Files.readString(
                Path.of("src", "main", "java", outermost.getName().replace('.', '/') + ".java"));
        var descriptions = new HashMap<String, String>();
        var documented = DOCUMENTED.matcher(source);
        while (documented.find()) {
            var enclosing = enclosing(source, documented.start());
            if (enclosing.equals(mapping.getSimpleName())) {
                descriptions.put(
                        documented.group(3),
                        documented
                                .group(1)
                                .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                                .replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
                                .replace("|", "\\|")
                                .strip());
            }
        }
        return descriptions;
    }

    /** The innermost interface around a place of a source file. */
    private static String enclosing(String source, int place) {
        var innermost = "";
        var begins = INTERFACE.matcher(source.substring(0, place));
        while (begins.find()) {
            var depth = 1;
            for (var at = begins.end(); at < place && depth > 0; at++) {
                depth += source.charAt(at) == '{' ? 1 : source.charAt(at) == '}' ? -1 : 0;
            }
            innermost = depth > 0 ? begins.group(1) : innermost;
        }
        return innermost;
    }
}
