package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreDriver;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/** The driver for containers of an Azure storage account. */
public record AzureDriver(AzureSettings settings, AzureNetwork network, StorageAccess access)
        implements ObjectStoreDriver {

    private static final String NOT_FOUND = "ContainerNotFound";

    /** {@code written} is the member azure of a storage section. */
    public static AzureDriver of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = AzureSettings.of(written, infrastructure);
        return new AzureDriver(
                settings,
                AzureNetwork.of(written, infrastructure),
                AzureAccess.of(settings, infrastructure, objects));
    }

    @Override
    public Backend backend() {
        return Backend.AZURE;
    }

    @Override
    public String bucket() {
        return settings.account() + "/" + settings.container();
    }

    @Override
    public boolean isNamed() {
        return settings.isAccountNamed() || settings.isContainerNamed();
    }

    /** Account and container; empty if either is missing. */
    @Override
    public String nameIn(StorageSection section) {
        var azure = section.member(backend());
        var account = azure.path(AzureSettings.ACCOUNT).asText("");
        var container = azure.path(AzureSettings.CONTAINER).asText("");
        return account.isEmpty() || container.isEmpty() ? "" : account + "/" + container;
    }

    @Override
    public ObjectNode shown() {
        return access instanceof StorageAccess.Granted
                ? settings.shownWithCloud()
                : settings.shown();
    }

    @Override
    public ObjectNode inForce(ObservedBucket found) {
        var inForce = settings.inForce();
        return settings.isInternal() && access instanceof StorageAccess.Granted
                ? inForce.set("networkAccess", network.inForce(found))
                : inForce;
    }

    @Override
    public List<StorageCondition> conditions(ObservedBucket found) {
        return List.of(StorageCondition.exists("ContainerExists", "Storage container exists"));
    }

    @Override
    public StorageCondition unseen() {
        return StorageCondition.exists("UserManaged", "Storage is managed by the user");
    }

    @Override
    public StorageCondition denied(String why) {
        if (why.startsWith("Storage account")) {
            return StorageCondition.missing("StorageNotConfigured", why);
        }
        return StorageCondition.unknown(
                "ConfigError",
                why.startsWith("Unable to") ? why : "Unable to get configuration: " + why);
    }

    @Override
    public StorageCondition failed(Failure failure) {
        return failure.reason().equals(NOT_FOUND)
                ? StorageCondition.missing(
                        NOT_FOUND, "Could not find storage container " + settings.container())
                : StorageCondition.unknown("AzureError", failure.message());
    }

    @Override
    public StorageCondition deleted() {
        return StorageCondition.missing("ContainerDeleted", "Storage container has been deleted");
    }

    @Override
    public StorageCondition notDeleted(Failure failure) {
        return StorageCondition.unknown("AzureError", failure.message());
    }

    @Override
    public ObjectNode forgotten() {
        return JsonNodeFactory.instance
                .objectNode()
                .putNull(AzureSettings.ACCOUNT)
                .putNull(AzureSettings.CONTAINER);
    }
}
