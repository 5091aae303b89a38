/** The whole control plane over simulated clusters in this process, and what happens in them. */
@NullMarked
package org.registryfleet.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
