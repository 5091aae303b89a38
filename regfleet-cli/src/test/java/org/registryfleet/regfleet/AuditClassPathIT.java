package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The class path of the audit commands, as it is packaged: nothing on it can have an effect. */
class AuditClassPathIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String AUDIT = "org.registryfleet.regfleet.audit.Audit";

    @Test
    void holdsNothingThatReachesACluster() throws Exception {
        try (var loader = auditLoader()) {
            for (var name :
                    List.of(
                            "org.registryfleet.stageservice.ActionCarrier",
                            "org.registryfleet.stageservice.StageService",
                            "org.registryfleet.clusteraccess.ClusterConnections",
                            "org.registryfleet.clusterwatcher.ClusterWatcherApplication",
                            "org.registryfleet.simulated.SimulatedFleet",
                            "io.fabric8.kubernetes.client.KubernetesClient",
                            "org.springframework.context.ApplicationContext")) {
                assertThatThrownBy(() -> loader.loadClass(name))
                        .as(name)
                        .isInstanceOf(ClassNotFoundException.class);
            }
            assertThat(loader.loadClass(AUDIT)).isNotNull();
            assertThat(loader.loadClass("org.registryfleet.replay.Stages")).isNotNull();
        }
    }

    @Test
    void startsTheAuditCommands() throws Exception {
        for (var command : List.of("history", "explain", "at", "diff", "what-if")) {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    TARGET.resolve("classes")
                                            + ":"
                                            + TARGET.resolve("app/audit-lib")
                                            + "/*",
                                    AUDIT,
                                    command,
                                    "--help")
                            .redirectErrorStream(true)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(output).contains("Usage: regfleet " + command);
            assertThat(process.exitValue()).isZero();
        }
    }

    private static URLClassLoader auditLoader() throws Exception {
        var urls = new ArrayList<URL>();
        urls.add(url(TARGET.resolve("classes").toUri()));
        try (var jars = Files.list(TARGET.resolve("app/audit-lib"))) {
            for (var jar : jars.toList()) {
                urls.add(url(jar.toUri()));
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(URI uri) throws MalformedURLException {
        return uri.toURL();
    }
}
