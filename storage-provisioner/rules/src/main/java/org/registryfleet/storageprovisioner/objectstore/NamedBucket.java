package org.registryfleet.storageprovisioner.objectstore;

/** A storage backend whose bucket is identified by a single name in its settings. */
public interface NamedBucket extends ObjectStoreDriver {

    /** The effective settings of the bucket. */
    interface Settings {

        /** As configured, or generated. */
        String bucket();

        /** Whether the Config names the bucket. */
        boolean isNamed();
    }

    Settings settings();

    @Override
    default String bucket() {
        return settings().bucket();
    }

    @Override
    default boolean isNamed() {
        return settings().isNamed();
    }
}
