package org.registryfleet.objectstorage.azure;

/** Creates clients for the containers of an account. */
@FunctionalInterface
interface ContainerAccess {

    /**
     * Opens the desired container.
     *
     * @param key account key; empty where none is needed
     */
    Containers open(StorageAccount account, String key);
}
