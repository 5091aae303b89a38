/** The result of the storage stage: phase, error, conditions, and the contribution to the pod. */
@NullMarked
package org.registryfleet.storageprovisioner.result;

import org.jspecify.annotations.NullMarked;
