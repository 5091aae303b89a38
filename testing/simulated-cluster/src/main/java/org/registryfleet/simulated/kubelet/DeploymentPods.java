package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoredObject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The pods of a deployment, as objects that run at once. Their owner is the deployment: there are
 * no replica sets.
 */
final class DeploymentPods {
    private static final String HASH = "pod-template-hash";

    private final KubeletObjects objects;

    /** How many pods run, and how many of them the current template. */
    record Running(int available, int updated) {}

    DeploymentPods(KubeletObjects objects) {
        this.objects = objects;
    }

    /** The name that messages give the replica set of the current template. */
    String set(ObjectNode deployment) {
        return "ReplicaSet \"" + name(deployment) + "-" + hash(deployment) + "\"";
    }

    /**
     * What keeps running at the start of a rollout: everything, or what is current where the
     * strategy is Recreate.
     */
    Running keptBy(ObjectNode deployment) {
        var all = of(deployment);
        var hash = hash(deployment);
        var updated = (int) all.stream().filter(pod -> hash.equals(pod.labels().get(HASH))).count();
        var recreates = Json.at(deployment, "spec", "strategy", "type").asText().equals("Recreate");
        return new Running(recreates ? updated : all.size(), updated);
    }

    /** Leaves exactly the wanted number of pods of the current template. */
    void replace(ObjectNode deployment) {
        var hash = hash(deployment);
        var wanted = Json.at(deployment, "spec", "replicas").asInt(1);
        var keep = new ArrayList<ObjectKey>();
        for (var pod : of(deployment)) {
            if (hash.equals(pod.labels().get(HASH)) && keep.size() < wanted) {
                keep.add(pod.key());
            } else {
                objects.delete(pod.key());
            }
        }
        var nodes = objects.list("v1", "Node", "");
        for (var number = 0; keep.size() < wanted; number++) {
            var key =
                    objects.key(
                            "v1",
                            "Pod",
                            namespace(deployment),
                            name(deployment) + "-" + hash + "-" + suffix(number));
            if (!keep.contains(key)) {
                keep.add(key);
                run(deployment, key, node(nodes, number));
            }
        }
    }

    void deleteAll(ObjectNode deployment) {
        of(deployment).forEach(pod -> objects.delete(pod.key()));
    }

    private List<StoredObject> of(ObjectNode deployment) {
        var uid = Json.at(deployment, "metadata", "uid").asText();
        return objects.list("v1", "Pod", namespace(deployment)).stream()
                .filter(
                        pod ->
                                Json.at(pod.toNode(), "metadata", "ownerReferences")
                                        .path(0)
                                        .path("uid")
                                        .asText()
                                        .equals(uid))
                .toList();
    }

    private void run(ObjectNode deployment, ObjectKey key, String node) {
        var pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
        pod.set("metadata", Json.at(deployment, "spec", "template", "metadata").deepCopy());
        var metadata =
                Json.child(pod, "metadata")
                        .put("name", key.name())
                        .put("namespace", key.namespace());
        Json.child(metadata, "labels").put(HASH, hash(deployment));
        var owner = metadata.putArray("ownerReferences").addObject();
        owner.put("apiVersion", "apps/v1").put("kind", "Deployment").put("name", name(deployment));
        owner.set("uid", Json.at(deployment, "metadata", "uid"));
        owner.put("controller", true).put("blockOwnerDeletion", true);
        pod.set("spec", Json.at(deployment, "spec", "template", "spec").deepCopy());
        if (!node.isEmpty()) {
            Json.child(pod, "spec").put("nodeName", node);
        }
        objects.create(pod);
        objects.changeStatus(
                key,
                one -> {
                    var status = Json.child(one, "status").put("phase", "Running");
                    status.putArray("conditions")
                            .addObject()
                            .put("type", "Ready")
                            .put("status", "True");
                    return one;
                });
    }

    private static String node(List<StoredObject> nodes, int number) {
        return nodes.isEmpty() ? "" : nodes.get(number % nodes.size()).key().name();
    }

    private static String hash(ObjectNode deployment) {
        var checksum = new CRC32();
        checksum.update(
                Json.at(deployment, "spec", "template")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    private static String suffix(int number) {
        return Integer.toString(10_000 + number);
    }

    private static String name(ObjectNode deployment) {
        return Json.at(deployment, "metadata", "name").asText();
    }

    private static String namespace(ObjectNode deployment) {
        return Json.at(deployment, "metadata", "namespace").asText();
    }
}
