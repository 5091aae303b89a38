/**
 * Persistent volume claims: which one is ours, the spec of a new one, and whether its access modes
 * suit the registry.
 */
@NullMarked
package org.registryfleet.storageprovisioner.claim;

import org.jspecify.annotations.NullMarked;
