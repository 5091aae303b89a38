package org.registryfleet.localfleet.fault;

import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kafka's own choice of a partition, but for a while every second send fails with a timeout. The
 * producer gives such an exception to the callback of the send and to nobody else, as it does when
 * a batch has expired.
 */
public final class FailingPartitioner implements Partitioner {

    private static final AtomicInteger SENDS = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static volatile boolean failing;

    static void fail(boolean isFailing) {
        failing = isFailing;
    }

    /** How many sends have failed, of all producers of the process. */
    static int failures() {
        return FAILURES.get();
    }

    @Override
    public int partition(
            String topic,
            Object key,
            byte[] keyBytes,
            Object value,
            byte[] valueBytes,
            Cluster cluster) {
        if (failing && SENDS.incrementAndGet() % 2 == 0) {
            FAILURES.incrementAndGet();
            throw new TimeoutException("a send of the test to " + topic + " has expired");
        }
        return BuiltInPartitioner.partitionForKey(keyBytes, cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
