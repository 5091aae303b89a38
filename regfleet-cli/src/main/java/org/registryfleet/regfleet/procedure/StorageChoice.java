package org.registryfleet.regfleet.procedure;

/** Where an administrator wants the images to be. */
public sealed interface StorageChoice {

    /**
     * A claim that many nodes may use.
     *
     * @param claim empty for the one that is made for the registry
     */
    record SharedClaim(String claim) implements StorageChoice {}

    /**
     * A claim for one node: one replica that is replaced by Recreate.
     *
     * @param claim empty for image-registry-storage, which is made when it is missing
     */
    record BlockClaim(String claim) implements StorageChoice {}

    /** The pod's own disk. */
    record EmptyDir() implements StorageChoice {}
}
