package org.registryfleet.registrydeployer.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries of a CA ConfigMap. A key is in one of the two maps only, as the API demands: what is put
 * in later wins.
 *
 * @param data PEM text by key; a key is a host name with {@code ..} for the colon
 * @param binaryData base64 by key
 */
record CaEntries(Map<String, String> data, Map<String, String> binaryData) {

    CaEntries {
        data = Map.copyOf(data);
        binaryData = Map.copyOf(binaryData);
    }

    static CaEntries none() {
        return new CaEntries(Map.of(), Map.of());
    }

    /** The same CA under both names of the registry. */
    static CaEntries ofRegistry(RegistryAddress address, String pem) {
        return new CaEntries(
                Map.of(key(address.hostname()), pem, key(address.clusterLocalHostname()), pem),
                Map.of());
    }

    CaEntries with(String key, String pem) {
        return withText(Map.of(key, pem));
    }

    /** With everything that a ConfigMap holds. */
    CaEntries withAll(JsonNode configMap) {
        return withText(texts(configMap.path("data")))
                .withBinary(texts(configMap.path("binaryData")));
    }

    /** With a further CA after those under some keys; keys without text stay as they are. */
    CaEntries appending(String pem, Collection<String> keys) {
        var longer = new TreeMap<String, String>();
        for (var key : keys) {
            var text = data.get(key);
            if (text != null) {
                longer.put(key, text + "\n" + pem);
            }
        }
        return withText(longer);
    }

    /** Puts the entries into a manifest; null where there are none, as an API server drops {}. */
    ObjectNode into(ObjectNode manifest) {
        put(manifest, "data", data);
        put(manifest, "binaryData", binaryData);
        return manifest;
    }

    private CaEntries withText(Map<String, String> more) {
        return new CaEntries(joined(data, more), without(binaryData, more));
    }

    private CaEntries withBinary(Map<String, String> more) {
        return new CaEntries(without(data, more), joined(binaryData, more));
    }

    private static String key(String hostname) {
        return hostname.replace(":", "..");
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Map<String, String> joined(Map<String, String> first, Map<String, String> more) {
        var all = new TreeMap<>(first);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> without(Map<String, String> all, Map<String, String> less) {
        var rest = new TreeMap<>(all);
        rest.keySet().removeAll(less.keySet());
        return rest;
    }

    private static void put(ObjectNode manifest, String field, Map<String, String> entries) {
        if (entries.isEmpty()) {
            manifest.putNull(field);
        } else {
            // sorted, so that equal entries give equal text
            new TreeMap<>(entries).forEach(manifest.putObject(field)::put);
        }
    }
}
