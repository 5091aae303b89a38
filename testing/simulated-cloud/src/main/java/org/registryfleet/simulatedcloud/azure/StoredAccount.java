package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A storage account: its resource, and its containers by name.
 *
 * @param blobs how many there are, by container
 * @param isForeign it belongs to another tenant
 */
public record StoredAccount(
        boolean isForeign,
        ObjectNode resource,
        Map<String, ObjectNode> containers,
        Map<String, Integer> blobs) {

    StoredAccount(boolean isForeign, ObjectNode resource) {
        this(isForeign, resource, new ConcurrentSkipListMap<>(), new ConcurrentHashMap<>());
    }

    /** A container that was there before. */
    public StoredAccount with(String container) {
        containers.put(container, JsonNodeFactory.instance.objectNode());
        return this;
    }

    /** Its first key; another one when the resource says so. */
    byte[] key(String name) {
        var number = resource.path("simulatedKeyNumber").asInt(1);
        return (name + " key " + number).getBytes(StandardCharsets.UTF_8);
    }
}
