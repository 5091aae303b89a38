package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

/**
 * The effective Azure configuration: the Config's values, defaulted from the platform.
 *
 * @param written {@code spec.storage.azure}
 * @param account as written, or generated
 * @param container as written, or generated
 * @param cloud empty for the public one
 */
record AzureSettings(JsonNode written, String account, String container, String cloud) {

    static final String ACCOUNT = "accountName";
    static final String CONTAINER = "container";
    private static final String CLOUD = "cloudName";
    private static final String NETWORK = "networkAccess";
    private static final String TYPE = "type";

    static AzureSettings of(JsonNode written, Infrastructure infrastructure) {
        var account = written.path(ACCOUNT).asText("");
        var container = written.path(CONTAINER).asText("");
        var cloud = written.path(CLOUD).asText("");
        if (cloud.isEmpty() && account.isEmpty()) {
            cloud = infrastructure.platform("Azure", "azure").path(CLOUD).asText("");
        }
        return new AzureSettings(
                written,
                account.isEmpty() ? AccountName.of(infrastructure) : account,
                container.isEmpty()
                        ? BucketName.unique(infrastructure.name(), "", infrastructure.uid())
                        : container,
                cloud);
    }

    boolean isAccountNamed() {
        return !written.path(ACCOUNT).asText("").isEmpty();
    }

    boolean isContainerNamed() {
        return !written.path(CONTAINER).asText("").isEmpty();
    }

    /** Whether access is restricted to a private network. */
    boolean isInternal() {
        return written.at("/networkAccess/type").asText("").equals("Internal");
    }

    /** Fields written to the Config as soon as the backend is evaluated. */
    ObjectNode shown() {
        var shown = JsonNodeFactory.instance.objectNode();
        if (!written.path(NETWORK).has(TYPE)) {
            shown.putObject(NETWORK).put(TYPE, "External");
        }
        return shown;
    }

    /** The same with the selected cloud. */
    ObjectNode shownWithCloud() {
        return cloud.isEmpty() ? shown() : shown().put(CLOUD, cloud);
    }

    ObjectNode inForce() {
        var inForce =
                written instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        inForce.setAll(shownWithCloud());
        return inForce.put(ACCOUNT, account).put(CONTAINER, container);
    }
}
