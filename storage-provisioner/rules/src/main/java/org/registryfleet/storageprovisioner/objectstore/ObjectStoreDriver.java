package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/** What a provider makes of a storage section: one bucket, and what is said about it. */
public interface ObjectStoreDriver {

    Backend backend();

    /** As written, or generated. */
    String bucket();

    /** The Config names the bucket. */
    boolean isNamed();

    StorageAccess access();

    /** Fields that the Config shows as soon as the store is looked at. */
    ObjectNode shown();

    /** The store's section with everything that is in force. */
    ObjectNode inForce(ObservedBucket found);

    /** What is said about a bucket that is there. */
    List<StorageCondition> conditions(ObservedBucket found);

    /** What is said about a bucket that the user vouches for and that cannot be seen from here. */
    default StorageCondition unseen() {
        return StorageCondition.unknown("Unseen", "");
    }

    /** Access is denied, and the section is not the one in force. */
    StorageCondition denied(String why);

    StorageCondition failed(Failure failure);

    /** A failure as an error of the whole registry. */
    default String error(Failure failure, StorageCondition condition) {
        return condition.message();
    }

    StorageCondition deleted();

    StorageCondition notDeleted(Failure failure);

    /** Wishes that cannot be fulfilled. */
    default List<String> warnings() {
        return List.of();
    }

    /** Whether a section means the same bucket. */
    default boolean isIn(StorageSection section) {
        return nameIn(section).equals(bucket());
    }

    /** The bucket that a section names. */
    default String nameIn(StorageSection section) {
        return section.member(backend()).path("bucket").asText("");
    }

    /** Fields that are forgotten with a bucket that was deleted. */
    default ObjectNode forgotten() {
        return JsonNodeFactory.instance.objectNode().putNull("bucket");
    }
}
