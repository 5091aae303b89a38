/** What a cluster must grant the fleet, by what the fleet is to do there. Pure. */
@NullMarked
package org.registryfleet.clusterwatcher.right;

import org.jspecify.annotations.NullMarked;
