package org.registryfleet.storageprovisioner.objectstore.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.Map;

/**
 * The location and endpoints that the platforms IBMCloud and PowerVS report.
 *
 * @param location of the cluster; empty on other platforms
 * @param resourceGroup name; empty on other platforms
 * @param error why the location cannot be determined
 * @param endpoints endpoint overrides of the cluster
 */
record IbmLocation(String location, String resourceGroup, String error, JsonNode endpoints) {

    /** Maps regions of PowerVS to the nearest regions of object storage. */
    private static final Map<String, String> NEAREST =
            Map.ofEntries(
                    Map.entry("dal", "us-south"),
                    Map.entry("eu-de", "eu-de"),
                    Map.entry("lon", "eu-gb"),
                    Map.entry("mad", "eu-de"),
                    Map.entry("mon", "ca-tor"),
                    Map.entry("osa", "jp-osa"),
                    Map.entry("sao", "br-sao"),
                    Map.entry("syd", "au-syd"),
                    Map.entry("tok", "jp-tok"),
                    Map.entry("tor", "ca-tor"),
                    Map.entry("us-east", "us-east"),
                    Map.entry("us-south", "us-south"),
                    Map.entry("wdc", "us-east"));

    static IbmLocation of(Infrastructure infrastructure) {
        var cloud = infrastructure.platform("IBMCloud", "ibmcloud");
        if (!cloud.isMissingNode()) {
            return new IbmLocation(
                    cloud.path("location").asText(""),
                    cloud.path("resourceGroupName").asText(""),
                    "",
                    cloud.path("serviceEndpoints"));
        }
        var power = infrastructure.platform("PowerVS", "powervs");
        if (power.isMissingNode()) {
            return new IbmLocation("", "", "", MissingNode.getInstance());
        }
        var region = power.path("region").asText("");
        var location = NEAREST.getOrDefault(region, "");
        return new IbmLocation(
                location,
                power.path("resourceGroup").asText(""),
                location.isEmpty()
                        ? "COS region corresponding to a PowerVS region " + region + " not found "
                        : "",
                power.path("serviceEndpoints"));
    }

    /** The endpoint override of a service, or the provider's default. */
    String endpoint(String service, String own) {
        for (var endpoint : endpoints) {
            if (endpoint.path("name").asText("").equals(service)) {
                return endpoint.path("url").asText("").replaceAll("/+$", "");
            }
        }
        return own;
    }
}
