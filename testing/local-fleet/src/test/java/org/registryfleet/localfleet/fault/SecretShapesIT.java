package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.Reduction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Secrets in all the shapes in which people write them, in every kind that is watched: in
 * annotations, in whatever else a kind has room for, and in what its controllers report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretShapesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ID = "warblers";
    private static final String PLANTED = "planted-in-";
    private static final String PROXY =
            "http://svc@corp.example:" + SecretShapes.CANARY + "@proxy.example.com:3128";

    /** What a kind needs beyond its metadata, where the cluster has no object of it. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "Service", "{'spec':{'ports':[{'port':80}]}}",
                    "PersistentVolumeClaim",
                            "{'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}}",
                    "PodDisruptionBudget", "{'spec':{'minAvailable':0}}",
                    "NetworkPolicy", "{'spec':{'podSelector':{}}}",
                    "Route", "{'spec':{'host':'a.example.com','to':{'kind':'Service','name':'s'}}}",
                    "StorageClass", "{'provisioner':'p'}",
                    "Pod", "{'spec':{'containers':[{'name':'c','image':'i'}]}}",
                    "Job",
                            "{'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}}}",
                    "ClusterRoleBinding",
                            "{'roleRef':{'apiGroup':'rbac.authorization.k8s.io','kind':'ClusterRole','name':'r'}}");

    private FaultLab lab;
    private Aviary aviary;
    private SimulatedCluster cluster;

    @BeforeAll
    void plant() {
        var lines = Aviary.listen();
        lab = FaultLab.withServices();
        aviary = Aviary.of(lab, List.of(SecretShapes.CANARY), lines);
        cluster = lab.cluster(ID, ClusterProfile.demo(DemoPlatform.OVIRT, ID));
        lab.register(cluster);
        await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.CONFIG).isPresent());
        FaultLab.edit(
                cluster,
                "{'proxy':{'http':'%s','https':'svc:%s@proxy:3128'}}"
                        .formatted(PROXY, SecretShapes.CANARY));
        await().atMost(PATIENCE).until(() -> text(FaultLab.DEPLOYMENT).contains(PROXY));
        await().atMost(PATIENCE).until(() -> lab.isSettled(ID, "Available"));
        WatchedKinds.all().forEach(this::plant);
        plantInConfigMaps();
        plantInPods();
        plantInEvents();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(unseen()).isEmpty());
        // not settled: a status is not written over somebody else's condition that holds a secret
        await().atMost(PATIENCE)
                .until(
                        () ->
                                lab.status(ID)
                                        .filter(status -> status.getSummary().equals("Available"))
                                        .isPresent());
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void everyShapeStaysOutOfTheLog() {
        aviary.assertThatTheLogIsSilent(PLANTED);
    }

    @Test
    void everyShapeStaysOutOfExports(@TempDir Path folder) throws IOException {
        aviary.assertThatExportsAreSilent(folder.resolve("bundle"), "hmac:");
    }

    @Test
    void everyShapeStaysOutOfLogLinesMetricsAndPages() {
        aviary.assertThatLogLinesAreSilent();
        aviary.assertThatPagesAreSilent(List.of(ID));
    }

    @Test
    void theRegistryHasItsProxyAndItsCertificatesAllTheSame() {
        assertThat(text(FaultLab.DEPLOYMENT)).contains(PROXY).doesNotContain("hmac:");
        var trusted =
                SimulatedObjectRef.of(
                        "v1", "ConfigMap", FaultLab.REGISTRY, "image-registry-certificates");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(text(trusted))
                                        .contains("password: |", SecretShapes.CANARY)
                                        .doesNotContain("hmac:"));
    }

    private void plant(WatchedKind watched) {
        var kind = watched.kind();
        var object =
                cluster.list(kind.apiVersion(), kind.kind(), watched.namespace()).stream()
                        .filter(
                                found ->
                                        watched.name().isEmpty()
                                                || name(found).equals(watched.name()))
                        .findFirst()
                        .orElseGet(() -> cluster.apply(made(watched)));
        var body = JsonNodeFactory.instance.objectNode();
        var notes = body.putObject("metadata").putObject("annotations");
        notes.put("example.com/witness", PLANTED + kind.kind());
        var shapes = SecretShapes.all();
        for (int i = 0; i < shapes.size(); i++) {
            notes.put("example.com/note-" + i, shapes.get(i));
        }
        notes.put("other.example.com/last-applied-configuration", SecretShapes.CANARY);
        var ref =
                SimulatedObjectRef.of(
                        kind.apiVersion(), kind.kind(), watched.namespace(), name(object));
        cluster.patch(ref, body);
        if (object.has("status") && !kind.kind().equals("Config")) {
            cluster.patchStatus(ref, conditions());
        }
    }

    private static ObjectNode conditions() {
        var body = JsonNodeFactory.instance.objectNode();
        var conditions = body.putObject("status").putArray("conditions");
        for (var shape : SecretShapes.all()) {
            conditions
                    .addObject()
                    .put("type", "Type" + conditions.size())
                    .put("status", "False")
                    .put("reason", "Failed")
                    .put("lastTransitionTime", "2026-01-01T00:00:00Z")
                    .put("message", shape);
        }
        return body;
    }

    private static ObjectNode made(WatchedKind watched) {
        var object = FaultLab.json(BODIES.getOrDefault(watched.kind().kind(), "{}"));
        object.put("apiVersion", watched.kind().apiVersion()).put("kind", watched.kind().kind());
        var metadata = object.putObject("metadata");
        metadata.put("name", watched.name().isEmpty() ? "warbler" : watched.name());
        if (!watched.namespace().isEmpty()) {
            metadata.put("namespace", watched.namespace());
        }
        return object;
    }

    /** One of them is copied into the registry's own. */
    private void plantInConfigMaps() {
        for (var namespace :
                List.of("openshift-config", "openshift-config-managed", FaultLab.REGISTRY)) {
            var map = FaultLab.json("{'apiVersion':'v1','kind':'ConfigMap'}");
            map.putObject("metadata").put("name", "warblers").put("namespace", namespace);
            var data = map.putObject("data");
            var binary = map.putObject("binaryData");
            var shapes = SecretShapes.all();
            for (int i = 0; i < shapes.size(); i++) {
                data.put("text-" + i, shapes.get(i));
                data.put(
                        "beside-" + i,
                        shapes.get(i)
                                + "\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
                binary.put("binary-" + i, Aviary.base64(shapes.get(i)));
            }
            cluster.apply(map);
        }
        cluster.patch(
                SimulatedObjectRef.of("config.openshift.io/v1", "Image", "", "cluster"),
                FaultLab.json("{'spec':{'additionalTrustedCA':{'name':'warblers'}}}"));
    }

    private void plantInPods() {
        for (var kind : List.of("Pod", "Job")) {
            var container = JsonNodeFactory.instance.objectNode();
            container.put("name", "c").put("image", "i");
            words(container.putArray("command"));
            words(container.putArray("args"));
            var env = container.putArray("env");
            SecretShapes.all()
                    .forEach(
                            shape ->
                                    env.addObject()
                                            .put("name", "NOTE_" + env.size())
                                            .put("value", shape));
            List.of("DB_PASSWORD", "HTTP_PROXY", "MY_CONNECTIONSTRING")
                    .forEach(
                            name ->
                                    env.addObject()
                                            .put("name", name)
                                            .put("value", "a:" + SecretShapes.CANARY + "@b"));
            var object = FaultLab.json(BODIES.get(kind));
            var pod = kind.equals("Pod") ? "/spec" : "/spec/template/spec";
            object.withObject(pod).putArray("containers").add(container);
            object.put("apiVersion", kind.equals("Pod") ? "v1" : "batch/v1").put("kind", kind);
            object.putObject("metadata").put("name", "words").put("namespace", FaultLab.REGISTRY);
            cluster.apply(object);
        }
    }

    /** Of the kubelet, which quotes what servers answer. */
    private void plantInEvents() {
        var shapes = SecretShapes.all();
        for (int i = 0; i < shapes.size(); i++) {
            var event =
                    FaultLab.json(
                            "{'apiVersion':'v1','kind':'Event','type':'Warning','reason':'Failed','involvedObject':{'kind':'Pod','name':'image-registry-1'}}");
            event.putObject("metadata")
                    .put("name", "image-registry-1." + i)
                    .put("namespace", FaultLab.REGISTRY);
            event.put("message", "x".repeat(470) + " " + shapes.get(i));
            cluster.apply(event);
        }
    }

    private static void words(ArrayNode line) {
        SecretShapes.all().forEach(line::add);
        List.of("--token", SecretShapes.CANARY, "-u", "me:" + SecretShapes.CANARY)
                .forEach(line::add);
    }

    /** Kinds of which the log does not show yet what was planted in them. */
    private List<String> unseen() {
        var kinds =
                WatchedKinds.all().stream()
                        .filter(watched -> watched.reduction() == Reduction.NONE)
                        .map(watched -> watched.kind().kind())
                        .collect(Collectors.toCollection(TreeSet::new));
        var records = LogScan.topic(lab.bootstrapServers(), "fleet.observations.v1");
        for (ConsumerRecord<String, byte[]> record : records) {
            var text = record.value() == null ? "" : new String(record.value(), UTF_8);
            kinds.removeIf(kind -> text.contains("\"" + PLANTED + kind + "\""));
        }
        return List.copyOf(kinds);
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }

    private String text(SimulatedObjectRef ref) {
        return cluster.get(ref).map(Object::toString).orElse("");
    }
}
