/** What earlier stages found out about the platform, as far as storage depends on it. */
@NullMarked
package org.registryfleet.storageprovisioner.platform;

import org.jspecify.annotations.NullMarked;
