package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.StorageContribution.SecretSource;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the storage stage contributes, read out of the recorded Deployment and private Secret. */
final class RecordedStorage {

    private static final ObjectRef SOURCE = OperandObjects.secret("installer-cloud-credentials");

    private RecordedStorage() {}

    static StorageContribution contribution(Map<ObjectRef, ObjectNode> expected) {
        JsonNode pod = expected.get(OperandObjects.DEPLOYMENT).at("/spec/template/spec");
        var container = pod.at("/containers/0");
        return new StorageContribution(
                before(container.path("env"), "REGISTRY_HTTP_ADDR"),
                before(pod.path("volumes"), "registry-tls"),
                before(container.path("volumeMounts"), "registry-tls"),
                secretData(expected.get(OperandObjects.PRIVATE_CONFIGURATION)),
                List.of());
    }

    /** Secrets with their values under data, where an API server has them. */
    static Snapshot withData(Snapshot objects) {
        return Snapshot.of(
                objects.all().stream()
                        .map(
                                object ->
                                        object.content() instanceof ObjectNode content
                                                ? new Observed(
                                                        object.ref(),
                                                        object.uid(),
                                                        object.resourceVersion(),
                                                        withData(content))
                                                : object)
                        .toList());
    }

    static ObjectNode withData(ObjectNode object) {
        var copy = object.deepCopy();
        if (copy.remove("stringData") instanceof ObjectNode values) {
            copy.withObject("/data").setAll(values);
        }
        return copy;
    }

    private static Map<String, SecretSource> secretData(ObjectNode secret) {
        var data = new LinkedHashMap<String, SecretSource>();
        for (var field : secret.path("stringData").properties()) {
            data.put(
                    field.getKey(), new SecretSource(SOURCE, "/data/x", field.getValue().asText()));
        }
        return data;
    }

    private static List<JsonNode> before(JsonNode list, String name) {
        var entries = new ArrayList<JsonNode>();
        for (var entry : list) {
            if (entry.path("name").asText().equals(name)) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }
}
