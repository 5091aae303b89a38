package org.registryfleet.stage.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A task of the small stage, whose sends fail on demand, as Kafka Streams runs and revives it. */
final class StageTask {

    private static final Events EVENTS = Events.singleObject();

    private final KeyValueStore<String, byte[]> store = SmallStage.store();
    private final StageProcessor<SmallStage.Keeps> processor;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private MockProcessorContext<String, OutgoingRecord> context = new MockProcessorContext<>();
    private final List<String> restarted = new ArrayList<>();
    private boolean failing;

    StageTask() {
        store.init(context.getStateStoreContext(), store);
        var metrics =
                new StageMetrics() {
                    @Override
                    public void onTopicRecreated(String stage, String topic) {
                        restarted.add(topic);
                    }
                };
        processor = new StageProcessor<>(SmallStage.DEFINITION, EVENTS, _ -> now, metrics);
        begin();
    }

    /** Kafka Streams closes a task that failed and begins again with the same processor. */
    void revive() {
        failing = false;
        processor.close();
        begin();
    }

    private void begin() {
        context =
                new MockProcessorContext<>() {
                    @Override
                    public <K extends String, V extends OutgoingRecord> void forward(
                            Record<K, V> record) {
                        if (failing) {
                            throw new StreamsException("a send before this one has failed");
                        }
                        super.forward(record);
                    }
                };
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        context.addStateStore(store);
        processor.init(context);
    }

    /** From now on every record finds that the send of an earlier one has failed. */
    void failSends() {
        failing = true;
    }

    /** Topics that were found to begin anew. */
    List<String> restarted() {
        return restarted;
    }

    /** Of how many clusters anything is held in memory. */
    int held() {
        return processor.held();
    }

    /** What a store holds. */
    long stored() {
        return store.approximateNumEntries();
    }

    KeyValueStore<String, byte[]> store() {
        return store;
    }

    void pass(Duration time) {
        now = now.plus(time);
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(now.toEpochMilli());
    }

    void take(String topic, long offset, String cluster, SpecificRecord event) {
        context.setRecordMetadata(topic, 0, offset);
        processor.process(
                new Record<>(
                        cluster, event == null ? null : EVENTS.encode(event), now.toEpochMilli()));
    }

    void register(long offset, String cluster) {
        take(
                Topics.CLUSTERS,
                offset,
                cluster,
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setCredential("kubeconfig:" + cluster)
                        .build());
    }

    void synced(long offset, String cluster) {
        take(
                Topics.OBSERVATIONS,
                offset,
                cluster,
                observation(cluster, ObservationType.SYNCED).build());
    }

    void seen(long offset, String cluster, String name) {
        take(
                Topics.OBSERVATIONS,
                offset,
                cluster,
                observation(cluster, ObservationType.ADDED)
                        .setObject(new ObjectKey("v1", "ConfigMap", "ns", name))
                        .setUid("uid-" + name)
                        .setResourceVersion("" + offset)
                        .setContent("{\"metadata\":{\"name\":\"%s\"}}".formatted(name))
                        .build());
    }

    void gone(long offset, String cluster, String name) {
        take(
                Topics.OBSERVATIONS,
                offset,
                cluster,
                observation(cluster, ObservationType.DELETED)
                        .setObject(new ObjectKey("v1", "ConfigMap", "ns", name))
                        .build());
    }

    private Observation.Builder observation(String cluster, ObservationType type) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession("s")
                .setSequence(0)
                .setType(type)
                .setObservedAt(now);
    }

    /** What was sent to a topic about a cluster and not read yet. */
    List<Record<String, OutgoingRecord>> sent(String topic, String cluster) {
        return context.forwarded().stream()
                .<Record<String, OutgoingRecord>>map(
                        captured ->
                                new Record<>(
                                        captured.record().key(),
                                        captured.record().value(),
                                        captured.record().timestamp(),
                                        captured.record().headers()))
                .filter(record -> record.key().equals(cluster))
                .filter(record -> record.value().topic().equals(topic))
                .toList();
    }

    void forgetSent() {
        context.resetForwards();
    }

    static String header(Record<String, OutgoingRecord> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
