package org.registryfleet.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/** Compiles small modules and shows which of them the rules refuse. */
class HouseRulesTest {

    private static final String PURE = "org.registryfleet.placer.choice";

    @TempDir Path folder;

    private final List<Path> sources = new ArrayList<>();

    @Test
    void refusesTimeChanceAndEnvironmentInPureCode() throws IOException {
        var calls =
                List.of(
                        "java.time.Instant.now()",
                        "java.time.LocalDate.now()",
                        "java.time.Clock.systemUTC()",
                        "java.util.UUID.randomUUID()",
                        "System.nanoTime()",
                        "System.currentTimeMillis()",
                        "System.getenv(\"HOME\")",
                        "System.getProperty(\"user.dir\")",
                        "Math.random()",
                        "new java.util.Date()",
                        "java.util.Locale.getDefault()",
                        "(java.util.function.Supplier<Object>) java.util.UUID::randomUUID");
        for (var n = 0; n < calls.size(); n++) {
            type(
                    PURE,
                    "Choice" + n,
                    "class Choice%d { Object made() { return %s; } }".formatted(n, calls.get(n)));
        }

        assertEachRefused(PureCode.RULES, "are given time", calls.size());
    }

    @Test
    void refusesWhatReachesOutsideInPureCode() throws IOException {
        var types =
                List.of(
                        "java.nio.file.Path",
                        "java.net.Socket",
                        "java.net.http.HttpClient",
                        "java.sql.Connection",
                        "java.io.File",
                        "java.util.Random",
                        "java.util.concurrent.ThreadLocalRandom",
                        "org.apache.avro.Schema",
                        "org.apache.kafka.clients.admin.Admin",
                        "com.fasterxml.jackson.databind.ObjectMapper",
                        "org.registryfleet.events.Observation",
                        "org.slf4j.Logger");
        for (var n = 0; n < types.size(); n++) {
            type(PURE, "Choice" + n, "record Choice%d(%s used) {}".formatted(n, types.get(n)));
        }

        assertEachRefused(PureCode.RULES, "use only plain Java", types.size());
    }

    @Test
    void allowsPlainJavaAndTheJsonTreeInPureCode() throws IOException {
        type("org.registryfleet.placer.fact", "Fact", "public record Fact(int[] counts) {}");
        type(
                PURE,
                "Choice",
                """
                record Choice(java.time.Instant now, java.net.URI link, java.util.List<String> names,
                        com.fasterxml.jackson.databind.node.ObjectNode body,
                        org.registryfleet.placer.fact.Fact fact) {
                    sealed interface Plan { record A() implements Plan {} record B() implements Plan {} }
                    static String name(Plan plan) {
                        return switch (plan) { case Plan.A a -> "a"; case Plan.B b -> "b" + b; };
                    }
                    String text() { return body.at("/spec").asText(); }
                }
                """);

        assertKept(PureCode.RULES);
    }

    @Test
    void allowsOnlyManifestsToParseYaml() throws IOException {
        var yaml = "com.fasterxml.jackson.dataformat.yaml";
        type(yaml, "YAMLMapper", "public class YAMLMapper {}");
        type("org.registryfleet.placer.manifest", "M", "record M(" + yaml + ".YAMLMapper y) {}");

        assertKept(PureCode.RULES);

        type(PURE, "Choice", "record Choice(" + yaml + ".YAMLMapper y) {}");

        assertRefused(PureCode.RULES, "use only plain Java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.registryfleet.placer",
                "org.registryfleet.placer.stream",
                "org.registryfleet.placer.kafka.log",
                "org.registryfleet.clusteraccess.execution"
            })
    void letsShellsReachOutside(String shell) throws IOException {
        type(
                shell,
                "Buckets",
                "record Buckets(java.net.http.HttpClient http) { Object at() { return"
                        + " java.time.Instant.now(); } }");

        assertKept(PureCode.RULES);
    }

    @Test
    void refusesPureCodeThatUsesAShell() throws IOException {
        type("org.registryfleet.placer.web", "Page", "public record Page() {}");
        type(PURE, "Choice", "record Choice(org.registryfleet.placer.web.Page page) {}");

        assertRefused(PureCode.RULES, "use only plain Java");
    }

    @Test
    void refusesPackagesInACycle() throws IOException {
        type(
                "org.registryfleet.placer.a",
                "A",
                "public class A { org.registryfleet.placer.b.B b; }");
        type(
                "org.registryfleet.placer.b",
                "B",
                "public class B { org.registryfleet.placer.a.A a; }");

        assertRefused(PackageCycles.RULES, "no cycles");
    }

    @Test
    void refusesNamesThatSayNothing() throws IOException {
        var words = List.of("Utils", "Helper", "Manager", "Impl", "Dto", "Constants", "Handler");
        for (var n = 0; n < words.size(); n++) {
            var name = "Choice%d%s".formatted(n, words.get(n));
            type(PURE, name, "class %s {}".formatted(name));
        }

        assertEachRefused(Naming.RULES, "classes are named for what they are", words.size());
    }

    @Test
    void refusesRetiredNames() throws IOException {
        var names =
                List.of(
                        "PaperCluster",
                        "LogDesk",
                        "SerialLane",
                        "Detour",
                        "Turnstile",
                        "KeptResults",
                        "NoteFile",
                        "FactStream");
        for (var name : names) {
            type(PURE, name, "class %s {}".formatted(name));
        }
        type(PURE, "Planet", "class Planet { interface Laned {} }");

        var violations = violations(Naming.RULES, "retired names");

        assertThat(violations).hasSize(names.size());
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(violations)
                                        .anyMatch(found -> found.contains("." + name + ">")));
    }

    @Test
    void acceptsANameThatALibraryDemands() throws IOException {
        type(
                PURE,
                "QuietHandler",
                "abstract class QuietHandler implements Thread.UncaughtExceptionHandler {}");

        assertKept(Naming.RULES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.registryfleet.placer.util, packages are named",
        "org.registryfleet.placer.common.text, packages are named"
    })
    void refusesDrawerPackages(String drawer, String rule) throws IOException {
        type(drawer, "Text", "class Text {}");

        assertRefused(Naming.RULES, rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.sleep(1)", "java.util.concurrent.TimeUnit.SECONDS.sleep(1)"})
    void refusesSleeping(String sleep) throws IOException {
        type(PURE, "Nap", "class Nap { void take() throws Exception { %s; } }".formatted(sleep));

        assertRefused(Naming.RULES, "nothing sleeps");
    }

    @Test
    void refusesMocks() throws IOException {
        type("org.mockito", "Mockito", "public class Mockito {}");
        type(PURE, "ChoiceTest", "class ChoiceTest { org.mockito.Mockito mock; }");

        assertRefused(Naming.RULES, "no mocks");
    }

    private void assertRefused(List<ArchRule> rules, String description) throws IOException {
        assertThat(violations(rules, description)).isNotEmpty();
    }

    /** Every class Choice0, Choice1, ... breaks the rule. */
    private void assertEachRefused(List<ArchRule> rules, String description, int count)
            throws IOException {
        var violations = violations(rules, description);
        for (var n = 0; n < count; n++) {
            var name = Pattern.compile("\\.Choice%d(\\D|$)".formatted(n));

            assertThat(violations).anyMatch(name.asPredicate());
        }
    }

    private List<String> violations(List<ArchRule> rules, String description) throws IOException {
        compile();
        var classes = HouseRules.classes(folder.resolve("classes"));
        return rules.stream()
                .filter(rule -> rule.getDescription().contains(description))
                .flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }

    private void assertKept(List<ArchRule> rules) throws IOException {
        compile();
        var classes = HouseRules.classes(folder.resolve("classes"));

        assertThatCode(() -> rules.forEach(rule -> rule.check(classes))).doesNotThrowAnyException();
    }

    private void type(String home, String name, String body) throws IOException {
        var file = folder.resolve("src").resolve(home.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package %s;\n%s".formatted(home, body));
        sources.add(file);
    }

    private void compile() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of("-proc:none", "-nowarn", "-d", folder.resolve("classes").toString());
        try (var tool = compiler.getStandardFileManager(null, null, null)) {
            var units = tool.getJavaFileObjectsFromPaths(sources);
            assertThat(compiler.getTask(null, tool, null, options, null, units).call()).isTrue();
        }
    }
}
