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
    },
    /**
     * What an Event says. Warnings and what is said of claims are reported; an Event that repeats
     * itself is news after 1, 2, 4, 8, 16, 32 and every 60 minutes, with the count it has then.
     */
    EVENT {
        @Override
        public ObjectNode of(ObjectNode event) {
            return EventReduction.of(event);
        }

        @Override
        public ObjectNode shortened(ObjectNode event) {
            return EventReduction.shortened(event);
        }

        @Override
        public boolean isReported(ObjectNode event) {
            return EventReduction.isReported(event);
        }

        @Override
        public ObjectNode news(ObjectNode event) {
            return EventReduction.news(event);
        }
    };

    private static final Set<String> NODE_METADATA =
            Set.of("name", "uid", "resourceVersion", "labels", "creationTimestamp");
    private static final String CLOUD_TAINT = "node.cloudprovider.kubernetes.io/";

    public abstract ObjectNode of(ObjectNode object);

    /** Cuts long texts of the redacted object: half a secret would not be known for one. */
    public ObjectNode shortened(ObjectNode redacted) {
        return redacted;
    }

    /** Whether the reduced object is observed at all. */
    public boolean isReported(ObjectNode reduced) {
        return true;
    }

    /** The part of the reduced object whose change is worth an observation. */
    public ObjectNode news(ObjectNode reduced) {
        return reduced;
    }

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
