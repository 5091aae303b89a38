package org.registryfleet.localfleet.kafka;

/** A Kafka that holds the log, wherever it runs. Closing it ends it. */
public interface Broker extends AutoCloseable {

    String bootstrapServers();

    @Override
    void close();
}
