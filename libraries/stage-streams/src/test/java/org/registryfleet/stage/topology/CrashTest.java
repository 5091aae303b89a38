package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.time.Duration;
import java.time.Instant;

/** A process ends after its store was written and before its records were; another one follows. */
class CrashTest {

    private static final Events EVENTS = Events.singleObject();

    private final KeyValueStore<String, byte[]> store = SmallStage.store();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private MockProcessorContext<String, OutgoingRecord> context;
    private StageProcessor<SmallStage.Keeps> processor;

    @BeforeEach
    void begin() {
        startProcess();
        take(Topics.CLUSTERS, 0, registration());
        take(Topics.OBSERVATIONS, 0, synced());
        assertThat(published(Topics.STORAGE)).isEqualTo(1);
        assertThat(published(Topics.STORAGE_ACTIONS)).isEqualTo(1);
    }

    @Test
    void saysAgainWhatARecordThatComesAgainHasLedTo() {
        startProcess();

        take(Topics.OBSERVATIONS, 0, synced());

        assertThat(published(Topics.STORAGE)).isEqualTo(1);
        assertThat(published(Topics.STORAGE_ACTIONS)).isEqualTo(1);
    }

    @Test
    void saysAgainWhatAnAlarmHasLedTo() {
        now = now.plus(Duration.ofSeconds(21));
        punctuate();
        assertThat(published(Topics.STORAGE_ACTIONS)).isEqualTo(2);

        startProcess();
        punctuate();

        assertThat(published(Topics.STORAGE)).isEqualTo(1);
        assertThat(published(Topics.STORAGE_ACTIONS)).isEqualTo(1);

        punctuate();
        assertThat(published(Topics.STORAGE_ACTIONS)).isEqualTo(1);
    }

    @Test
    void saysNothingAgainWhenEveryRecordIsNew() {
        startProcess();
        punctuate();

        take(Topics.OBSERVATIONS, 1, synced());

        assertThat(context.forwarded()).isEmpty();
    }

    private void startProcess() {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        processor =
                new StageProcessor<>(SmallStage.DEFINITION, EVENTS, _ -> now, StageMetrics.SILENT);
        processor.init(context);
    }

    private void punctuate() {
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(now.toEpochMilli());
    }

    private void take(String topic, long offset, SpecificRecord event) {
        context.setRecordMetadata(topic, 0, offset);
        processor.process(new Record<>("c1", EVENTS.encode(event), now.toEpochMilli()));
    }

    private long published(String topic) {
        return context.forwarded().stream()
                .filter(captured -> captured.record().value().topic().equals(topic))
                .count();
    }

    private static SpecificRecord registration() {
        return ClusterRegistration.newBuilder()
                .setCluster("c1")
                .setCredential("kubeconfig:c1")
                .build();
    }

    private SpecificRecord synced() {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession("s")
                .setSequence(0)
                .setType(ObservationType.SYNCED)
                .setObservedAt(now)
                .build();
    }
}
