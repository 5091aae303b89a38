/**
 * Provisions the storage of every registry: writes the Config and the claim, and reports what is
 * missing.
 */
@NullMarked
package org.registryfleet.storageprovisioner;

import org.jspecify.annotations.NullMarked;
