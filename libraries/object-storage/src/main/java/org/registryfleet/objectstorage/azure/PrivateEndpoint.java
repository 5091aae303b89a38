package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Private endpoint of a storage account that is closed to the internet (storage specification,
 * section 2.6.10): an endpoint in the cluster's network, a record in a private DNS zone, and public
 * access is only disabled after that.
 */
final class PrivateEndpoint {

    private static final String NETWORKS = "/providers/Microsoft.Network/";
    private static final Set<String> BELONGS = Set.of("owned", "shared");
    private static final int TTL = 10;

    private final StorageAccount session;
    private final AzureResources network;
    private final AzureResources dns;
    private final JsonNode networkAccess;
    private final String name;

    private PrivateEndpoint(StorageAccount session) {
        this.session = session;
        this.network = session.manager().withVersion(AzureResources.NETWORK);
        this.dns = session.manager().withVersion(AzureResources.PRIVATE_DNS);
        this.networkAccess = session.wanted().spec().path("network");
        this.name = networkAccess.path("endpoint").asText("");
    }

    /** Whether an action requests one. */
    static boolean isWanted(StorageAccount session) {
        return session.wanted().spec().path("network").isObject();
    }

    /** Creates what is missing; returns the names of the network in use. */
    static JsonNode provide(StorageAccount session, JsonNode account) throws IOException {
        try {
            return new PrivateEndpoint(session).provide(account);
        } catch (RefusedException refused) {
            throw refused.saying("Unable to process private endpoint: " + refused.getMessage());
        }
    }

    /** Deletes what was created here, except the zone, which may hold other records. */
    static void remove(StorageAccount session) throws IOException {
        try {
            new PrivateEndpoint(session).remove();
        } catch (RefusedException refused) {
            throw refused.saying(
                    "Unable to delete private endpoint: \"%s\"".formatted(refused.getMessage()));
        }
    }

    private JsonNode provide(JsonNode account) throws IOException {
        if (account.at("/properties/publicNetworkAccess").asText("").equals("Disabled")) {
            return names(
                    networkAccess.path("vnet").asText(""), networkAccess.path("subnet").asText(""));
        }
        var networks =
                group(networkAccess.path("resourceGroup").asText(""))
                        + NETWORKS
                        + "virtualNetworks";
        var vnet = vnet(networks);
        var subnets = networks + "/" + encoded(vnet) + "/subnets";
        var subnet = subnet(subnets);
        var address = address(made(subnets + "/" + encoded(subnet)));
        register(address, networks + "/" + encoded(vnet));
        var closed = JsonNodeFactory.instance.objectNode();
        closed.putObject("properties").put("publicNetworkAccess", "Disabled");
        session.manager().patch(session.path(), closed);
        return names(vnet, subnet);
    }

    private String vnet(String networks) throws IOException {
        var written = networkAccess.path("vnet").asText("");
        if (!written.isEmpty()) {
            return written;
        }
        var owner = session.wanted().text("owner");
        for (var each : network.get(networks).orElse(MissingNode.getInstance()).path("value")) {
            var tags = each.path("tags");
            if (BELONGS.contains(
                            tags.path("sigs.k8s.io_cluster-api-provider-azure_cluster_" + owner)
                                    .asText(""))
                    || BELONGS.contains(tags.path("kubernetes.io_cluster." + owner).asText(""))) {
                return each.path("name").asText("");
            }
        }
        throw undiscovered("vnet");
    }

    private String subnet(String subnets) throws IOException {
        var written = networkAccess.path("subnet").asText("");
        if (!written.isEmpty()) {
            return written;
        }
        var first = network.get(subnets).orElse(MissingNode.getInstance()).at("/value/0/name");
        if (first.asText("").isEmpty()) {
            throw undiscovered("subnet");
        }
        return first.asText();
    }

    private static RefusedException undiscovered(String what) {
        return new RefusedException(
                400,
                "NotDiscovered",
                ("failed to discover %s name, please provide network details manually: \"none is"
                                + " marked as the cluster's\"")
                        .formatted(what));
    }

    private JsonNode made(String subnet) throws IOException {
        var endpoint = JsonNodeFactory.instance.objectNode();
        endpoint.put("location", session.credential("azure_region"));
        tags(endpoint);
        var properties = endpoint.putObject("properties");
        properties.put("customNetworkInterfaceName", name + "-nic");
        properties.putObject("subnet").put("id", id(subnet));
        var link = properties.putArray("privateLinkServiceConnections").addObject();
        link.put("name", name);
        var service = link.putObject("properties");
        service.put("privateLinkServiceId", id(session.path())).putArray("groupIds").add("blob");
        network.put(endpoint(), endpoint);
        var made = network.get(endpoint()).orElse(MissingNode.getInstance());
        if (!made.at("/properties/provisioningState").asText("Succeeded").equals("Succeeded")) {
            throw new RefusedException(0, "Creating", "the private endpoint is still being made");
        }
        return made;
    }

    private String address(JsonNode made) throws IOException {
        var card = made.at("/properties/networkInterfaces/0/id").asText("");
        var path = card.replaceFirst("^/subscriptions/[^/]+", "");
        var address =
                network.get(path)
                        .orElse(MissingNode.getInstance())
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText("");
        if (address.isEmpty()) {
            throw new RefusedException(0, "Creating", "the private endpoint has no address yet");
        }
        return address;
    }

    /** Makes the account's name resolve to the endpoint, inside the network only. */
    private void register(String address, String vnet) throws IOException {
        var zone = JsonNodeFactory.instance.objectNode().put("location", "global");
        tags(zone);
        dns.put(zonePath(), zone);
        var entry = JsonNodeFactory.instance.objectNode();
        var properties = entry.putObject("properties").put("ttl", TTL);
        properties.putArray("aRecords").addObject().put("ipv4Address", address);
        dns.put(recordPath(), entry);
        var group = JsonNodeFactory.instance.objectNode().put("name", zone() + "/default");
        group.putObject("properties")
                .putArray("privateDnsZoneConfigs")
                .addObject()
                .put("name", dashed())
                .putObject("properties")
                .put("privateDnsZoneId", id(zonePath()));
        network.put(zoneGroupPath(), group);
        var link = JsonNodeFactory.instance.objectNode().put("location", "global");
        tags(link);
        var linked = link.putObject("properties").put("registrationEnabled", false);
        linked.putObject("virtualNetwork").put("id", id(vnet));
        try {
            dns.put(linkPath(), link);
        } catch (RefusedException refused) {
            if (!refused.code().equals("Conflict")) {
                throw refused;
            }
        }
    }

    private void remove() throws IOException {
        var made = network.get(endpoint());
        var owner = session.wanted().text("owner");
        if (made.isEmpty()
                || !made.get()
                        .path("tags")
                        .path(StorageAccount.MADE_HERE)
                        .asText("")
                        .equals(owner)) {
            return;
        }
        dns.delete(recordPath());
        network.delete(zoneGroupPath());
        dns.delete(linkPath());
        network.delete(endpoint());
    }

    private void tags(ObjectNode resource) {
        var tags = resource.putObject("tags");
        session.wanted().texts("tags").forEach(tags::put);
        tags.put(StorageAccount.MADE_HERE, session.wanted().text("owner"));
    }

    private JsonNode names(String vnet, String subnet) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", name)
                .put("vnet", vnet)
                .put("subnet", subnet);
    }

    private String endpoint() {
        return group("") + NETWORKS + "privateEndpoints/" + encoded(name);
    }

    private String zoneGroupPath() {
        return endpoint() + "/privateDnsZoneGroups/" + dashed();
    }

    private String zone() {
        return "privatelink.blob." + session.wanted().text("suffix");
    }

    private String dashed() {
        return zone().replace('.', '-');
    }

    private String zonePath() {
        return group("") + NETWORKS + "privateDnsZones/" + zone();
    }

    private String recordPath() {
        return zonePath() + "/A/" + encoded(session.wanted().text("account"));
    }

    private String linkPath() {
        return zonePath() + "/virtualNetworkLinks/" + encoded(session.wanted().text("account"));
    }

    /** Resource group; defaults to the cluster's own. */
    private String group(String written) {
        return written.isEmpty() ? session.group() : "/resourceGroups/" + encoded(written);
    }

    private String id(String path) {
        return "/subscriptions/" + encoded(session.credential("azure_subscription_id")) + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
