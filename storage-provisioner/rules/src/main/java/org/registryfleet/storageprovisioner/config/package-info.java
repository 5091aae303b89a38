/**
 * The Config of the registry as this service reads and edits it: finalizer, HTTP secret, storage
 * and the observed configuration.
 */
@NullMarked
package org.registryfleet.storageprovisioner.config;

import org.jspecify.annotations.NullMarked;
