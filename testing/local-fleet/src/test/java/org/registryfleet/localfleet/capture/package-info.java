/**
 * Whether the log of a cluster's observations is without holes, read from the observations alone.
 * Used by the drills.
 */
@NullMarked
package org.registryfleet.localfleet.capture;

import org.jspecify.annotations.NullMarked;
