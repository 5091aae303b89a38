package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.Fault;

import java.time.Duration;

/** A cluster was installed without the registry, and somebody enables it later. */
class DisabledCapabilityIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final SimulatedObjectRef VERSION =
            SimulatedObjectRef.of("config.openshift.io/v1", "ClusterVersion", "version");

    private FaultLab lab;
    private SimulatedCluster cluster;

    @BeforeEach
    void start() {
        lab = FaultLab.withServices();
        cluster = lab.cluster("capability", DemoPlatform.OVIRT);
        cluster.faults()
                .when(
                        call -> call.path().contains("imageregistry.operator.openshift.io"),
                        new Fault.Answer(404, Duration.ZERO));
        capabilities("'Build','ImageRegistry'", "'Build'");
        lab.register(cluster);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isLeftAloneUntilItServesTheRegistry() {
        await().atMost(PATIENCE).until(() -> lab.isSettled(cluster.id(), "CapabilityDisabled"));
        assertThat(lab.status(cluster.id()).orElseThrow().getUnlock())
                .contains("additionalEnabledCapabilities");
        assertThat(cluster.requests().writes()).isZero();

        capabilities("'Build','ImageRegistry'", "'Build','ImageRegistry'");
        cluster.faults().clear();

        await().atMost(PATIENCE).until(() -> lab.isSettled(cluster.id(), "Available"));
        assertThat(cluster.requests().recent())
                .filteredOn(request -> request.call().verb().isWrite())
                .noneMatch(request -> request.code() == 404);
    }

    private void capabilities(String known, String enabled) {
        cluster.patchStatus(
                VERSION,
                FaultLab.json(
                        "{'status':{'capabilities':{'knownCapabilities':[%s],'enabledCapabilities':[%s]}}}"
                                .formatted(known, enabled)));
    }
}
