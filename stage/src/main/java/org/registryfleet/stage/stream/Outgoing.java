package org.registryfleet.stage.stream;

/** A record on its way to a topic. */
public record Outgoing(String topic, byte[] value) {}
