package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/**
 * The driver of one storage backend: turns a storage section into a desired bucket and its
 * conditions.
 */
public interface ObjectStoreDriver {

    Backend backend();

    /** As configured, or generated. */
    String bucket();

    /** Whether the Config names the bucket. */
    boolean isNamed();

    StorageAccess access();

    /** Fields written to the Config as soon as the backend is evaluated. */
    ObjectNode shown();

    /** The backend's section with all effective values. */
    ObjectNode inForce(ObservedBucket found);

    /** The condition of an existing bucket. */
    List<StorageCondition> conditions(ObservedBucket found);

    /** The condition of an Unmanaged bucket that cannot be observed. */
    default StorageCondition unseen() {
        return StorageCondition.unknown("Unseen", "");
    }

    /** The condition if access is denied and the section is not the applied one. */
    StorageCondition denied(String why);

    StorageCondition failed(Failure failure);

    /** Converts a failure into an error of the registry. */
    default String error(Failure failure, StorageCondition condition) {
        return condition.message();
    }

    StorageCondition deleted();

    StorageCondition notDeleted(Failure failure);

    /** Settings that cannot be honoured. */
    default List<String> warnings() {
        return List.of();
    }

    /** Whether a section refers to the same bucket. */
    default boolean isIn(StorageSection section) {
        return nameIn(section).equals(bucket());
    }

    /** The bucket named by a section. */
    default String nameIn(StorageSection section) {
        return section.member(backend()).path("bucket").asText("");
    }

    /** Fields that are cleared after a bucket was deleted. */
    default ObjectNode forgotten() {
        return JsonNodeFactory.instance.objectNode().putNull("bucket");
    }
}
