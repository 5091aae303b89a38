package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Contact;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.Fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** A cluster that cannot be reached says why, comes back by itself, and holds up nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreachableClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FaultLab lab;

    @BeforeAll
    void start() {
        lab = FaultLab.withServices();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void saysThatAKubeconfigIsMalformed() {
        var cluster = lab.cluster("malformed", DemoPlatform.OVIRT);
        lab.kubeconfig(cluster.id(), "apiVersion: v1\nkind: [Config\n");
        lab.register(cluster);

        assertThatItIsUnreachable(cluster, "kubeconfig:malformed");

        lab.kubeconfig(cluster.id(), cluster.kubeconfig());
        assertThatItIsAvailable(cluster);
    }

    @Test
    void saysThatAKubeconfigIsMissing() throws IOException {
        var cluster = lab.cluster("missing", DemoPlatform.OVIRT);
        java.nio.file.Files.delete(lab.workspace().folder("clusters").resolve(cluster.id()));
        lab.register(cluster);

        assertThatItIsUnreachable(cluster, "there is no such file in the credential folder");

        lab.kubeconfig(cluster.id(), cluster.kubeconfig());
        assertThatItIsAvailable(cluster);
    }

    @Test
    void saysThatATokenHasExpired() {
        var cluster =
                lab.cluster(
                        "expired",
                        ClusterProfile.demo(DemoPlatform.OVIRT, "expired"),
                        ServerSettings.DEFAULT.withToken("good-token"));
        lab.register(cluster);
        assertThatItIsAvailable(cluster);

        cluster.faults().always(new Fault.Answer(401, Duration.ZERO));
        cluster.watches().endAll();

        assertThatItIsUnreachable(cluster, "401");
        assertThat(lab.status(cluster.id()).orElseThrow().getMessage())
                .doesNotContain("good-token");

        cluster.faults().clear();
        assertThatItIsAvailable(cluster);
    }

    @Test
    void takesOverARenewedToken() {
        var cluster =
                lab.cluster(
                        "renewed",
                        ClusterProfile.demo(DemoPlatform.OVIRT, "renewed"),
                        ServerSettings.DEFAULT.withToken("new-token"));
        lab.kubeconfig(cluster.id(), cluster.kubeconfig().replace("new-token", "old-token"));
        lab.register(cluster);
        assertThatItIsUnreachable(cluster, "401");

        lab.kubeconfig(cluster.id(), cluster.kubeconfig());
        assertThatItIsAvailable(cluster);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        var cluster = lab.cluster("nobody", DemoPlatform.OVIRT);
        lab.kubeconfig(
                cluster.id(),
                cluster.kubeconfig()
                        .replaceAll("http://[^\"]*", "http://127.0.0.1:" + closedPort() + "/"));
        lab.register(cluster);

        assertThatItIsUnreachable(cluster, "127.0.0.1");

        lab.kubeconfig(cluster.id(), cluster.kubeconfig());
        assertThatItIsAvailable(cluster);
    }

    @Test
    void comesBackAfterTheServerWasAway() {
        var cluster = lab.cluster("away", DemoPlatform.OVIRT);
        lab.register(cluster);
        assertThatItIsAvailable(cluster);

        cluster.faults().always(new Fault.Refusal());
        cluster.watches().dropAll();
        assertThatItIsUnreachable(cluster, "");
        assertThat(observed(cluster, ObservationType.CONTACT_LOST)).isTrue();

        // seen only once contact is restored
        cluster.delete(FaultLab.DEPLOYMENT);
        cluster.faults().clear();

        await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.DEPLOYMENT).isPresent());
        assertThatItIsAvailable(cluster);
        assertThat(observed(cluster, ObservationType.CONTACT_RESTORED)).isTrue();
    }

    @Test
    void doesNotHoldUpOthers() {
        var slow = lab.cluster("slow", DemoPlatform.OVIRT);
        slow.faults().always(new Fault.Hang());
        lab.register(slow);
        for (int i = 0; i < 3; i++) {
            lab.register(lab.cluster("quick-" + i, DemoPlatform.OVIRT));
        }

        for (int i = 0; i < 3; i++) {
            var id = "quick-" + i;
            await(id).atMost(PATIENCE).until(() -> lab.isSettled(id, "Available"));
        }
        assertThat(slow.get(FaultLab.CONFIG)).isEmpty();
        assertThatItIsUnreachable(slow, "");

        slow.faults().clear();
        assertThatItIsAvailable(slow);
    }

    private void assertThatItIsUnreachable(SimulatedCluster cluster, String why) {
        await(cluster.id())
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(lab.status(cluster.id()))
                                        .hasValueSatisfying(
                                                status -> assertThatItSays(status, why)));
    }

    private static void assertThatItSays(ClusterStatus status, String why) {
        assertThat(status.getSummary()).isEqualTo("Unreachable");
        assertThat(status.getReason()).isEqualTo("ContactLost");
        assertThat(status.getMessage()).isNotBlank().contains(why);
        assertThat(status.getUnlock()).contains("credential");
        assertThat(status.getContact()).isEqualTo(Contact.LOST);
    }

    private void assertThatItIsAvailable(SimulatedCluster cluster) {
        await(cluster.id()).atMost(PATIENCE).until(() -> lab.isSettled(cluster.id(), "Available"));
    }

    private boolean observed(SimulatedCluster cluster, ObservationType type) {
        var events = Events.singleObject();
        return LogScan.topic(lab.bootstrapServers(), Topics.OBSERVATIONS).stream()
                .map(record -> events.decode(record.value(), Observation.class))
                .anyMatch(o -> o.getCluster().equals(cluster.id()) && o.getType() == type);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
