package org.registryfleet.simulated.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;

class ClusterBootstrapTest {

    @ParameterizedTest
    @EnumSource
    void makesAClusterOfEachPlatform(DemoPlatform platform) {
        try (var fleet = SimulatedFleet.start()) {
            var cluster = fleet.addCluster("demo", ClusterProfile.demo(platform, "demo"));

            assertThat(
                            cluster.get(
                                    SimulatedObjectRef.of(
                                            "v1", "Namespace", "openshift-image-registry")))
                    .isPresent();
            assertThat(
                            cluster.get(
                                    SimulatedObjectRef.of(
                                            "v1", "Secret", "openshift-config", "pull-secret")))
                    .isPresent();
            assertThat(cluster.list("v1", "Node", "")).isNotEmpty();
            if (platform == DemoPlatform.PLAIN_KUBERNETES) {
                assertThat(cluster.catalog().byKind("config.openshift.io/v1", "Infrastructure"))
                        .isEmpty();
            } else {
                var status =
                        cluster.get(
                                        SimulatedObjectRef.of(
                                                "config.openshift.io/v1",
                                                "Infrastructure",
                                                "cluster"))
                                .orElseThrow()
                                .path("status");
                assertThat(status.path("platformStatus").path("type").asText()).isNotEmpty();
                assertThat(status.path("infrastructureName").asText()).isEqualTo("demo-x7k2p");
            }
        }
    }
}
