/** Policies: which clusters they are for, what they want, and how that compares with what is. */
@NullMarked
package org.registryfleet.fleetpolicy.policy;

import org.jspecify.annotations.NullMarked;
