/**
 * Decides which clusters of other inventories are part of the fleet. Pure but for the place in the
 * log.
 */
@NullMarked
package org.registryfleet.inventory;

import org.jspecify.annotations.NullMarked;
