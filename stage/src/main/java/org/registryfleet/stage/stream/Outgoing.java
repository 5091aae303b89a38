package org.registryfleet.stage.stream;

import org.apache.kafka.common.utils.Bytes;

/** A record on its way to a topic. */
public record Outgoing(String topic, Bytes value) {}
