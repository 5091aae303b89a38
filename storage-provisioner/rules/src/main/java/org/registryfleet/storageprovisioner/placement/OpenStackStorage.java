package org.registryfleet.storageprovisioner.placement;

/** What a new registry on OpenStack gets. */
public enum OpenStackStorage {
    /** Always a claim. */
    CLAIM,
    /** Always a container of the object store. */
    SWIFT,
    /** A container where the object store answers to the platform's credentials, else a claim. */
    ASK
}
