/**
 * What the storage section of a Managed Config leads to: storage that is there, storage to be
 * created, or a refusal with its reason.
 */
@NullMarked
package org.registryfleet.storageprovisioner.plan;

import org.jspecify.annotations.NullMarked;
