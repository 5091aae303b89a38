/**
 * Plans the storage of a Managed Config: storage that exists, storage to create, or a refusal with
 * its reason.
 */
@NullMarked
package org.registryfleet.storageprovisioner.plan;

import org.jspecify.annotations.NullMarked;
