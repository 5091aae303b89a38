package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record that a step would publish today.
 *
 * @param bytes as the log would hold it; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // compared for every decision: no wrapper
record Decided(String topic, SpecificRecord record, byte[] bytes) {}
