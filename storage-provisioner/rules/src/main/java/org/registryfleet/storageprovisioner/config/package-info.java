/**
 * The fields of the Config that this stage reads and writes: finalizer, HTTP secret, storage and
 * observed configuration.
 */
@NullMarked
package org.registryfleet.storageprovisioner.config;

import org.jspecify.annotations.NullMarked;
