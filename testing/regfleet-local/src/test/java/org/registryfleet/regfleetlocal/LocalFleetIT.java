package org.registryfleet.regfleetlocal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command `local` in a process of its own, as the launcher starts it. */
class LocalFleetIT {

    @Test
    void runsAWholeFleet(@TempDir Path folder) throws Exception {
        var output = folder.resolve("output").toFile();
        var process =
                new ProcessBuilder(command(folder))
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(output)
                    .content()
                    .contains("3 of 3 clusters have converged")
                    .containsSubsequence("on-premises", "succeeded", "bare-metal-1", "Argo CD");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dregfleet.home=" + Path.of("").toAbsolutePath().getParent().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalRegfleet.class.getName(),
                "local",
                "--exit",
                "--fresh",
                "--clusters=3",
                "--port=0",
                "--data=" + folder.resolve("data"));
    }
}
