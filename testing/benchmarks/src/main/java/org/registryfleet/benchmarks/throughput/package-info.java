/** How much a stage and the chain of stages take in, and how long a restart is, on Kafka alone. */
@NullMarked
package org.registryfleet.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
