/**
 * What every registry of the fleet shall be, and who gets it when. Pure; {@code stream} alone knows
 * the log's records.
 */
@NullMarked
package org.registryfleet.fleetpolicy;

import org.jspecify.annotations.NullMarked;
