package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

/** Whether everything is there that the volumes of a pod need. */
final class Prerequisites {
    private final KubeletObjects objects;

    Prerequisites(KubeletObjects objects) {
        this.objects = objects;
    }

    boolean areMet(ObjectNode deployment) {
        var namespace = Json.at(deployment, "metadata", "namespace").asText();
        for (var volume : Json.at(deployment, "spec", "template", "spec", "volumes")) {
            if (!isThere(volume, namespace)) {
                return false;
            }
        }
        return true;
    }

    private boolean isThere(JsonNode volume, String namespace) {
        for (var source : volume.path("projected").path("sources")) {
            if (!hasData(source, "name", namespace)) {
                return false;
            }
        }
        return hasData(volume, "secretName", namespace)
                && isBound(volume.path("persistentVolumeClaim"), namespace);
    }

    private boolean isBound(JsonNode source, String namespace) {
        return source.isMissingNode()
                || objects.get(
                                objects.key(
                                        "v1",
                                        "PersistentVolumeClaim",
                                        namespace,
                                        source.path("claimName").asText()))
                        .filter(claim -> Json.at(claim, "status", "phase").asText().equals("Bound"))
                        .isPresent();
    }

    private boolean hasData(JsonNode source, String secretField, String namespace) {
        return hasData(source.path("secret"), "Secret", secretField, namespace)
                && hasData(source.path("configMap"), "ConfigMap", "name", namespace);
    }

    /** The object is there, with all keys that the items name; or the source is optional. */
    private boolean hasData(JsonNode source, String kind, String nameField, String namespace) {
        if (source.isMissingNode() || source.path("optional").asBoolean()) {
            return true;
        }
        var object =
                objects.get(objects.key("v1", kind, namespace, source.path(nameField).asText()));
        if (object.isEmpty()) {
            return false;
        }
        for (var item : source.path("items")) {
            if (Json.at(object.get(), "data", item.path("key").asText()).isMissingNode()) {
                return false;
            }
        }
        return true;
    }
}
