package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

/** The fields of the cluster's Infrastructure object that object storage depends on. */
public record Infrastructure(JsonNode status, String uid) {

    public static final ObjectRef REF =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    /** The provider configuration written by the installer: endpoints, certificates. */
    public static final ObjectRef PROVIDER_CONFIG =
            new ObjectRef("v1", "ConfigMap", "openshift-config", "cloud-provider-config");

    public static Infrastructure of(Snapshot objects) {
        var observed = objects.find(REF);
        return new Infrastructure(
                observed.map(Observed::status).orElseGet(MissingNode::getInstance),
                observed.map(Observed::uid).orElse(""));
    }

    public String name() {
        return status.path("infrastructureName").asText("");
    }

    /** A platform's section, such as gcp; a missing node on other platforms. */
    public JsonNode platform(String type, String member) {
        return status.at("/platformStatus/type").asText("").equals(type)
                ? status.at("/platformStatus").path(member)
                : MissingNode.getInstance();
    }

    public JsonNode aws() {
        return platform("AWS", "aws");
    }

    public String awsRegion() {
        return aws().path("region").asText("");
    }

    /** The endpoint override of the cluster; empty if there is none. */
    public String awsEndpoint(String service) {
        for (var endpoint : aws().path("serviceEndpoints")) {
            if (endpoint.path("name").asText("").equals(service)) {
                return endpoint.path("url").asText("");
            }
        }
        return "";
    }
}
