/**
 * How long a cluster waits for what follows from a change, how many writes it takes, and silence.
 */
@NullMarked
package org.registryfleet.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
