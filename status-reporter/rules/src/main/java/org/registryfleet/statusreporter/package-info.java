/**
 * Reports what is true of every registry of the fleet, in each cluster and to the fleet's people.
 */
@NullMarked
package org.registryfleet.statusreporter;

import org.jspecify.annotations.NullMarked;
