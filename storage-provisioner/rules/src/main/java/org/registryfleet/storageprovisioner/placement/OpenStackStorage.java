package org.registryfleet.storageprovisioner.placement;

/** The default storage of a new registry on OpenStack. */
public enum OpenStackStorage {
    /** Always a claim. */
    CLAIM,
    /** Always a container of the object store. */
    SWIFT,
    /** A container if the platform's credentials give access to Swift, else a claim. */
    ASK
}
