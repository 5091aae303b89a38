/** Which storage a new registry gets on which platform. */
@NullMarked
package org.registryfleet.storageprovisioner.placement;

import org.jspecify.annotations.NullMarked;
