package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.kubelet.KubeletFeature;
import org.registryfleet.simulated.kubelet.KubeletSettings;
import org.registryfleet.simulated.operation.DeleteOptions;

class KubeletTest {
    private static final SimulatedObjectRef WEB =
            SimulatedObjectRef.of("apps/v1", "Deployment", "ns", "web");
    private static final SimulatedObjectRef CLAIM =
            SimulatedObjectRef.of("v1", "PersistentVolumeClaim", "ns", "c");
    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: ns}
            spec:
              replicas: 2
              progressDeadlineSeconds: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: c, image: x}]
                  volumes:
                  - {name: data, persistentVolumeClaim: {claimName: c}}
                  - {name: tls, projected: {sources: [{secret: {name: web-tls}}]}}
                  - {name: extra, configMap: {name: none, optional: true}}
            """;
    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: ns, annotations: {service.alpha.openshift.io/serving-cert-secret-name: web-tls}}
            spec: {ports: [{port: 80}]}
            """;

    private final SimulatedFleet fleet = SimulatedFleet.start();

    @AfterEach
    void stop() {
        fleet.close();
    }

    private SimulatedCluster cluster(KubeletSettings settings) {
        var cluster = fleet.addCluster("one", ClusterProfile.empty().withKubelet(settings));
        cluster.apply(TestObjects.namespace("ns"));
        return cluster;
    }

    private static void storageClass(SimulatedCluster cluster, String name, String provisioner) {
        cluster.apply(
                TestObjects.object(
                        "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: %s, annotations:"
                                        .formatted(name)
                                + " {storageclass.kubernetes.io/is-default-class: 'true'}}, provisioner: "
                                + provisioner
                                + "}"));
    }

    private static void claim(SimulatedCluster cluster, String mode) {
        cluster.apply(
                TestObjects.object(
                        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c, namespace:"
                                + " ns}, spec: {accessModes: ["
                                + mode
                                + "], resources: {requests: {storage: 100Gi}}}}"));
    }

    private static JsonNode status(SimulatedCluster cluster, SimulatedObjectRef ref) {
        return cluster.get(ref).orElseThrow().path("status");
    }

    private static String condition(JsonNode status, String type) {
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " " + condition.path("reason").asText();
            }
        }
        return "";
    }

    @Test
    void bindsSharedClaimsToFileStorageOnly() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.CLAIMS));
        storageClass(cluster, "thin", "csi.vsphere.vmware.com");
        claim(cluster, "ReadWriteMany");
        await().until(cluster.kubelet()::isIdle);

        assertThat(status(cluster, CLAIM).path("phase").asText()).isEqualTo("Pending");
        assertThat(cluster.get(CLAIM).orElseThrow().path("spec").path("storageClassName").asText())
                .isEqualTo("thin");
        cluster.delete(CLAIM);
        cluster.patch(CLAIM, TestObjects.object("{metadata: {finalizers: null}}"));
        claim(cluster, "ReadWriteOnce");
        await().until(() -> status(cluster, CLAIM).path("phase").asText().equals("Bound"));
        assertThat(status(cluster, CLAIM).path("capacity").path("storage").asText())
                .isEqualTo("100Gi");
        assertThat(cluster.list("v1", "PersistentVolume", "")).hasSize(1);
    }

    @Test
    void leavesClaimsPendingWithoutAClass() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.CLAIMS));
        claim(cluster, "ReadWriteMany");
        await().until(cluster.kubelet()::isIdle);

        assertThat(status(cluster, CLAIM).path("phase").asText()).isEqualTo("Pending");
        storageClass(cluster, "nfs", "nfs.csi.k8s.io");
        await().until(() -> status(cluster, CLAIM).path("phase").asText().equals("Bound"));
    }

    @Test
    void rollsOutWhenEverythingIsThere() {
        var cluster =
                cluster(
                        KubeletSettings.of(
                                KubeletFeature.CLAIMS,
                                KubeletFeature.ROLLOUTS,
                                KubeletFeature.SERVICE_CA));
        storageClass(cluster, "nfs", "nfs.csi.k8s.io");
        cluster.apply(TestObjects.object(DEPLOYMENT));
        await().until(() -> status(cluster, WEB).path("observedGeneration").asInt() == 1);
        await().until(cluster.kubelet()::isIdle);
        assertThat(condition(status(cluster, WEB), "Available"))
                .isEqualTo("False MinimumReplicasUnavailable");
        assertThat(condition(status(cluster, WEB), "Progressing"))
                .isEqualTo("True ReplicaSetUpdated");
        assertThat(status(cluster, WEB).path("unavailableReplicas").asInt()).isEqualTo(2);

        claim(cluster, "ReadWriteMany");
        cluster.apply(TestObjects.object(SERVICE));
        await().until(() -> status(cluster, WEB).path("availableReplicas").asInt() == 2);
        assertThat(condition(status(cluster, WEB), "Available"))
                .isEqualTo("True MinimumReplicasAvailable");
        assertThat(condition(status(cluster, WEB), "Progressing"))
                .isEqualTo("True NewReplicaSetAvailable");
        assertThat(cluster.list("v1", "Pod", "ns")).hasSize(2);

        cluster.patch(WEB, TestObjects.object("{spec: {replicas: 1}}"));
        await().until(() -> cluster.list("v1", "Pod", "ns").size() == 1);
        cluster.delete(WEB);
        await().until(() -> cluster.list("v1", "Pod", "ns").isEmpty());
    }

    @Test
    void givesUpAtTheDeadline() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.ROLLOUTS));
        cluster.apply(TestObjects.object(DEPLOYMENT));

        await().until(
                        () ->
                                condition(status(cluster, WEB), "Progressing")
                                        .equals("False ProgressDeadlineExceeded"));
    }

    @Test
    void holdsAndReleasesRollouts() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.ROLLOUTS));
        cluster.kubelet().holdRollouts();
        var body = DEPLOYMENT.substring(0, DEPLOYMENT.indexOf("      volumes:"));
        cluster.apply(TestObjects.object(body));
        await().until(() -> status(cluster, WEB).path("observedGeneration").asInt() == 1);
        await().until(cluster.kubelet()::isIdle);
        assertThat(status(cluster, WEB).has("availableReplicas")).isFalse();

        cluster.kubelet().releaseRollouts();
        await().until(() -> status(cluster, WEB).path("availableReplicas").asInt() == 2);
    }

    @Test
    void countsDaemonsOnFittingNodes() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.DAEMON_SETS));
        cluster.apply(
                TestObjects.object(
                        "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: d, namespace: ns}, spec:"
                                + " {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {nodeSelector:"
                                + " {os: linux}, containers: [{name: c, image: x}]}}}}"));
        for (var node : new String[] {"n1: linux", "n2: linux", "n3: windows"}) {
            var parts = node.split(": ");
            cluster.apply(
                    TestObjects.object(
                            "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {os: %s}}}"
                                    .formatted(parts[0], parts[1])));
        }

        var ref = SimulatedObjectRef.of("apps/v1", "DaemonSet", "ns", "d");
        await().until(() -> status(cluster, ref).path("numberAvailable").asInt() == 2);
        assertThat(status(cluster, ref).path("desiredNumberScheduled").asInt()).isEqualTo(2);
    }

    @Test
    void admitsRoutes() {
        var cluster =
                cluster(KubeletSettings.of(KubeletFeature.ROUTES).withRouterDomain("apps.test"));
        cluster.apply(
                TestObjects.object(
                        "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: r, namespace:"
                                + " ns}, spec: {to: {kind: Service, name: s}}}"));

        var ref = SimulatedObjectRef.of("route.openshift.io/v1", "Route", "ns", "r");
        await().until(() -> !status(cluster, ref).path("ingress").isEmpty());
        assertThat(status(cluster, ref).path("ingress").path(0).path("host").asText())
                .isEqualTo("r-ns.apps.test");
        assertThat(condition(status(cluster, ref).path("ingress").path(0), "Admitted"))
                .startsWith("True");
        cluster.patch(ref, TestObjects.object("{spec: {host: own.test}}"));
        await().until(
                        () ->
                                status(cluster, ref)
                                        .path("ingress")
                                        .path(0)
                                        .path("host")
                                        .asText()
                                        .equals("own.test"));
    }

    @Test
    void injectsTheServiceCaAgainAndAgain() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.SERVICE_CA));
        var ref = SimulatedObjectRef.of("v1", "ConfigMap", "ns", "ca");
        cluster.apply(
                TestObjects.object(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: ca, namespace: ns,"
                                + " annotations: {service.beta.openshift.io/inject-cabundle: 'true'}}}"));

        await().until(() -> has(cluster, ref));
        cluster.patch(ref, TestObjects.object("{data: null}"));
        await().until(() -> has(cluster, ref));
        cluster.apply(TestObjects.object(SERVICE));
        var secret = SimulatedObjectRef.of("v1", "Secret", "ns", "web-tls");
        await().until(() -> cluster.get(secret).isPresent());
        cluster.delete(secret);
        await().until(() -> cluster.get(secret).isPresent());
    }

    private static boolean has(SimulatedCluster cluster, SimulatedObjectRef ref) {
        return cluster.get(ref).orElseThrow().path("data").has("service-ca.crt");
    }

    @Test
    void letsDeletedObjectsGoUnlessHeld() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.GARBAGE));
        var foreground = new DeleteOptions(DeleteOptions.Propagation.FOREGROUND, null, null, false);
        var ref = SimulatedObjectRef.of("v1", "ConfigMap", "ns", "m");
        cluster.apply(TestObjects.configMap("ns", "m"));
        cluster.delete(ref, foreground);
        await().until(() -> cluster.get(ref).isEmpty());

        cluster.kubelet().holdGarbage();
        cluster.apply(TestObjects.configMap("ns", "m"));
        cluster.delete(ref, foreground);
        await().until(cluster.kubelet()::isIdle);
        assertThat(cluster.get(ref)).isPresent();
        cluster.kubelet().releaseGarbage();
        await().until(() -> cluster.get(ref).isEmpty());
    }

    @Test
    void emptiesNamespacesThatAreBeingDeleted() {
        var cluster = cluster(KubeletSettings.of(KubeletFeature.GARBAGE));
        cluster.apply(TestObjects.configMap("ns", "m"));
        claim(cluster, "ReadWriteOnce");
        var namespace = SimulatedObjectRef.of("v1", "Namespace", "ns");

        cluster.delete(namespace);
        await().until(() -> cluster.get(namespace).isEmpty());
        assertThat(cluster.objectCount()).isZero();
    }
}
