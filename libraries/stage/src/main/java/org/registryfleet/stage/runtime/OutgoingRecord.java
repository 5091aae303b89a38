package org.registryfleet.stage.runtime;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent to a topic.
 *
 * @param value null for a tombstone
 */
public record OutgoingRecord(String topic, @Nullable Bytes value) {}
