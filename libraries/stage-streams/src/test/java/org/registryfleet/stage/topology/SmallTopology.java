package org.registryfleet.stage.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.test.TestRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/** The topology around the small stage, with one cluster, driven by hand. */
final class SmallTopology implements AutoCloseable {

    private static final Events EVENTS = Events.singleObject();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> clusters;
    private final TestInputTopic<String, byte[]> observations;
    private final TestInputTopic<String, byte[]> outcomes;
    private long sequence;

    SmallTopology() {
        var definition = SmallStage.DEFINITION;
        var builder = new StreamsBuilder();
        var inputs =
                builder.stream(
                        definition.inputs(), Consumed.with(Serdes.String(), Serdes.ByteArray()));
        new StageTopology<>(definition, EVENTS, _ -> now, StageMetrics.SILENT, true).build(inputs);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(builder.build(), config, now);
        clusters = input(Topics.CLUSTERS);
        observations = input(Topics.OBSERVATIONS);
        outcomes = input(Topics.STORAGE_OUTCOMES);
    }

    @Override
    public void close() {
        driver.close();
    }

    void begin() {
        register();
        observe(ObservationType.SYNCED, null, "1");
    }

    void register() {
        clusters.pipeInput(
                "c1",
                EVENTS.encode(
                        ClusterRegistration.newBuilder()
                                .setCluster("c1")
                                .setCredential("kubeconfig:c1")
                                .build()));
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void synced(String session, String detail) {
        var observation = observation(session, ObservationType.SYNCED, null, "1", "");
        observation.setDetail(detail);
        observations.pipeInput("c1", EVENTS.encode(observation));
    }

    void observe(ObservationType type, String name, String version) {
        observe(type, name, version, "{\"key\":\"value\"}");
    }

    void observe(ObservationType type, String name, String version, String data) {
        observeIn("s", type, name, version, data);
    }

    void observeIn(String session, ObservationType type, String name, String version, String data) {
        observations.pipeInput(
                "c1", EVENTS.encode(observation(session, type, name, version, data)));
    }

    Observation observation(
            String session, ObservationType type, String name, String version, String data) {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession(session)
                .setSequence(sequence++)
                .setType(type)
                .setObject(name == null ? null : new ObjectKey("v1", "ConfigMap", "ns", name))
                .setUid("uid-" + name)
                .setResourceVersion(version)
                .setContent(name == null ? "" : content(name, data))
                .setObservedAt(now)
                .build();
    }

    private static String content(String name, String data) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"ns\"},\"data\":%s}"
                .formatted(name, data);
    }

    void answer(Action action, OutcomeResult result, String version) {
        outcomes.pipeInput(
                "c1",
                EVENTS.encode(
                        Outcome.newBuilder()
                                .setAction(action.getId())
                                .setCluster("c1")
                                .setStage("storage")
                                .setObject(action.getObject())
                                .setResult(result)
                                .setReason(result == OutcomeResult.DONE ? "" : "ServiceUnavailable")
                                .setUid("uid-map")
                                .setResourceVersion(version)
                                .setFinishedAt(now)
                                .setCause(new Cause(Topics.STORAGE_ACTIONS, 0, 0L))
                                .build()));
    }

    List<Action> actions() {
        return read(Topics.STORAGE_ACTIONS).stream().map(Action.class::cast).toList();
    }

    List<SpecificRecord> results() {
        return read(Topics.STORAGE);
    }

    String lastSize() {
        return ((PlatformDetected) results().getLast()).getPlatform();
    }

    private List<SpecificRecord> read(String topic) {
        return driver
                .createOutputTopic(
                        topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer())
                .readValuesToList()
                .stream()
                .map(EVENTS::decode)
                .toList();
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, Serdes.String().serializer(), Serdes.ByteArray().serializer());
    }

    /** Puts a record in as it is. */
    void observe(String cluster, byte[] value) {
        observations.pipeInput(cluster, value);
    }

    /** Of a topic, all records with their headers that were not read yet. */
    List<TestRecord<String, byte[]>> records(String topic) {
        return driver.createOutputTopic(
                        topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer())
                .readRecordsToList();
    }
}
