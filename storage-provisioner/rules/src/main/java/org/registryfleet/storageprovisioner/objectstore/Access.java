package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Function;

/** Whether the cluster holds what is needed to use a store. */
public sealed interface Access {

    /**
     * Nothing is missing.
     *
     * @param podPart what the registry's pod gets once the bucket is found
     */
    record Granted(WantedBucket bucket, Function<FoundBucket, ObjectNode> podPart)
            implements Access {}

    /**
     * The user vouches for the bucket: it is used whether or not it can be seen from here.
     *
     * @param podPart what the registry's pod gets
     */
    record Vouched(WantedBucket bucket, ObjectNode podPart) implements Access {}

    /** Credentials or certificates are missing. */
    record Denied(String why) implements Access {}
}
