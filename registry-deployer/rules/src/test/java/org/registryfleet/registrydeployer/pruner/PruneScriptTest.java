package org.registryfleet.registrydeployer.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.registrydeployer.manifest.Manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the retry script with a sleep that only says so. */
class PruneScriptTest {

    private static final String SLEEP = "sleep() { echo \"sleeps $1\"; }\n";

    @TempDir private Path folder;

    @Test
    void stopsAfterASuccess() throws Exception {
        assertThat(run("echo pruned")).isEqualTo(new Run(0, List.of("pruned"), ""));
    }

    @Test
    void waitsLongerBeforeEachOfFiveFurtherAttempts() throws Exception {
        var run = run("exit 7");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.output())
                .containsExactly("sleeps 30", "sleeps 60", "sleeps 90", "sleeps 120", "sleeps 150");
        assertThat(run.errors())
                .contains("attempt #1 has failed (exit code 7)")
                .contains("attempt #5 has failed (exit code 7)");
    }

    @Test
    void endsWellWhenALaterAttemptSucceeds() throws Exception {
        var marker = folder.resolve("marker");

        var run =
                run(
                        "if [ -e %1$s ]; then echo pruned; else touch %1$s; exit 3; fi"
                                .formatted(marker));

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).containsExactly("sleeps 30", "pruned");
    }

    private Run run(String command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell on this machine");
        var container = "/spec/jobTemplate/spec/template/spec/containers/0";
        var args = Manifest.read("pruner-cronjob").copy().at(container + "/args");
        var errors = folder.resolve("errors");
        var process =
                new ProcessBuilder(
                                "/bin/sh",
                                args.path(0).asText(),
                                SLEEP + args.path(1).asText(),
                                args.path(2).asText(),
                                "/bin/sh",
                                "-c",
                                command)
                        .redirectError(errors.toFile())
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.lines().toList(), Files.readString(errors));
    }

    private record Run(int exitCode, List<String> output, String errors) {}
}
