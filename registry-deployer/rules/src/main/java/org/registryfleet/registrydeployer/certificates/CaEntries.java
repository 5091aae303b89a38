package org.registryfleet.registrydeployer.certificates;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of a CA ConfigMap. A key occurs in one of the two maps only, as the API requires; the
 * entry added last wins.
 *
 * @param data PEM text by key; a key is a host name with {@code ..} for the colon
 * @param binaryData base64 by key
 */
record CaEntries(Map<String, ObservedCa> data, Map<String, ObservedCa> binaryData) {

    CaEntries {
        data = Map.copyOf(data);
        binaryData = Map.copyOf(binaryData);
    }

    static CaEntries none() {
        return new CaEntries(Map.of(), Map.of());
    }

    /** The registry's CA under both of its host names. */
    static CaEntries ofRegistry(RegistryAddress address, ObservedCa pem) {
        return new CaEntries(
                Map.of(key(address.hostname()), pem, key(address.clusterLocalHostname()), pem),
                Map.of());
    }

    CaEntries with(String key, ObservedCa pem) {
        return withText(Map.of(key, pem));
    }

    /** Adds all entries of a ConfigMap. */
    CaEntries withAll(Observed configMap) {
        return withText(texts(configMap, "data")).withBinary(texts(configMap, "binaryData"));
    }

    /** Appends a CA to the text of the given keys; keys without text are left unchanged. */
    CaEntries appending(ObservedCa pem, Collection<String> keys) {
        var longer = new TreeMap<String, ObservedCa>();
        for (var key : keys) {
            var text = data.get(key);
            if (text != null) {
                longer.put(key, text.and(pem));
            }
        }
        return withText(longer);
    }

    /**
     * Sets the entries of a manifest; null where there are none, because API servers drop empty
     * maps.
     */
    ObjectNode into(ObjectNode manifest) {
        put(manifest, "data", data);
        put(manifest, "binaryData", binaryData);
        return manifest;
    }

    /** The values that the executor has to copy. */
    List<SecretValue> values() {
        var values = new ArrayList<SecretValue>();
        new TreeMap<>(data).forEach((key, text) -> values.addAll(text.values(place("data", key))));
        new TreeMap<>(binaryData)
                .forEach((key, text) -> values.addAll(text.values(place("binaryData", key))));
        return values;
    }

    private static String place(String section, String key) {
        return "/" + section + "/" + Digests.escaped(key);
    }

    private CaEntries withText(Map<String, ObservedCa> more) {
        return new CaEntries(joined(data, more), without(binaryData, more));
    }

    private CaEntries withBinary(Map<String, ObservedCa> more) {
        return new CaEntries(without(data, more), joined(binaryData, more));
    }

    private static String key(String hostname) {
        return hostname.replace(":", "..");
    }

    private static Map<String, ObservedCa> texts(Observed configMap, String section) {
        var texts = new TreeMap<String, ObservedCa>();
        configMap
                .content()
                .path(section)
                .properties()
                .forEach(
                        entry ->
                                texts.put(
                                        entry.getKey(),
                                        ObservedCa.of(
                                                configMap.ref(),
                                                section,
                                                entry.getKey(),
                                                entry.getValue().asText())));
        return texts;
    }

    private static Map<String, ObservedCa> joined(
            Map<String, ObservedCa> first, Map<String, ObservedCa> more) {
        var all = new TreeMap<>(first);
        all.putAll(more);
        return all;
    }

    private static Map<String, ObservedCa> without(
            Map<String, ObservedCa> all, Map<String, ObservedCa> less) {
        var rest = new TreeMap<>(all);
        rest.keySet().removeAll(less.keySet());
        return rest;
    }

    private static void put(ObjectNode manifest, String field, Map<String, ObservedCa> entries) {
        if (entries.isEmpty()) {
            manifest.putNull(field);
        } else {
            // sorted, so that equal entries give equal text
            var section = manifest.putObject(field);
            new TreeMap<>(entries).forEach((key, text) -> section.put(key, text.text()));
        }
    }
}
