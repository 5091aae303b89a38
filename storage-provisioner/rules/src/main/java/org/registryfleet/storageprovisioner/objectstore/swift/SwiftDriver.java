package org.registryfleet.storageprovisioner.objectstore.swift;

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

/** The driver for containers of OpenStack Swift. */
public record SwiftDriver(SwiftSettings settings, StorageAccess access)
        implements ObjectStoreDriver {

    private static final String NO_CONNECTION = "Could not connect to registry storage";
    private static final String UNKNOWN = "Unknown Error Occurred";

    /** {@code written} is the member swift of a storage section. */
    public static SwiftDriver of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = SwiftSettings.of(written, infrastructure);
        return new SwiftDriver(settings, SwiftAccess.of(settings, infrastructure.name(), objects));
    }

    @Override
    public Backend backend() {
        return Backend.SWIFT;
    }

    @Override
    public String bucket() {
        return settings.container();
    }

    @Override
    public boolean isNamed() {
        return settings.isNamed();
    }

    @Override
    public String nameIn(StorageSection section) {
        return section.member(backend()).path(SwiftSettings.CONTAINER).asText("");
    }

    @Override
    public ObjectNode shown() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode inForce(ObservedBucket found) {
        var inForce =
                settings.written() instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        return inForce.put(SwiftSettings.CONTAINER, settings.container());
    }

    @Override
    public List<StorageCondition> conditions(ObservedBucket found) {
        return List.of(StorageCondition.exists("Swift container Exists", ""));
    }

    @Override
    public StorageCondition denied(String why) {
        return StorageCondition.missing(NO_CONNECTION, why);
    }

    @Override
    public StorageCondition failed(Failure failure) {
        return StorageCondition.missing(
                failure.reason().equals(UNKNOWN) ? NO_CONNECTION : failure.reason(),
                failure.message());
    }

    @Override
    public StorageCondition deleted() {
        return StorageCondition.missing(
                "Swift Container Deleted", "The swift container has been removed.");
    }

    @Override
    public StorageCondition notDeleted(Failure failure) {
        return StorageCondition.unknown(failure.reason(), failure.message());
    }

    @Override
    public ObjectNode forgotten() {
        return JsonNodeFactory.instance.objectNode().putNull(SwiftSettings.CONTAINER);
    }
}
