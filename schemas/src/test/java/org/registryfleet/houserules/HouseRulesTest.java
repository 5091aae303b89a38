package org.registryfleet.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

import javax.tools.ToolProvider;

/** Compiles small modules and shows which of them the rules refuse. */
class HouseRulesTest {

    private static final String PURE = "org.registryfleet.placer.choice";

    @TempDir Path folder;

    private final List<Path> sources = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "(java.util.function.Supplier<Object>) java.util.UUID::randomUUID"
            })
    void refusesTimeChanceAndEnvironmentInPureCode(String call) throws IOException {
        type(PURE, "Choice", "class Choice { Object made() { return %s; } }".formatted(call));

        assertRefused(PureCode.RULES, "are given time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "org.slf4j.Logger"
            })
    void refusesWhatReachesOutsideInPureCode(String used) throws IOException {
        type(PURE, "Choice", "record Choice(%s used) {}".formatted(used));

        assertRefused(PureCode.RULES, "use only plain Java");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.registryfleet.placer",
                "org.registryfleet.placer.stream",
                "org.registryfleet.placer.cloud.s3",
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

        assertRefused(PureCode.RULES, "no cycles");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ClaimUtils", "ClaimHelper", "ClaimManager", "ClaimImpl", "ClaimHandler"})
    void refusesNamesThatSayNothing(String name) throws IOException {
        type(PURE, name, "class %s {}".formatted(name));

        assertRefused(Naming.RULES, "classes are named for what they are");
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
        compile();
        var rule = rules.stream().filter(it -> it.getDescription().contains(description)).findAny();

        assertThat(rule).isPresent();
        assertThatThrownBy(() -> rule.get().check(HouseRules.classes(folder.resolve("classes"))))
                .isInstanceOf(AssertionError.class);
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
