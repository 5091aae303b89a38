package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Function;

/**
 * Whether the cluster provides the credentials and certificates that a storage backend requires.
 */
public sealed interface StorageAccess {

    /**
     * Nothing is missing.
     *
     * @param podContribution contribution to the pod once the bucket is observed
     */
    record Granted(DesiredBucket bucket, Function<ObservedBucket, ObjectNode> podContribution)
            implements StorageAccess {}

    /**
     * The bucket is Unmanaged: it is used whether or not it can be observed.
     *
     * @param podContribution contribution to the pod
     */
    record Vouched(DesiredBucket bucket, ObjectNode podContribution) implements StorageAccess {}

    /**
     * It cannot be used.
     *
     * @param isOfConfig the Config itself is at fault, not credentials or certificates
     */
    record Denied(String why, boolean isOfConfig) implements StorageAccess {

        /** Credentials or certificates are missing. */
        public Denied(String why) {
            this(why, false);
        }
    }
}
