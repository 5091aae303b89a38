/** The default storage of a new registry on each platform. */
@NullMarked
package org.registryfleet.storageprovisioner.placement;

import org.jspecify.annotations.NullMarked;
