package org.postille;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the pages point at is there. */
@NullMarked
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void every_link_within_the_repository_leads_somewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            var folder = page.toAbsolutePath().getParent();
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(it -> it.group(1))
                    .filter(it -> !it.contains(":") && folder != null && !Files.exists(folder.resolve(it)))
                    .forEach(it -> broken.add(page + " -> " + it));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_flows_name_files_of_the_program() throws IOException {
        assertThat(LINK.matcher(Files.readString(Path.of("docs", "flows.md"))).results())
                .filteredOn(it -> it.group(1).endsWith(".java"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void every_package_stands_in_the_table_of_the_architecture() throws IOException {
        var page = Files.readString(Path.of("docs", "architecture.md"));
        try (var packages = Files.list(Path.of("src", "main", "java", "org", "postille"))) {
            assertThat(packages.filter(Files::isDirectory).map(it -> "\n| " + it.getFileName() + " | "))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(page).contains(row));
        }
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(Path.of(""));
                var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(it -> it.toString().endsWith(".md"))
                    .toList();
        }
    }
}
