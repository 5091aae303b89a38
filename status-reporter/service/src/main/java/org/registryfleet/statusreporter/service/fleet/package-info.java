/**
 * The fleet as its people see it: a read model folded from the log, bounded per cluster, with the
 * chain of reasons behind every state. Values and one table of clusters; no I/O.
 */
@NullMarked
package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.NullMarked;
