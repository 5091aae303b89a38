package org.registryfleet.stage.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.decision.FleetClock;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.util.Set;

/**
 * The topology of a stage:
 *
 * <pre>
 *  inputs ─► stage (store "view") ─► result, actions, dead letters
 * </pre>
 */
public final class StageTopology<R> {

    /** Name of the state store, which holds objects, upstream results and ledger by cluster. */
    public static final String STORE = "view";

    private final StageDefinition<R> definition;
    private final Events events;
    private final FleetClock clock;
    private final StageMetrics metrics;
    private final boolean storeInMemory;

    public StageTopology(
            StageDefinition<R> definition,
            Events events,
            FleetClock clock,
            StageMetrics metrics,
            boolean storeInMemory) {
        this.definition = definition;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
        this.storeInMemory = storeInMemory;
    }

    /** Attaches the stage to its input stream. */
    public void build(KStream<String, byte[]> inputs) {
        inputs.process(supplier(), Named.as("stage"))
                .to(
                        (cluster, outgoing, context) -> outgoing.topic(),
                        Produced.<String, OutgoingRecord>with(Serdes.String(), outgoing())
                                .withName("publish"));
    }

    private ProcessorSupplier<String, byte[], String, OutgoingRecord> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public StageProcessor<R> get() {
                return new StageProcessor<>(definition, events, clock, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                var supplier =
                        storeInMemory
                                ? Stores.inMemoryKeyValueStore(STORE)
                                : Stores.persistentKeyValueStore(STORE);
                return Set.of(
                        Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                                .withCachingDisabled());
            }
        };
    }

    private static Serde<OutgoingRecord> outgoing() {
        return Serdes.serdeFrom(
                (topic, outgoing) -> bytes(outgoing.value()),
                (topic, bytes) -> new OutgoingRecord(topic, Bytes.wrap(bytes)));
    }

    @SuppressWarnings("NullAway") // Kafka's tombstones; its interface has no annotations
    private static byte[] bytes(@Nullable Bytes value) {
        return value == null ? null : value.get();
    }
}
