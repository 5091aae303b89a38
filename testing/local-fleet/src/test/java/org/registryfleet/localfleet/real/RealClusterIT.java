package org.registryfleet.localfleet.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.localfleet.scenario.ScenarioLab;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.report.ScenarioResult;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.kubelet.KubeletFeature;
import org.registryfleet.simulated.kubelet.KubeletSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A simulated cluster that is known only by its kubeconfig stands for a real one. */
class RealClusterIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");

    @TempDir private Path folder;

    private final List<String> beforehand = new ArrayList<>();

    @Test
    void playsRecordedScenariosOneAfterTheOtherInOneCluster() throws IOException {
        try (var fleet = SimulatedFleet.start()) {
            var served =
                    fleet.addCluster(
                            "real",
                            ClusterProfile.empty()
                                    .withKubelet(KubeletSettings.of(KubeletFeature.GARBAGE))
                                    .withSettings(
                                            ServerSettings.DEFAULT.withImmortalNamespaces(
                                                    Set.of("openshift-config-managed"))));
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
                                List.of(RecordedScenarios.reduced().folder()),
                                new NamePattern("4?1-s*"),
                                announced(beforehand));
                assertThat(beforehand)
                        .containsExactly(
                                "411-s3-secret-key-missing needs a cloud (s3)",
                                "451-swift-created needs a cloud (swift)");
                assertThat(report.exitStatus()).isZero();
                report =
                        lab.runAgainst(
                                cluster,
                                false,
                                List.of(RecordedScenarios.reduced().folder()),
                                new NamePattern("10?-pvc-*"),
                                PlayListener.NONE);
                assertThat(report.lines())
                        .containsExactly("scenarios: 3 passed, 0 failed, 0 out of scope");
            }
            assertThat(served.list("v1", "ConfigMap", "")).isEmpty();
            assertThat(served.list("v1", "Namespace", ""))
                    .extracting(object -> object.at("/metadata/name").asText())
                    .containsExactly("default", "openshift-config-managed");
        }
    }

    private static PlayListener announced(List<String> lines) {
        return new PlayListener() {
            @Override
            public void outOfScope(List<ScenarioResult> results) {
                results.forEach(r -> lines.add(r.id() + " " + r.reasons().getFirst()));
            }
        };
    }
}
