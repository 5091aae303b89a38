package org.registryfleet.benchmarks.throughput;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.topology.StageTopology;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/** One stage on Kafka Streams, with the settings of the services but without Spring. */
final class StageRun implements AutoCloseable {

    private final AtomicLong records = new AtomicLong();
    private final AtomicLong decisions = new AtomicLong();
    private final KafkaStreams streams;
    private final List<String> inputs;
    private volatile long firstAt;
    private volatile long firstProcessor;
    private volatile long lastAt;
    private volatile long lastProcessor;

    StageRun(
            StageDefinition<?> definition, String bootstrapServers, Path folder, boolean inMemory) {
        inputs = definition.inputs();
        var builder = new StreamsBuilder();
        var stream =
                builder.stream(
                                definition.inputs(),
                                Consumed.with(Serdes.String(), Serdes.ByteArray()))
                        .peek((_, _) -> count());
        new StageTopology<>(
                        definition, Events.singleObject(), _ -> Instant.now(), meter(), inMemory)
                .build(stream);
        streams =
                new KafkaStreams(builder.build(), properties(definition, bootstrapServers, folder));
    }

    StageRun start() {
        streams.start();
        return this;
    }

    /** Records that were handed to the stage. */
    long records() {
        return records.get();
    }

    /** How often the rules were asked; without complete clusters never. */
    long decisions() {
        return decisions.get();
    }

    /** The topics it reads. */
    List<String> inputs() {
        return inputs;
    }

    /** Records a second between the first and the last one. */
    double perSecond() {
        return records.get() / ((lastAt - firstAt) / 1e9);
    }

    /** Records for each second of the processor that the stage's thread used. */
    double perProcessorSecond() {
        return records.get() / ((lastProcessor - firstProcessor) / 1e9);
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(30));
    }

    private StageMetrics meter() {
        return new StageMetrics() {
            @Override
            public void onDecided(String stage, String rule, Duration took) {
                decisions.incrementAndGet();
            }
        };
    }

    private void count() {
        long count = records.incrementAndGet();
        if (count == 1) {
            firstAt = System.nanoTime();
            firstProcessor = processor();
        } else if (count % 100 == 0) {
            lastAt = System.nanoTime();
            lastProcessor = processor();
        }
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Properties properties(
            StageDefinition<?> definition, String bootstrapServers, Path folder) {
        var properties = new Properties();
        properties.put("application.id", "bench-" + definition.stage().name());
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("processing.guarantee", "at_least_once");
        properties.put("commit.interval.ms", "1000");
        properties.put("statestore.cache.max.bytes", "0");
        properties.put("num.stream.threads", "1");
        properties.put("replication.factor", "1");
        properties.put("auto.offset.reset", "earliest");
        properties.put("producer.linger.ms", "0");
        properties.put("consumer.fetch.min.bytes", "1");
        properties.put("producer.max.request.size", "4194304");
        properties.put("group.instance.id", "bench");
        properties.put("session.timeout.ms", "10000");
        properties.put("heartbeat.interval.ms", "2000");
        properties.put("state.dir", folder.toString());
        return properties;
    }
}
