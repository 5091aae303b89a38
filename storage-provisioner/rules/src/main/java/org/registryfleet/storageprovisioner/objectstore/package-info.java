/**
 * What all object stores have in common: names, credentials by reference, values as the registry
 * reads them. A bucket is an object outside the cluster that the executor's outcomes show.
 */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore;

import org.jspecify.annotations.NullMarked;
