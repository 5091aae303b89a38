package org.registryfleet.storageprovisioner.objectstore;

/** A store whose bucket is one name in its settings. */
public interface NamedBucket extends ObjectStoreDriver {

    /** What the Config says about the bucket, completed. */
    interface Settings {

        /** As written, or generated. */
        String bucket();

        /** The Config names the bucket. */
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
