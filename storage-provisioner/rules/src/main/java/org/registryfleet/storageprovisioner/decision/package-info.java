/** The decision of this stage: one rule for every state of the Config. */
@NullMarked
package org.registryfleet.storageprovisioner.decision;

import org.jspecify.annotations.NullMarked;
