package org.registryfleet.localfleet.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.localfleet.scenario.ScenarioLab;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.report.ScenarioResult;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.kubelet.KubeletFeature;
import org.registryfleet.simulated.kubelet.KubeletSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulated cluster that is known only by its kubeconfig stands for a real one. */
class RealClusterIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");

    @TempDir private Path folder;

    @Test
    void playsRecordedScenariosOneAfterTheOtherInOneCluster() throws IOException {
        var golden = golden();
        assumeTrue(golden.isPresent(), "no recorded scenarios on this machine");
        try (var fleet = SimulatedFleet.start()) {
            var served =
                    fleet.addCluster(
                            "real",
                            ClusterProfile.empty()
                                    .withKubelet(KubeletSettings.of(KubeletFeature.GARBAGE)));
            var namespace = JsonNodeFactory.instance.objectNode();
            namespace.put("apiVersion", "v1").put("kind", "Namespace");
            namespace.putObject("metadata").put("name", "default");
            served.apply(namespace);
            var file = Files.writeString(folder.resolve("config"), served.kubeconfig());
            var cluster = RealCluster.of(file);
            try (var lab = ScenarioLab.open(null, KNOWLEDGE, cluster)) {
                var report =
                        lab.runAgainst(
                                cluster,
                                false,
                                List.of(golden.orElseThrow()),
                                new NamePattern("10?-pvc-rwo-r*"));

                assertThat(report.count(ScenarioResult.Outcome.PASSED))
                        .as(String.join("\n", report.lines()))
                        .isEqualTo(2);
            }
            assertThat(served.list("v1", "ConfigMap", "")).isEmpty();
        }
    }

    private static Optional<Path> golden() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared/golden"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
