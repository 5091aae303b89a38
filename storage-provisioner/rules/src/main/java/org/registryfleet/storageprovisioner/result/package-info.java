/** What is said about the storage of a cluster: phase, error, conditions, part of the pod. */
@NullMarked
package org.registryfleet.storageprovisioner.result;

import org.jspecify.annotations.NullMarked;
