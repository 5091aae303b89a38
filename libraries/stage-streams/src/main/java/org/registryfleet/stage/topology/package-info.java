/** A stage as a Kafka Streams topology: one processor, its timers, dead letters and forwarding. */
@NullMarked
package org.registryfleet.stage.topology;

import org.jspecify.annotations.NullMarked;
