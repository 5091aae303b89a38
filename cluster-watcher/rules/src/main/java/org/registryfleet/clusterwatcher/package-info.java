/**
 * Watches every cluster of this instance's share of the fleet and writes what it sees to
 * fleet.observations.v1. Decides nothing and writes nothing to a cluster.
 */
@NullMarked
package org.registryfleet.clusterwatcher;

import org.jspecify.annotations.NullMarked;
