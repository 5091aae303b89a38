/** Gives every registry its storage: writes the Config and the claim, and says what is missing. */
@NullMarked
package org.registryfleet.storageprovisioner;

import org.jspecify.annotations.NullMarked;
