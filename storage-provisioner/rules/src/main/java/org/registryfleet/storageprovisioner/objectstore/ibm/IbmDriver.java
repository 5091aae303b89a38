package org.registryfleet.storageprovisioner.objectstore.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/** The driver for buckets of IBM Cloud Object Storage. */
public record IbmDriver(IbmSettings settings, StorageAccess access) implements NamedBucket {

    private static final String UNKNOWN = "Unknown Error Occurred";
    private static final String TAKEN = "BucketAlreadyExists";

    /** {@code written} is the member ibmcos of a storage section. */
    public static IbmDriver of(JsonNode written, Snapshot objects) {
        var settings = IbmSettings.of(written, Infrastructure.of(objects));
        return new IbmDriver(settings, IbmAccess.of(settings, objects));
    }

    @Override
    public Backend backend() {
        return Backend.IBMCOS;
    }

    @Override
    public ObjectNode shown() {
        return settings.shown();
    }

    @Override
    public ObjectNode inForce(ObservedBucket found) {
        return settings.inForce(found);
    }

    @Override
    public List<StorageCondition> conditions(ObservedBucket found) {
        return List.of(StorageCondition.exists("IBM COS Bucket Exists", ""));
    }

    @Override
    public StorageCondition denied(String why) {
        return StorageCondition.unknown(
                "IBMCOS Configuration Changed", "IBMCOS storage is in an unknown state");
    }

    @Override
    public StorageCondition failed(Failure failure) {
        if (failure.reason().equals(TAKEN)) {
            return StorageCondition.missing(
                    "Unable to Access Bucket",
                    "The bucket " + bucket() + " exists, but is owned by another account");
        }
        return failure.reason().equals(UNKNOWN) || failure.reason().isEmpty()
                ? StorageCondition.unknown(UNKNOWN, failure.message())
                : StorageCondition.missing(failure.reason(), failure.message());
    }

    @Override
    public StorageCondition deleted() {
        return StorageCondition.missing(
                "IBM COS Bucket Deleted", "The IBM COS bucket has been removed.");
    }

    @Override
    public StorageCondition notDeleted(Failure failure) {
        return StorageCondition.unknown(failure.reason(), failure.message());
    }

    /** A generated key is deleted with the bucket; a user's key is kept. */
    @Override
    public ObjectNode forgotten() {
        var forgotten = JsonNodeFactory.instance.objectNode().putNull("bucket");
        boolean hasOwnKey =
                access instanceof StorageAccess.Granted(var wanted, _)
                        && wanted.description().path("resourceKey").asText("").isEmpty();
        return hasOwnKey ? forgotten.putNull(IbmSettings.KEY) : forgotten;
    }
}
