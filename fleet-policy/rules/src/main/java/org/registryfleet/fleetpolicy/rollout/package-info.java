/**
 * How policies reach the fleet: the facts, the rollout of each version in stages, and what follows
 * for each cluster.
 */
@NullMarked
package org.registryfleet.fleetpolicy.rollout;

import org.jspecify.annotations.NullMarked;
