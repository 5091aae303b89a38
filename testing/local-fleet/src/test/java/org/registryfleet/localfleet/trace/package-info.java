/** Traces over the hops of the log, as a collector receives them. */
@NullMarked
package org.registryfleet.localfleet.trace;

import org.jspecify.annotations.NullMarked;
