/**
 * From the view of a cluster to the statuses it should have and the record published to the fleet.
 * Decides when to write and when to wait.
 */
@NullMarked
package org.registryfleet.statusreporter.decision;

import org.jspecify.annotations.NullMarked;
