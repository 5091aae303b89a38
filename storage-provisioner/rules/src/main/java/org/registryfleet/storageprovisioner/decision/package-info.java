/** The decision of this service: one rule for every state that a Config can be in. */
@NullMarked
package org.registryfleet.storageprovisioner.decision;

import org.jspecify.annotations.NullMarked;
