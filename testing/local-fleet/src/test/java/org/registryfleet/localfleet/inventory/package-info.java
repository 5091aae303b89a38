/** Simulated hubs whose clusters are taken into a fleet. */
@NullMarked
package org.registryfleet.localfleet.inventory;

import org.jspecify.annotations.NullMarked;
