package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.GapCause;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** etcd of a cluster is restored from a snapshot while the services run. */
class RestoredClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final SimulatedObjectRef SERVICE =
            SimulatedObjectRef.of("v1", "Service", FaultLab.REGISTRY, "image-registry");

    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private FaultLab lab;
    private SimulatedCluster cluster;

    @BeforeEach
    void settle() {
        lab = FaultLab.withServices();
        lab.log()
                .listen(
                        (_, _, record) -> {
                            if (record instanceof Observation observation) {
                                observations.add(observation);
                            }
                        });
        cluster = lab.cluster("restored", DemoPlatform.OVIRT);
        lab.register(cluster);
        awaitSettled("Available");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isDecidedAboutAnew() {
        var managed = ObservedClusterState.of(cluster);
        var backup = cluster.backup();
        FaultLab.edit(cluster, "{'managementState':'Removed'}");
        awaitSettled("Removed");
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'later','namespace':'%s'}}"
                                .formatted(FaultLab.REGISTRY)));
        await().atMost(PATIENCE).until(() -> observations.stream().anyMatch(this::isOfLater));

        var before = gaps().size();
        cluster.restore(backup);
        cluster.delete(SERVICE);

        awaitSettled("Available");
        await().atMost(PATIENCE).until(() -> cluster.get(SERVICE).isPresent());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                ObservedClusterState.differences(
                                                        managed, ObservedClusterState.of(cluster)))
                                        .isEmpty());
        assertThat(gaps()).hasSize(before + 1);
        assertThat(gaps().getLast().getGap()).isEqualTo(GapCause.RESTORED);
        assertThat(gaps().getLast().getDetail()).contains("etcd has been restored");
        assertThat(observations)
                .anyMatch(o -> o.getType() == ObservationType.RESYNC && o.getObject() == null);
        assertThat(observations).anyMatch(o -> isOfLater(o) && o.getSynthesised());
    }

    private List<Observation> gaps() {
        return observations.stream().filter(o -> o.getType() == ObservationType.GAP).toList();
    }

    private boolean isOfLater(Observation observation) {
        return observation.getObject() != null && observation.getObject().getName().equals("later");
    }

    private void awaitSettled(String summary) {
        await().atMost(PATIENCE).until(() -> lab.isSettled(cluster.id(), summary));
    }
}
