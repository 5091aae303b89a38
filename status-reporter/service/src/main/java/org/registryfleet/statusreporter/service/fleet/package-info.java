/**
 * The read model of the fleet, folded from the log and bounded per cluster, with the chain of
 * reasons behind every state. No I/O.
 */
@NullMarked
package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.NullMarked;
