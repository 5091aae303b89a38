package org.registryfleet.clusterwatcher.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/** Which part of an object is observed. */
public enum Reduction {
    /** The whole object. */
    NONE {
        @Override
        public ObjectNode of(ObjectNode object) {
            return object;
        }
    },
    /** Only what identifies the platform, without the heartbeats of every kubelet. */
    NODE {
        @Override
        public ObjectNode of(ObjectNode node) {
            var reduced = JsonNodeFactory.instance.objectNode();
            reduced.set("apiVersion", node.path("apiVersion"));
            reduced.set("kind", node.path("kind"));
            var metadata = reduced.putObject("metadata");
            node.path("metadata")
                    .properties()
                    .forEach(
                            field -> {
                                if (NODE_METADATA.contains(field.getKey())) {
                                    metadata.set(field.getKey(), field.getValue());
                                }
                            });
            var spec = reduced.putObject("spec");
            if (node.at("/spec/providerID").isTextual()) {
                spec.set("providerID", node.at("/spec/providerID"));
            }
            keepCloudTaints(node, spec);
            return reduced;
        }
    };

    private static final Set<String> NODE_METADATA =
            Set.of("name", "uid", "resourceVersion", "labels", "creationTimestamp");
    private static final String CLOUD_TAINT = "node.cloudprovider.kubernetes.io/";

    public abstract ObjectNode of(ObjectNode object);

    private static void keepCloudTaints(ObjectNode node, ObjectNode spec) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (var taint : node.at("/spec/taints")) {
            if (taint.path("key").asText().startsWith(CLOUD_TAINT)) {
                kept.add(taint);
            }
        }
        if (!kept.isEmpty()) {
            spec.set("taints", kept);
        }
    }
}
