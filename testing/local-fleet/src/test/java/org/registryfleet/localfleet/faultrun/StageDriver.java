package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.topology.StageTopology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One life of a stage: the test driver on a log in memory, its store filled from the changelog. */
final class StageDriver {

    private static final Events EVENTS = Events.singleObject();
    private static final String RESTORATION = "restoration";

    private final TopologyTestDriver driver;
    private final UncertainProducer producer;
    private final RecordCollector collector;
    private final Map<TopicPartition, AtomicLong> offsets;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();

    StageDriver(
            StageDefinition<?> definition,
            MemoryLog log,
            Mishaps mishaps,
            Supplier<Instant> clock) {
        var application = definition.stage().name();
        var changelog = application + "-" + StageTopology.STORE + "-changelog";
        var builder = new StreamsBuilder();
        var source =
                builder.stream(
                        definition.inputs(), Consumed.with(Serdes.String(), Serdes.ByteArray()));
        var restored = source.process(() -> new Restoration(log, changelog), Named.as(RESTORATION));
        new StageTopology<>(definition, EVENTS, _ -> clock.get(), StageMetrics.SILENT, true)
                .build(restored);
        var topology = builder.build();
        topology.connectProcessorAndStateStores(RESTORATION, StageTopology.STORE);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(topology, config, clock.get());
        producer = new UncertainProducer(log, mishaps);
        offsets = Inside.of(driver, "offsetsByTopicOrPatternPartition");
        collector = Inside.of(Inside.of(driver, "task"), "recordCollector");
        Inside.set(Inside.of(driver, "testDriverProducer"), "producer", producer);
        for (var topic : definition.inputs()) {
            inputs.put(
                    topic,
                    driver.createInputTopic(
                            topic, Serdes.String().serializer(), Serdes.ByteArray().serializer()));
        }
    }

    UncertainProducer producer() {
        return producer;
    }

    void take(String topic, long offset, MemoryLog.Line line) {
        offsets.computeIfAbsent(new TopicPartition(topic, 0), _ -> new AtomicLong()).set(offset);
        inputs.get(topic)
                .pipeInput(
                        new TestRecord<>(
                                line.key(),
                                line.value(),
                                new RecordHeaders(line.headers()),
                                line.timestamp()));
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** All sends are waited for; one that failed ends the process. */
    void commit() {
        producer.committing(true);
        collector.flush();
        producer.committing(false);
    }

    /** Fills the store before the stage begins, as Kafka Streams does from the changelog. */
    private static final class Restoration
            extends ContextualProcessor<String, byte[], String, byte[]> {

        private final MemoryLog log;
        private final String changelog;

        Restoration(MemoryLog log, String changelog) {
            this.log = log;
            this.changelog = changelog;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            StateStore store = context.getStateStore(StageTopology.STORE);
            while (store instanceof WrappedStateStore<?, ?, ?> wrapper) {
                store = wrapper.wrapped();
            }
            @SuppressWarnings("unchecked")
            var bytes = (KeyValueStore<Bytes, byte[]>) store;
            for (var line : log.lines(changelog)) {
                bytes.put(Bytes.wrap(line.key().getBytes(StandardCharsets.UTF_8)), line.value());
            }
        }

        @Override
        public void process(Record<String, byte[]> record) {
            context().forward(record);
        }
    }
}
