package org.registryfleet.storageprovisioner.placement;

/**
 * What a new registry on OpenStack gets. Whether the cloud's object store answers cannot be
 * observed in the cluster, so it is a setting.
 */
public enum OpenStackStorage {
    CLAIM,
    SWIFT
}
