package org.registryfleet.clusterobjects.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.List;
import java.util.Optional;

/**
 * Allow-list entry for a ConfigMap key that a rule reads: a JSON object of which these fields are
 * published in clear. All other text of ConfigMaps is digested, except certificates, which rules
 * pass on verbatim.
 *
 * @param fields a list, since its order is part of a checkpoint's terms and must outlive the
 *     process
 * @param reason which rule reads it, and what for
 */
record ClearText(String namespace, String name, String key, List<String> fields, String reason) {

    static final List<ClearText> ALL =
            List.of(
                    new ClearText(
                            "openshift-config",
                            "cloud-provider-config",
                            "endpoints",
                            List.of(
                                    "resourceManagerEndpoint",
                                    "activeDirectoryEndpoint",
                                    "tokenAudience",
                                    "storageEndpointSuffix"),
                            "the storage stage asks an Azure Stack where its administrator says it"
                                    + " is"));

    private static final JsonMapper JSON = new JsonMapper();

    static Optional<ClearText> of(ObjectNode configMap, String key) {
        var metadata = configMap.path("metadata");
        return ALL.stream()
                .filter(
                        clear ->
                                clear.key.equals(key)
                                        && clear.name.equals(metadata.path("name").asText())
                                        && clear.namespace.equals(
                                                metadata.path("namespace").asText()))
                .findFirst();
    }

    /** Digests all other fields, or the whole text when it is not a JSON object. */
    String redact(String text, Digester digester) {
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode written)) {
                return digester.digest(text);
            }
            for (var field : written.properties()) {
                var value = field.getValue();
                field.setValue(
                        TextNode.valueOf(
                                fields.contains(field.getKey()) && value.isTextual()
                                        ? Authorities.redact(value.asText(), digester::digest)
                                        : digester.digest(value.toString())));
            }
            return written.toString();
        } catch (JsonProcessingException notJson) {
            return digester.digest(text);
        }
    }
}
