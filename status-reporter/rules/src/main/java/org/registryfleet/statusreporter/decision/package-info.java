/**
 * Puts the parts together: from the view of a cluster to the statuses it should have and the record
 * the fleet sees. Decides when to write and when to wait.
 */
@NullMarked
package org.registryfleet.statusreporter.decision;

import org.jspecify.annotations.NullMarked;
