/**
 * Persistent volume claims: which one is ours, what a new one looks like, and whether its access
 * modes fit the registry.
 */
@NullMarked
package org.registryfleet.storageprovisioner.claim;

import org.jspecify.annotations.NullMarked;
