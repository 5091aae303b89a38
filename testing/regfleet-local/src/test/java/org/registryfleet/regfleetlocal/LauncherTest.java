package org.registryfleet.regfleetlocal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher in a small checkout, with a JDK and a Maven that only say how they were called. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("../../regfleet");

    @TempDir Path folder;
    private Path checkout;
    private Path tools;

    private record Run(int status, String output) {}

    @BeforeEach
    void makeACheckout() throws IOException {
        checkout = folder.resolve("a checkout");
        tools = folder.resolve("tools");
        write(
                checkout.resolve("pom.xml"),
                "<artifactId>registry-fleet</artifactId>\n<version>1.2.3</version>\n");
        write(checkout.resolve("libraries/x/src/main/java/X.java"), "class X {}");
        write(checkout.resolve("libraries/x/src/test/java/XTest.java"), "class XTest {}");
        write(checkout.resolve("regfleet-cli/target/classpath"), "/lib/picocli.jar");
        write(checkout.resolve("testing/regfleet-local/target/classpath"), "/lib/spring.jar");
        Files.copy(LAUNCHER, checkout.resolve("regfleet"));
        write(tools.resolve("jdk/release"), "JAVA_VERSION=\"25.0.9\"\n");
        program(tools.resolve("jdk/bin/javac"), "exit 0");
        program(tools.resolve("jdk/bin/java"), "echo \"java $*\"");
        program(tools.resolve("bin/mvn"), "echo \"[INFO] built with $JAVA_HOME: $*\"");
    }

    @Test
    void buildsOnceAndRunsACommandWithoutTheServicesLibraries() throws Exception {
        var first = run("status", "vsphere-1");
        var second = run("status", "vsphere-1");

        assertThat(first.status()).isZero();
        assertThat(first.output()).contains("Compiling").contains("status vsphere-1");
        assertThat(second.output())
                .doesNotContain("Compiling")
                .contains("regfleet-cli-1.2.3.jar:/lib/picocli.jar")
                .doesNotContain("spring");
        assertThat(buildLog())
                .contains("built with " + tools.resolve("jdk"))
                .contains("-Dmain.only process-classes");
    }

    @Test
    void runsTheSimulatedFleetWithTheServices() throws Exception {
        assertThat(run("local", "--exit").output())
                .contains("regfleet-local-1.2.3.jar:/lib/spring.jar")
                .contains("LocalRegfleet local --exit");
        assertThat(run("-o", "json", "scenarios", "x").output()).contains("/lib/spring.jar");
    }

    @Test
    void buildsAgainWhenMainCodeHasChangedOrGone() throws Exception {
        run("status");
        later(checkout.resolve("libraries/x/src/test/java/XTest.java"));
        assertThat(run("status").output()).doesNotContain("Compiling");

        later(checkout.resolve("libraries/x/src/main/java/X.java"));
        assertThat(run("status").output()).contains("Compiling");

        built(Instant.now().minusSeconds(60));
        Files.delete(checkout.resolve("libraries/x/src/main/java/X.java"));
        assertThat(run("status").output()).contains("Compiling");
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        program(tools.resolve("bin/mvn"), "echo '[ERROR] X.java does not compile'; exit 1");

        var failed = run("status");

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.output())
                .contains("X.java does not compile")
                .contains("regfleet: the build failed")
                .doesNotContain("java -");
        assertThat(run("status").status()).isEqualTo(2);
    }

    private Run run(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("bash", "./regfleet"));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        var builder =
                new ProcessBuilder(command)
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", tools.resolve("jdk").toString());
        builder.environment().put("PATH", tools.resolve("bin") + ":" + System.getenv("PATH"));
        var process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private String buildLog() throws IOException {
        return Files.readString(checkout.resolve("target/run/build.log"));
    }

    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** As if the build had been at another time. */
    private void built(Instant time) throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve("libraries/x/src/main/java/X.java"),
                FileTime.from(time.minusSeconds(1)));
        Files.setLastModifiedTime(checkout.resolve("target/run/built"), FileTime.from(time));
    }

    private static void program(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
