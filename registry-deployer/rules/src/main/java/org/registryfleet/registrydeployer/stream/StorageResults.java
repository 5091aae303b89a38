package org.registryfleet.registrydeployer.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.StorageContribution.SecretSource;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes storage records into the form this stage uses. */
public final class StorageResults {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StorageResults() {}

    /**
     * Reads a {@link StorageProvisioned}.
     *
     * @throws IllegalArgumentException if its contribution is not JSON
     */
    public static UpstreamStorage decode(SpecificRecord record) {
        var provisioned = (StorageProvisioned) record;
        var part = json(provisioned.getContribution());
        return new UpstreamStorage(
                provisioned.getConfigUid(),
                provisioned.getConfigGeneration(),
                provisioned.getPhase() == StoragePhase.READY,
                contribution(part),
                provisioned.getOperatorPresent(),
                part.path("caBundle").asText(""));
    }

    private static StorageContribution contribution(JsonNode json) {
        return new StorageContribution(
                list(json.path("env")),
                list(json.path("volumes")),
                list(json.path("volumeMounts")),
                secretData(json.path("secretData")),
                dependencies(json.path("dependencies")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a storage contribution that is not JSON", notJson);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }

    private static Map<String, SecretSource> secretData(JsonNode json) {
        var data = new LinkedHashMap<String, SecretSource>();
        for (var entry : json.properties()) {
            var value = entry.getValue();
            var source = value.path("source");
            var ref =
                    new ObjectRef(
                            source.path("apiVersion").asText("v1"),
                            source.path("kind").asText("Secret"),
                            source.path("namespace").asText(""),
                            source.path("name").asText(""));
            data.put(
                    entry.getKey(),
                    new SecretSource(
                            ref,
                            value.path("pointer").asText(""),
                            value.path("digest").asText("")));
        }
        return data;
    }

    private static List<ObjectRef> dependencies(JsonNode json) {
        var refs = new ArrayList<ObjectRef>();
        for (var dependency : json) {
            refs.add(
                    OperandObjects.ours(
                            "v1",
                            dependency.path("kind").asText(""),
                            dependency.path("name").asText("")));
        }
        return refs;
    }
}
