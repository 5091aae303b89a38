package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Resources of Microsoft.Network by their path behind the provider's name, such as {@code
 * virtualNetworks/v}: kept as they are put. An endpoint gets a network interface with an address.
 */
public final class SimulatedNetwork {

    private static final String PROVIDER = "/providers/Microsoft.Network/";
    private static final String ENDPOINTS = "privateEndpoints/";

    private final Map<String, ObjectNode> resources = new ConcurrentSkipListMap<>();

    static boolean serves(CloudRequest request) {
        return request.path().contains(PROVIDER);
    }

    /** A network of a cluster with a subnet, that was there before. */
    public void put(String vnet, String subnet, String cluster) {
        var network = JsonNodeFactory.instance.objectNode().put("name", vnet);
        network.putObject("tags").put("kubernetes.io_cluster." + cluster, "shared");
        resources.put("virtualNetworks/" + vnet, network);
        resources.put(
                "virtualNetworks/" + vnet + "/subnets/" + subnet,
                JsonNodeFactory.instance.objectNode().put("name", subnet));
    }

    public Optional<ObjectNode> find(String path) {
        return Optional.ofNullable(resources.get(path));
    }

    CloudReply answer(CloudRequest request) {
        var start = request.path().indexOf(PROVIDER);
        var path = request.path().substring(start + PROVIDER.length());
        return switch (request.method()) {
            case "PUT" -> put(path, request.path().substring(0, start), request);
            case "DELETE" -> CloudReply.empty(resources.remove(path) == null ? 204 : 202);
            default -> read(path);
        };
    }

    private CloudReply put(String path, String group, CloudRequest request) {
        if (!(request.json() instanceof ObjectNode resource)) {
            return CloudReply.empty(400);
        }
        var properties = resource.withObject("/properties").put("provisioningState", "Succeeded");
        if (path.startsWith(ENDPOINTS) && path.indexOf('/', ENDPOINTS.length()) < 0) {
            var card = properties.path("customNetworkInterfaceName").asText();
            properties
                    .putArray("networkInterfaces")
                    .addObject()
                    .put("id", group + PROVIDER + "networkInterfaces/" + card);
            var made = JsonNodeFactory.instance.objectNode().put("name", card);
            made.putObject("properties")
                    .putArray("ipConfigurations")
                    .addObject()
                    .putObject("properties")
                    .put("privateIPAddress", "10.0.0.7");
            resources.put("networkInterfaces/" + card, made);
        }
        resources.put(path, resource);
        return CloudReply.json(201, resource);
    }

    private CloudReply read(String path) {
        var found = resources.get(path);
        if (found != null) {
            return CloudReply.json(200, found);
        }
        boolean isList = path.split("/", -1).length % 2 == 1;
        var page = JsonNodeFactory.instance.objectNode();
        var value = page.putArray("value");
        resources.forEach(
                (name, resource) -> {
                    boolean isIn = name.startsWith(path + "/");
                    if (isIn && name.indexOf('/', path.length() + 1) < 0) {
                        value.add(resource);
                    }
                });
        return isList ? CloudReply.json(200, page) : notFound();
    }

    private static CloudReply notFound() {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", "ResourceNotFound").put("message", "not found");
        return CloudReply.json(404, body);
    }
}
