package org.registryfleet.localfleet.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.format.ScenarioParser;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.kubelet.KubeletFeature;
import org.registryfleet.simulated.kubelet.KubeletSettings;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

class ClusterResetTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SimulatedObjectRef INFRASTRUCTURE =
            SimulatedObjectRef.of("config.openshift.io/v1", "Infrastructure", "cluster");
    private static final SimulatedObjectRef NODE = SimulatedObjectRef.of("v1", "Node", "worker-9");
    private static final SimulatedObjectRef REGISTRY_NAMESPACE =
            SimulatedObjectRef.of("v1", "Namespace", "openshift-image-registry");

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final SimulatedCluster cluster = fleet.addCluster("real", profile());

    @BeforeEach
    void haveWhatEveryApiServerHas() throws IOException {
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: default}}");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void deletesWhatTheScenarioBeforeHasMade() throws IOException {
        reset(false).prepare(scenario());
        play();
        apply(
                "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: openshift-image-registry}}");
        apply(
                "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name:"
                        + " cluster, finalizers: [imageregistry.operator.openshift.io/finalizer]},"
                        + " spec: {managementState: Removed, replicas: 1}}");

        reset(false).prepare(scenario());

        assertThat(cluster.get(INFRASTRUCTURE)).isEmpty();
        assertThat(cluster.get(REGISTRY_NAMESPACE)).isEmpty();
        assertThat(cluster.list("v1", "Secret", "")).isEmpty();
        assertThat(cluster.list("imageregistry.operator.openshift.io/v1", "Config", "")).isEmpty();
    }

    @Test
    void refusesAClusterWithAUsersObjects() throws IOException {
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: openshift-config}}");
        apply(
                "{apiVersion: v1, kind: Secret, metadata: {name: mine, namespace: openshift-config}}");

        assertThatThrownBy(() -> reset(false).prepare(scenario()))
                .isInstanceOf(UnfitClusterException.class)
                .hasMessageContaining("secret openshift-config/mine")
                .hasMessageContaining("--yes-delete-everything");
        assertThat(cluster.list("v1", "Secret", "openshift-config")).hasSize(1);
        assertThat(cluster.list("v1", "ConfigMap", "default")).isEmpty();
    }

    @Test
    void refusesAUsersObjectAlsoInAMarkedCluster() throws IOException {
        reset(false).prepare(scenario("given: []\nsteps: []\n"));
        play();

        assertThatThrownBy(() -> reset(false).prepare(scenario()))
                .hasMessageContaining("infrastructure cluster");
        assertThat(cluster.get(INFRASTRUCTURE)).isPresent();
    }

    @Test
    void deletesAUsersObjectsWhenToldSo() throws IOException {
        play();

        reset(true).prepare(scenario());

        assertThat(cluster.get(INFRASTRUCTURE)).isEmpty();
    }

    @Test
    void leavesWhatNoScenarioNames() throws IOException {
        apply("{apiVersion: v1, kind: Node, metadata: {name: worker-9}}");
        apply("{apiVersion: v1, kind: Secret, metadata: {name: mine, namespace: default}}");
        var reset = reset(true);
        reset.prepare(scenario());
        play();

        reset.leave();

        assertThat(cluster.get(NODE)).isPresent();
        assertThat(cluster.list("v1", "Secret", "default")).hasSize(1);
        assertThat(cluster.get(INFRASTRUCTURE)).isEmpty();
        assertThat(cluster.list("v1", "ConfigMap", "default")).isEmpty();
    }

    @Test
    void emptiesANamespaceThatMayNotBeDeleted() throws IOException {
        var openShift =
                fleet.addCluster(
                        "openshift",
                        profile()
                                .withSettings(
                                        ServerSettings.DEFAULT.withImmortalNamespaces(
                                                Set.of("openshift-config-managed"))));
        for (var yaml :
                List.of(
                        "{apiVersion: v1, kind: Namespace, metadata: {name: default}}",
                        "{apiVersion: v1, kind: Namespace, metadata: {name: openshift-config-managed}}",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: left, namespace: openshift-config-managed, finalizers: [a/b]}}")) {
            openShift.apply((ObjectNode) YAML.readTree(yaml));
        }
        var reset = new ClusterReset(api(openShift), true);

        reset.prepare(scenario());

        assertThat(openShift.list("v1", "ConfigMap", "openshift-config-managed")).isEmpty();
        assertThat(
                        openShift.get(
                                SimulatedObjectRef.of(
                                        "v1", "Namespace", "openshift-config-managed")))
                .isPresent();
        assertThat(reset.reasonAgainst(scenario()))
                .contains(
                        "needs another API server: this one never deletes the namespace"
                                + " openshift-config-managed");
        assertThat(reset(true).reasonAgainst(scenario())).isEmpty();
    }

    @Test
    void namesMissingKindsAndHowToInstallThem() {
        var bare =
                fleet.addCluster(
                        "bare", ClusterProfile.empty().withoutGroups("route.openshift.io"));
        var reset = new ClusterReset(api(bare), false);

        assertThatThrownBy(reset::requireKinds)
                .isInstanceOf(UnfitClusterException.class)
                .hasMessageContaining("routes.route.openshift.io")
                .hasMessageContaining("kubectl apply")
                .hasMessageNotContaining("configs.imageregistry");
    }

    private void play() throws IOException {
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: openshift-image-registry}}");
        apply(
                "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                        + " cluster}, spec: {platformSpec: {type: None}}}");
    }

    private void apply(String yaml) throws IOException {
        cluster.apply((ObjectNode) YAML.readTree(yaml));
    }

    private ClusterReset reset(boolean deletesEverything) {
        return new ClusterReset(api(cluster), deletesEverything);
    }

    /** Somebody must finish the deletion of namespaces, as in every whole cluster. */
    private static ClusterProfile profile() {
        return ClusterProfile.empty().withKubelet(KubeletSettings.of(KubeletFeature.GARBAGE));
    }

    private static TargetApiServer api(SimulatedCluster cluster) {
        return new TargetApiServer(ApiAccess.plain(URI.create(cluster.baseUrl())));
    }

    private static Scenario scenario() throws IOException {
        return scenario(
                """
                given:
                - apiVersion: v1
                  kind: Namespace
                  metadata: {name: openshift-image-registry}
                - apiVersion: config.openshift.io/v1
                  kind: Infrastructure
                  metadata: {name: cluster}
                  spec: {platformSpec: {type: None}}
                steps: []
                """);
    }

    private static Scenario scenario(String script) throws IOException {
        var head =
                "id: one\ntitle: t\ndescription: d\nplatform: None\ntopology: HighlyAvailable\nactors: [gc]\ninitialExpect: expected\n";
        return ScenarioParser.parse("one", YAML.readTree(head + script));
    }
}
