package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small objects for tests. */
final class TestObjects {
    private TestObjects() {}

    static ObjectNode object(String yaml) {
        return (ObjectNode) Api.yaml(yaml);
    }

    static ObjectNode namespace(String name) {
        return object("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name));
    }

    static ObjectNode configMap(String namespace, String name) {
        return object(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {a: b}}"
                        .formatted(name, namespace));
    }
}
