package org.postille;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The map of the code and the rules of how it is written, over all classes of the program. */
@NullMarked
class ArchitectureTest {

    private static final String ROOT = "org.postille";

    /** What everybody may import. */
    private static final Set<String> GROUND = Set.of("base", "web");

    /** What stands below the pages: all that {@code admin} may show. */
    private static final Set<String> DOMAIN = Set.of(
            "customer",
            "catalog",
            "consent",
            "event",
            "interest",
            "render",
            "audience",
            "campaign",
            "tracking",
            "opentime",
            "delivery",
            "report");

    /**
     * Which packages a package may import, besides {@link #GROUND}. Change it when the domain asks for it, together with
     * docs/architecture.md and an ADR.
     */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("base", Set.of()),
            entry("web", Set.of()),
            entry("customer", Set.of()),
            entry("catalog", Set.of()),
            entry("consent", Set.of("customer")),
            entry("event", Set.of("customer", "catalog")),
            entry("interest", Set.of("customer", "catalog", "event")),
            entry("render", Set.of("catalog")),
            entry("audience", Set.of("customer", "consent", "event", "interest")),
            entry("campaign", Set.of("customer", "event", "audience", "render")),
            entry("tracking", Set.of("customer", "consent", "event")),
            entry(
                    "opentime",
                    Set.of("customer", "catalog", "consent", "interest", "audience", "render", "campaign", "tracking")),
            entry(
                    "delivery",
                    Set.of(
                            "customer",
                            "catalog",
                            "consent",
                            "interest",
                            "audience",
                            "render",
                            "campaign",
                            "tracking",
                            "opentime")),
            entry("report", Set.of()),
            entry("admin", DOMAIN),
            // The commands. Not demo, which production is built without.
            entry("cli", with(DOMAIN, "admin")),
            // It brings commands of its own.
            entry("demo", with(DOMAIN, "admin", "cli")));

    private static final Set<String> BAD_ENDINGS =
            Set.of("Impl", "Manager", "Helper", "Util", "Utils", "Dao", "DAO", "Dto", "DTO", "Mapper", "Service");

    /** ExceptionMapper is what JAX-RS calls it. */
    private static final Set<String> EXCUSED = Set.of("ProblemMapper");

    private static final ArchRule TABLE = classes().should(new ArchCondition<>("import only what MAY_IMPORT lists") {
        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            var from = topPackage(origin);
            var row = MAY_IMPORT.get(from);
            if (row == null) {
                events.add(SimpleConditionEvent.violated(
                        origin, origin.getName() + ": the package '" + from + "' is not in MAY_IMPORT"));
                return;
            }
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                var to = topPackage(target);
                if (isOurs(target) && !to.equals(from) && !row.contains(to) && !onGround(from, to)) {
                    events.add(SimpleConditionEvent.violated(
                            origin, from + " must not import " + to + ": " + dependency.getDescription()));
                }
            }
        }
    });

    private static final ArchRule NO_CYCLE_OF_TOP_PACKAGES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    private static final ArchRule NO_CYCLE_OF_PACKAGES =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    private static final ArchRule TIME_FROM_THE_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("asks the system for the time", ArchitectureTest::asksTheSystemForTheTime))
            .because("java.time.Clock is injected, so that the demo and the tests can move time");

    private static final ArchRule MAIL_AT_ITS_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".delivery.smtp..", ROOT + ".delivery.intake..", ROOT + ".demo.mailbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "com.sun.mail..");

    private static final ArchRule MIME4J_IN_BOUNCE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".delivery.bounce..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.james.mime4j..");

    private static final ArchRule DNS_IN_DNS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".delivery.dns..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.xbill.DNS..");

    private static final ArchRule FREEMARKER_IN_RENDER = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".render..", ROOT + ".admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freemarker..");

    private static final ArchRule HTTP_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".web..")
            .and(not(outermostEndsWith("Resource", "Page")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    private static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .allowEmptyShould(true);

    private static final ArchRule NO_FIND_BY_ID = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "is Panache's findById",
                    access -> access.getTarget().getName().startsWith("findById")))
            .because("null and Optional differ between its forms; an entity's own finders say what is missing");

    private static final ArchRule STATEMENTS_IN_SQL = noClasses()
            .that(not(outermostEndsWith("Sql")))
            .should()
            .accessTargetWhere(describe("makes or runs a native statement", ArchitectureTest::makesOrRunsStatements))
            .because("a reader finds all SQL in *Sql; others may hold a condition and bind its values");

    private static final ArchRule NULL_MARKED = classes().should(new ArchCondition<>("be in a @NullMarked package") {
        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            if (!origin.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(
                        origin, origin.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        }
    });

    private static final ArchRule NAMES = noClasses()
            .that(not(describe("excused", it -> EXCUSED.contains(it.getSimpleName()))))
            .should(new ArchCondition<>("end in " + new TreeSet<>(BAD_ENDINGS)) {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    var bad = BAD_ENDINGS.stream().anyMatch(origin.getSimpleName()::endsWith);
                    events.add(new SimpleConditionEvent(origin, bad, origin.getName() + " says nothing of the trade"));
                }
            });

    private static final ArchRule NO_ENTITY_IN_HTTP = classes()
            .that(outermostEndsWith("Resource"))
            .should(new ArchCondition<>("keep entities out of public signatures") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    for (var method : origin.getMethods()) {
                        if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
                            continue;
                        }
                        var types = new HashSet<>(method.getReturnType().getAllInvolvedRawTypes());
                        method.getParameterTypes().forEach(it -> types.addAll(it.getAllInvolvedRawTypes()));
                        for (var type : types) {
                            if (type.isAnnotatedWith("jakarta.persistence.Entity")) {
                                events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows the entity " + type.getName()));
                            }
                        }
                    }
                }
            })
            .allowEmptyShould(true);

    private static JavaClasses program;

    @BeforeAll
    static void import_the_program() {
        program = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void the_program_is_looked_at() {
        assertThat(program.size()).isGreaterThan(50);
        assertThat(program.contain("org.postille.base.Money")).isTrue();
        assertThat(program.contain("org.postille.testing.TestClock")).isFalse();
    }

    @Test
    void packages_import_only_what_the_table_lists() {
        TABLE.check(program);
    }

    @Test
    void top_packages_are_free_of_cycles() {
        NO_CYCLE_OF_TOP_PACKAGES.check(program);
    }

    @Test
    void packages_and_their_subpackages_are_free_of_cycles() {
        NO_CYCLE_OF_PACKAGES.check(program);
    }

    @Test
    void time_comes_from_the_clock() {
        TIME_FROM_THE_CLOCK.check(program);
    }

    @Test
    void only_smtp_and_intake_know_jakarta_mail() {
        MAIL_AT_ITS_DOORS.check(program);
    }

    @Test
    void only_bounce_knows_mime4j() {
        MIME4J_IN_BOUNCE.check(program);
    }

    @Test
    void only_dns_knows_dnsjava() {
        DNS_IN_DNS.check(program);
    }

    @Test
    void only_render_knows_freemarker() {
        FREEMARKER_IN_RENDER.check(program);
    }

    @Test
    void http_stays_in_resources_and_pages() {
        HTTP_AT_THE_EDGE.check(program);
    }

    @Test
    void nothing_is_injected_into_fields() {
        NO_FIELD_INJECTION.check(program);
    }

    @Test
    void entities_are_found_by_their_own_finders() {
        NO_FIND_BY_ID.check(program);
    }

    @Test
    void statements_stand_in_sql_classes() {
        STATEMENTS_IN_SQL.check(program);
    }

    @Test
    void every_package_is_null_marked() {
        NULL_MARKED.check(program);
    }

    @Test
    void names_are_nouns_of_the_trade() {
        NAMES.check(program);
    }

    @Test
    void the_rest_api_shows_no_entities() {
        NO_ENTITY_IN_HTTP.check(program);
    }

    /** A class that breaks a rule. */
    private record Offence(ArchRule rule, String says, Map<String, String> sources) {

        /** @param source of one class, whose package statement and name say where it stands */
        static Offence of(ArchRule rule, String says, String... source) {
            var sources = new java.util.LinkedHashMap<String, String>();
            for (var text : source) {
                var place = text.replaceAll("(?s).*?package ([\\w.]+);.*", "$1");
                var name = text.contains(" class ") ? text.replaceAll("(?s).*? class (\\w+).*", "$1") : "package-info";
                sources.put(place.replace('.', '/') + '/' + name + ".java", text);
            }
            return new Offence(rule, says, sources);
        }
    }

    private static List<Offence> offences() {
        return List.of(
                Offence.of(
                        TABLE,
                        "customer must not import catalog",
                        "package org.postille.customer; final class Bad { org.postille.catalog.Product product; }"),
                Offence.of(
                        TABLE,
                        "base must not import web",
                        "package org.postille.base.deep; final class Bad { org.postille.web.Problem it; }"),
                Offence.of(
                        TABLE,
                        "render must not import tracking",
                        "package org.postille.render; final class Bad { void x() { org.postille.tracking.Made.up(); } }",
                        "package org.postille.tracking; public final class Made { public static void up() {} }"),
                Offence.of(
                        TABLE,
                        "'shipping' is not in MAY_IMPORT",
                        "package org.postille.shipping; final class Parcel {}"),
                Offence.of(
                        TABLE,
                        "cli must not import demo",
                        "package org.postille.cli; final class Bad { org.postille.demo.database.EmbeddedMariaDb it; }"),
                Offence.of(
                        NO_CYCLE_OF_TOP_PACKAGES,
                        "Cycle detected",
                        "package org.postille.tracking; public class One { org.postille.report.sub.Two two; }",
                        "package org.postille.report.sub; public class Two { org.postille.tracking.One one; }"),
                Offence.of(
                        NO_CYCLE_OF_PACKAGES,
                        "Cycle detected",
                        "package org.postille.report; public class One { org.postille.report.sub.Two two; }",
                        "package org.postille.report.sub; public class Two { org.postille.report.One one; }"),
                time("java.time.Instant.now()"),
                time("java.time.LocalDate.now(java.time.ZoneId.of(\"Europe/Berlin\"))"),
                time("System.currentTimeMillis()"),
                time("new java.util.Date()"),
                time("(java.util.function.Supplier<java.time.Instant>) java.time.Instant::now"),
                time("java.time.Clock.systemUTC()"),
                Offence.of(
                        MAIL_AT_ITS_DOORS,
                        "jakarta.mail",
                        "package org.postille.delivery; final class Bad { jakarta.mail.Session session; }"),
                Offence.of(
                        MIME4J_IN_BOUNCE,
                        "mime4j",
                        "package org.postille.delivery; final class Bad { org.apache.james.mime4j.MimeException it; }"),
                Offence.of(
                        DNS_IN_DNS,
                        "xbill",
                        "package org.postille.delivery; final class Bad { org.xbill.DNS.Name it; }"),
                Offence.of(
                        FREEMARKER_IN_RENDER,
                        "freemarker.template",
                        "package org.postille.campaign; final class Bad { freemarker.template.Template it; }"),
                Offence.of(
                        HTTP_AT_THE_EDGE,
                        "jakarta.ws.rs",
                        "package org.postille.event; final class Bad { jakarta.ws.rs.core.Response it; }"),
                Offence.of(
                        NO_FIELD_INJECTION,
                        "Bad.clock> is annotated with @Inject",
                        "package org.postille.event; final class Bad { @jakarta.inject.Inject java.time.Clock clock; }"),
                Offence.of(
                        NO_FIND_BY_ID,
                        "findById",
                        "package org.postille.event; final class Bad {"
                                + " Object x() { return org.postille.customer.Customer.findById(1L); } }"),
                Offence.of(
                        STATEMENTS_IN_SQL,
                        "prepareStatement",
                        "package org.postille.event; final class Bad {"
                                + " Object x(java.sql.Connection it) throws Exception { return it.prepareStatement(\"\"); } }"),
                Offence.of(
                        STATEMENTS_IN_SQL,
                        "executeUpdate",
                        "package org.postille.event; final class Bad {"
                                + " int x(java.sql.PreparedStatement it) throws Exception { return it.executeUpdate(); } }"),
                Offence.of(
                        STATEMENTS_IN_SQL,
                        "createNativeQuery",
                        "package org.postille.event; final class Bad {"
                                + " Object x(jakarta.persistence.EntityManager it) { return it.createNativeQuery(\"\"); } }"),
                Offence.of(
                        NULL_MARKED,
                        "org.postille.event.bare has no package-info",
                        "package org.postille.event.bare; final class Bad {}"),
                Offence.of(NAMES, "EventManager", "package org.postille.event; final class EventManager {}"),
                Offence.of(NAMES, "RowDto", "package org.postille.event; class Outer { static class RowDto {} }"),
                Offence.of(
                        NO_ENTITY_IN_HTTP,
                        "shows the entity org.postille.customer.Customer",
                        "package org.postille.customer; public class BadResource {"
                                + " public java.util.List<Customer> all() { return null; } }"));
    }

    private static Offence time(String expression) {
        return Offence.of(
                TIME_FROM_THE_CLOCK,
                "asks the system for the time",
                "package org.postille.event; final class Bad { Object x() { return " + expression + "; } }");
    }

    @TestFactory
    Stream<DynamicTest> each_rule_can_fail(@TempDir Path folder) {
        var number = new int[1];
        return offences().stream()
                .map(it -> DynamicTest.dynamicTest(it.says + " in " + it.sources.values(), () -> {
                    var result = it.rule.evaluate(compiled(folder.resolve("" + number[0]++), it.sources));
                    assertThat(result.hasViolation()).isTrue();
                    assertThat(result.getFailureReport().toString()).contains(it.says);
                }));
    }

    @Test
    void a_class_that_keeps_the_rules_breaks_none(@TempDir Path folder) throws IOException {
        var good = compiled(
                folder,
                Offence.of(
                                TABLE,
                                "",
                                "package org.postille.event; final class GoodSql {"
                                        + " Object x(java.sql.Connection it, java.time.Clock clock) throws Exception {"
                                        + " org.postille.customer.Customer.byKey(\"\"); long began = System.nanoTime();"
                                        + " java.time.LocalDate.now(clock);"
                                        + " return it.prepareStatement(\"\"); } }",
                                "package org.postille.event; public class GoodResource {"
                                        + " public jakarta.ws.rs.core.Response x() { return null; } }",
                                "@org.jspecify.annotations.NullMarked package org.postille.event;")
                        .sources);
        for (var rule : new HashSet<>(offences().stream().map(Offence::rule).toList())) {
            assertThat(rule.evaluate(good).getFailureReport().getDetails()).isEmpty();
        }
    }

    private static JavaClasses compiled(Path folder, Map<String, String> sources) throws IOException {
        var files = new ArrayList<String>();
        for (var source : sources.entrySet()) {
            var file = folder.resolve("sources").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()).toString());
        }
        var arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                Files.createDirectories(folder.resolve("classes")).toString(),
                "-cp",
                System.getProperty("java.class.path")));
        arguments.addAll(files);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac of " + sources)
                .isZero();
        return new ClassFileImporter().importPath(folder.resolve("classes"));
    }

    private static boolean asksTheSystemForTheTime(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return switch (owner.getName()) {
            case "java.lang.System" -> "currentTimeMillis".equals(name);
            case "java.util.Date", "java.util.GregorianCalendar" ->
                "<init>".equals(name) && hasParameters(access, List.of());
            case "java.util.Calendar" -> "getInstance".equals(name);
            // base.Ground makes the one clock of the program.
            case "java.time.Clock" ->
                name.startsWith("system") && !access.getOriginOwner().getName().equals(ROOT + ".base.Ground");
            default ->
                owner.getPackageName().startsWith("java.time")
                        && "now".equals(name)
                        && !hasParameters(access, List.of("java.time.Clock"));
        };
    }

    private static boolean makesOrRunsStatements(JavaAccess<?> access) {
        var name = access.getTarget().getName();
        return Set.of("createNativeQuery", "prepareStatement", "prepareCall", "createStatement")
                        .contains(name)
                || (name.startsWith("execute") && access.getTargetOwner().isAssignableTo(java.sql.Statement.class));
    }

    private static boolean hasParameters(JavaAccess<?> access, List<String> types) {
        return access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList()
                        .equals(types);
    }

    private static DescribedPredicate<JavaClass> outermostEndsWith(String... endings) {
        return describe("*" + String.join(", *", endings), it -> {
            var outermost = it;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return Stream.of(endings).anyMatch(outermost.getSimpleName()::endsWith);
        });
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean onGround(String from, String to) {
        return GROUND.contains(to) && !"base".equals(from);
    }

    private static String topPackage(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.", 2)[0] : name;
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
