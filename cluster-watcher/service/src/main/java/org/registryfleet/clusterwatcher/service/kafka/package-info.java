/** Observations to Kafka, and which clusters this instance watches from Kafka's consumer group. */
@NullMarked
package org.registryfleet.clusterwatcher.service.kafka;

import org.jspecify.annotations.NullMarked;
