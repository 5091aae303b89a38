/** Reports the status of every registry of the fleet, in its cluster and to the fleet. */
@NullMarked
package org.registryfleet.statusreporter;

import org.jspecify.annotations.NullMarked;
