package org.registryfleet.simulated.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;

import java.util.HashMap;
import java.util.Map;

/**
 * One version of one object. Kept as JSON text, which is a tenth of the size of a tree and can be
 * sent as it is; what selectors need is kept beside it.
 */
public final class StoredObject {
    private final ObjectKey key;
    private final String uid;
    private final long resourceVersion;
    private final Map<String, String> labels;
    private final byte[] json;

    StoredObject(ObjectKey key, ObjectNode node) {
        this.key = key;
        this.uid = node.path("metadata").path("uid").asText();
        this.resourceVersion = node.path("metadata").path("resourceVersion").asLong();
        this.labels = labels(node);
        this.json = Json.bytes(node);
    }

    /** The kind, the namespace and the name. */
    public ObjectKey key() {
        return key;
    }

    /** The uid. */
    public String uid() {
        return uid;
    }

    /** The version of the cluster at which this version of the object was written. */
    public long resourceVersion() {
        return resourceVersion;
    }

    /** The labels. */
    public Map<String, String> labels() {
        return labels;
    }

    /** The JSON text in UTF-8; starts with kind and apiVersion. Must not be modified. */
    public byte[] json() {
        return json;
    }

    /** A fresh tree of the object, free to be changed. */
    public ObjectNode toNode() {
        return Json.parseObject(json);
    }

    /**
     * The same content under another version, as a watch shows an object that leaves its selection.
     */
    StoredObject at(long revision) {
        var node = toNode();
        Json.child(node, "metadata").put("resourceVersion", Long.toString(revision));
        return new StoredObject(key, node);
    }

    private static Map<String, String> labels(ObjectNode node) {
        var labels = node.path("metadata").path("labels");
        if (labels.isEmpty()) {
            return Map.of();
        }
        var copy = new HashMap<String, String>();
        labels.properties()
                .forEach(label -> copy.put(label.getKey().intern(), label.getValue().asText()));
        return Map.copyOf(copy);
    }
}
