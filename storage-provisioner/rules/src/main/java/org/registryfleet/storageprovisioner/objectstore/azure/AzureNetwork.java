package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;

/**
 * The network to which access to an account is restricted (storage specification, section 2.6.10).
 *
 * @param written {@code spec.storage.azure.networkAccess.internal}
 */
record AzureNetwork(JsonNode written, Infrastructure infrastructure) {

    private static final String VNET = "vnetName";
    private static final String SUBNET = "subnetName";
    private static final String ENDPOINT = "privateEndpointName";
    private static final String GROUP = "networkResourceGroupName";

    static AzureNetwork of(JsonNode written, Infrastructure infrastructure) {
        return new AzureNetwork(written.at("/networkAccess/internal"), infrastructure);
    }

    /** The part of the description for the executor, without names that it discovered itself. */
    ObjectNode described(@Nullable ObservedBucket found) {
        var azure = infrastructure.platform("Azure", "azure");
        var group = text(GROUP);
        var seen = found == null ? MissingNode.getInstance() : found.observed().status();
        var asked = found == null ? MissingNode.getInstance() : found.asked();
        return JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", endpoint())
                .put(
                        "resourceGroup",
                        group.isEmpty() ? azure.path("networkResourceGroupName").asText("") : group)
                .put("vnet", wish(VNET, "/network/vnet", seen, asked))
                .put("subnet", wish(SUBNET, "/network/subnet", seen, asked));
    }

    private String wish(String field, String told, JsonNode seen, JsonNode asked) {
        var written = text(field);
        return !written.isEmpty() && seen.at(told).asText("").equals(written)
                ? asked.at(told).asText("")
                : written;
    }

    /** The Config's section with the names in use. */
    ObjectNode inForce(ObservedBucket found) {
        var network = JsonNodeFactory.instance.objectNode().put("type", "Internal");
        var internal = network.putObject("internal");
        written.properties().forEach(field -> internal.set(field.getKey(), field.getValue()));
        var seen = found.observed().status().path("network");
        put(internal, VNET, seen.path("vnet").asText(""));
        put(internal, SUBNET, seen.path("subnet").asText(""));
        internal.put(ENDPOINT, endpoint());
        return network;
    }

    /** As configured, or derived from the cluster's id so that a repeated action finds it. */
    private String endpoint() {
        var name = text(ENDPOINT);
        return name.isEmpty() ? AccountName.of(infrastructure) : name;
    }

    private String text(String field) {
        return written.path(field).asText("");
    }

    private static void put(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }
}
