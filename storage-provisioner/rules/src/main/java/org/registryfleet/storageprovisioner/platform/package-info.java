/** The results of the platform stage that storage depends on. */
@NullMarked
package org.registryfleet.storageprovisioner.platform;

import org.jspecify.annotations.NullMarked;
