package org.registryfleet.simulated.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.ArrayList;
import java.util.List;

/** The objects of a demo cluster. The same platform and cluster id give the same objects. */
public final class ClusterBootstrap {
    private static final JsonNode COMMON = Json.resource(ClusterBootstrap.class, "common.yaml");
    private static final JsonNode PLATFORMS =
            Json.resource(ClusterBootstrap.class, "platforms.yaml");

    private ClusterBootstrap() {}

    /** All objects, in an order in which they can be created. */
    public static List<ObjectNode> objects(DemoPlatform platform, String clusterId) {
        var own = PLATFORMS.path(platform.word());
        var objects = new ArrayList<ObjectNode>();
        addAll(objects, COMMON.path("kubernetes"), clusterId);
        if (platform != DemoPlatform.PLAIN_KUBERNETES) {
            addAll(objects, COMMON.path("openshift"), clusterId);
            objects.add(filled(infrastructure(own), clusterId));
        }
        addAll(objects, own.path("objects"), clusterId);
        own.path("storageClasses").forEach(one -> objects.add(storageClass(one)));
        addNodes(objects, own, clusterId);
        return List.copyOf(objects);
    }

    private static void addAll(List<ObjectNode> objects, JsonNode list, String clusterId) {
        list.forEach(one -> objects.add(filled(one, clusterId)));
    }

    private static ObjectNode filled(JsonNode template, String clusterId) {
        return (ObjectNode) Json.parse(template.toString().replace("CLUSTER", clusterId));
    }

    private static ObjectNode infrastructure(JsonNode platform) {
        var object =
                Json.object()
                        .put("apiVersion", "config.openshift.io/v1")
                        .put("kind", "Infrastructure");
        object.putObject("metadata").put("name", "cluster");
        object.set("spec", platform.path("infrastructure").path("spec").deepCopy());
        var status = (ObjectNode) platform.path("infrastructure").path("status").deepCopy();
        status.put("infrastructureName", "CLUSTER-x7k2p");
        status.put("apiServerURL", "https://api.CLUSTER.example.com:6443");
        status.put("apiServerInternalURI", "https://api-int.CLUSTER.example.com:6443");
        object.set("status", status);
        return object;
    }

    private static ObjectNode storageClass(JsonNode row) {
        var object =
                Json.object().put("apiVersion", "storage.k8s.io/v1").put("kind", "StorageClass");
        var metadata = object.putObject("metadata").put("name", row.path("name").asText());
        if (row.path("default").asBoolean()) {
            metadata.putObject("annotations")
                    .put("storageclass.kubernetes.io/is-default-class", "true");
        }
        object.put("provisioner", row.path("provisioner").asText());
        if (row.path("parameters").isObject()) {
            object.set("parameters", row.path("parameters").deepCopy());
        }
        return object;
    }

    private static void addNodes(List<ObjectNode> objects, JsonNode platform, String clusterId) {
        var nodes = platform.path("nodes");
        for (var i = 0; i < nodes.path("masters").asInt(); i++) {
            objects.add(node(platform, clusterId + "-master-" + i, i));
        }
        for (var i = 0; i < nodes.path("workers").asInt(); i++) {
            objects.add(node(platform, clusterId + "-worker-" + i, i));
        }
    }

    private static ObjectNode node(JsonNode platform, String name, int index) {
        var nodes = platform.path("nodes");
        var zone =
                nodes.path("zones").path(index % Math.max(1, nodes.path("zones").size())).asText();
        var isMaster = name.contains("-master-");
        var isWorker = !isMaster || nodes.path("workers").asInt() == 0;
        var object = Json.object().put("apiVersion", "v1").put("kind", "Node");
        var labels = object.putObject("metadata").put("name", name).putObject("labels");
        labels.put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64");
        if (isMaster) {
            labels.put("node-role.kubernetes.io/master", "")
                    .put("node-role.kubernetes.io/control-plane", "");
        }
        if (isWorker) {
            labels.put("node-role.kubernetes.io/worker", "");
        }
        if (!zone.isEmpty()) {
            labels.put("topology.kubernetes.io/zone", zone);
            labels.put("topology.kubernetes.io/region", nodes.path("region").asText());
        }
        var spec = object.putObject("spec");
        var providerId = nodes.path("providerID").asText();
        if (!providerId.isEmpty()) {
            spec.put("providerID", providerId.replace("ZONE", zone).replace("NODE", name));
        }
        object.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True");
        return object;
    }
}
