package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Clusters in a process of their own. */
class SimulatedFleetServerTest {

    @TempDir Path folder;

    @Test
    void servesClustersOverTlsUntilItsInputEnds() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulatedFleetServer.class.getName(),
                                "--clusters=2",
                                "--platform=AWS",
                                "--kubeconfigs=" + folder)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            var ready = process.inputReader().readLine();

            assertThat(ready).startsWith("ready: 2 clusters at https://127.0.0.1:");
            assertThat(Files.readString(folder.resolve("c2")))
                    .contains(
                            "server: \"" + ready.substring(ready.indexOf("https")) + "c2\"",
                            "certificate-authority-data: ");
            process.getOutputStream().close();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroy();
        }
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThatThrownBy(() -> SimulatedFleetServer.serve("--cluster=1"))
                .hasMessageContaining("--cluster=1 is no option")
                .hasMessageContaining("clusters");
        assertThatThrownBy(() -> SimulatedFleetServer.serve("--clusters=1"))
                .hasMessage("--kubeconfigs=FOLDER is missing");
        assertThatThrownBy(
                        () -> SimulatedFleetServer.serve("--kubeconfigs=" + folder, "--port=many"))
                .hasMessage("--port=many: give a number");
        assertThatThrownBy(
                        () ->
                                SimulatedFleetServer.serve(
                                        "--kubeconfigs=" + folder, "--platform=Moon"))
                .hasMessageContaining("--platform=Moon is none of [");
    }
}
