package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Function;

/** Whether the cluster holds what is needed to use a store. */
public sealed interface StorageAccess {

    /**
     * Nothing is missing.
     *
     * @param podPart what the registry's pod gets once the bucket is found
     */
    record Granted(DesiredBucket bucket, Function<ObservedBucket, ObjectNode> podContribution)
            implements StorageAccess {}

    /**
     * The user vouches for the bucket: it is used whether or not it can be seen from here.
     *
     * @param podPart what the registry's pod gets
     */
    record Vouched(DesiredBucket bucket, ObjectNode podContribution) implements StorageAccess {}

    /** Credentials or certificates are missing. */
    record Denied(String why) implements StorageAccess {}
}
