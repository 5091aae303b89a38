package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

/** What the cluster's Infrastructure object says to an object store. */
public record Infrastructure(JsonNode status) {

    public static final ObjectRef REF =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    public static Infrastructure of(Snapshot objects) {
        return new Infrastructure(
                objects.find(REF).map(Observed::status).orElseGet(MissingNode::getInstance));
    }

    public String name() {
        return status.path("infrastructureName").asText("");
    }

    public boolean isAws() {
        return status.at("/platformStatus/type").asText("").equals("AWS");
    }

    /** The platform's own section; missing on other platforms. */
    public JsonNode aws() {
        return isAws() ? status.at("/platformStatus/aws") : MissingNode.getInstance();
    }

    public String awsRegion() {
        return aws().path("region").asText("");
    }

    /** The endpoint that the cluster uses instead of the provider's own; empty when none. */
    public String awsEndpoint(String service) {
        for (var endpoint : aws().path("serviceEndpoints")) {
            if (endpoint.path("name").asText("").equals(service)) {
                return endpoint.path("url").asText("");
            }
        }
        return "";
    }
}
