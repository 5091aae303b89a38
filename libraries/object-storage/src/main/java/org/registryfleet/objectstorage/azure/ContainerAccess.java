package org.registryfleet.objectstorage.azure;

/** Opens the containers of an account. */
@FunctionalInterface
interface ContainerAccess {

    /**
     * The wanted container.
     *
     * @param key of the account; empty where it needs none
     */
    Containers open(StorageAccount account, String key);
}
