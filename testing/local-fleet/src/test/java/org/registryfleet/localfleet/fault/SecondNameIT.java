package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Action;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The second name of a cluster is seen and reported, and never acted upon. */
class SecondNameIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FaultLab lab;
    private SimulatedCluster cluster;
    private final AtomicInteger actions = new AtomicInteger();

    @BeforeEach
    void start() {
        lab = FaultLab.withServices();
        cluster = lab.cluster("first", DemoPlatform.OVIRT);
        lab.kubeconfig("second", cluster.kubeconfig());
        lab.log()
                .listen(
                        (_, id, record) -> {
                            if (id.equals("second") && record instanceof Action) {
                                actions.incrementAndGet();
                            }
                        });
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void onlyTheFirstNameActsUntilItLeaves() {
        try (var people =
                new RegistrationCommands(
                        KafkaAccess.of(lab.bootstrapServers()), "registry-fleet/test")) {
            people.register(second(Admission.PROBING, RegistrationCommands.duplicateOf("first")));
            await().atMost(PATIENCE).until(() -> lab.status("second").isPresent());
            assertThat(cluster.requests().writes()).isZero();

            lab.register(cluster);
            await().atMost(PATIENCE).until(() -> lab.isSettled("first", "Available"));
            await().atMost(PATIENCE).until(() -> lab.isSettled("second", "Available"));
            FaultLab.edit(cluster, "{'defaultRoute':true}");
            await().atMost(PATIENCE)
                    .until(() -> !cluster.list("route.openshift.io/v1", "Route", "").isEmpty());
            assertThat(actions).hasValue(0);

            people.deregister("first");
            people.register(second(Admission.ADMITTED, ""));
            cluster.delete(FaultLab.DEPLOYMENT);
            await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.DEPLOYMENT).isPresent());
            assertThat(actions).hasPositiveValue();
        }
    }

    private static ClusterRegistration second(Admission admission, String reason) {
        return ClusterRegistration.newBuilder()
                .setCluster("second")
                .setCredential("kubeconfig:second")
                .setAdmission(admission)
                .setAdmissionReason(reason)
                .build();
    }
}
