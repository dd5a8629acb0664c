package org.postille.render.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Known attacks on FreeMarker, in every dialect. The address scheme in a link is looked at in the finished mail: LinksTest. */
class PayloadsTest {

    private static final Map<String, Object> MODEL =
            Map.of("p", Map.of("name", "bean"), "x", "<script>alert(1)</script>", "u", "javascript:alert(1)");
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("new", "${\"freemarker.template.utility.Execute\"?new()(\"id\")}"),
            Map.entry("api", "${p?api.getName()}"),
            Map.entry("class", "${p.class.protectionDomain.classLoader}"),
            Map.entry("call", "${p.getClass().getName()}"),
            Map.entry("interpret", "<#assign t=r\"${1+1}\"?interpret><@t/>"),
            Map.entry("eval", "${\"1+1\"?eval}"),
            Map.entry("include", "<#include \"../../../../etc/passwd\">"),
            Map.entry("endless", "<#list 1.. as x></#list>"),
            Map.entry("long", "<#list 1..100000 as x><#list 1..100000 as y></#list></#list>"),
            Map.entry("large", "<#list 1..10000000 as x>aaaaaaaaaaaaaaaa</#list>"),
            Map.entry("recursion", "<#macro m><@m/></#macro><@m/>"),
            Map.entry("pad", "${(\"a\"?right_pad(200000000))?length}"),
            Map.entry("doubling", "<#assign s=\"aa\"><#list 1..24 as i><#assign s=s+s></#list>${s?length}"),
            Map.entry("regex", "${(\"aaaaaaaaaaaaaaaaaaaaaa!\"?matches(\"^(([a-z])+.)+$\"))?string}"),
            Map.entry("unescaped", "${x?no_esc}"),
            Map.entry("setting", "<#setting locale=\"tr\">"));

    private static final Sandbox SANDBOX = new Sandbox();

    @TestFactory
    List<DynamicTest> every_attack_is_refused_or_stopped_in_time() throws IOException {
        var payloads = new LinkedHashMap<>(OWN);
        payloads.putAll(shared());
        var tests = new ArrayList<DynamicTest>();
        payloads.forEach((name, template) -> {
            for (var dialect : Dialect.values()) {
                var written = dialect.square() ? square(template) : template;
                tests.add(dynamicTest(name + " " + dialect, () -> isStopped(written, dialect)));
            }
        });
        assertThat(tests).hasSizeGreaterThanOrEqualTo(64);
        return tests;
    }

    private static void isStopped(String template, Dialect dialect) {
        var start = System.nanoTime();
        var refused = catchThrowableOfType(
                Refused.class,
                () -> SANDBOX.accept("t", template, dialect).render(MODEL, Locale.GERMANY, ZoneId.of("UTC"), 100_000));

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.message()).isNotBlank().doesNotContain("FMParser", "freemarker.core");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static Map<String, String> shared() throws IOException {
        var file = Path.of("../shared/fixtures/security/ftl_payloads.json");
        var payloads = new LinkedHashMap<String, String>();
        if (Files.isRegularFile(file)) {
            for (var payload : new ObjectMapper().readTree(Files.readString(file))) {
                if (!payload.get("name").asText().equals("javascript href")) {
                    payloads.put(
                            payload.get("name").asText(),
                            payload.get("template").asText());
                }
            }
        }
        return payloads;
    }

    private static String square(String template) {
        return template.replaceAll("<(/?[#@][^>]*)>", "[$1]").replaceAll("\\$\\{([^}]*)}", "[=$1]");
    }
}
