package org.registryfleet.stage.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/** The topology around a small stage. */
class StageTopologyTest {

    private static final Events EVENTS = Events.singleObject();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> clusters;
    private TestInputTopic<String, byte[]> observations;
    private TestInputTopic<String, byte[]> outcomes;
    private long sequence;

    @BeforeEach
    void start() {
        var definition = SmallStage.DEFINITION;
        var builder = new StreamsBuilder();
        var inputs =
                builder.stream(
                        definition.inputs(), Consumed.with(Serdes.String(), Serdes.ByteArray()));
        new StageTopology<>(definition, EVENTS, _ -> now, StageMeter.SILENT, true).build(inputs);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(builder.build(), config, now);
        clusters = input(Topics.CLUSTERS);
        observations = input(Topics.OBSERVATIONS);
        outcomes = input(Topics.STORAGE_OUTCOMES);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void decidesOnlyAboutRegisteredClustersWithACompleteView() {
        observe(ObservationType.SYNCED, null, "1");
        assertThat(actions()).isEmpty();

        register();

        assertThat(actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getVerb()).isEqualTo(Verb.CREATE));
        assertThat(results()).hasSize(1);
    }

    @Test
    void asksOnceUntilTheOutcomeIsSeen() {
        begin();
        var create = actions().getFirst();
        observe(ObservationType.ADDED, "other", "2");
        assertThat(actions()).isEmpty();

        answer(create, OutcomeResult.DONE, "5");
        assertThat(actions()).isEmpty();

        observe(ObservationType.ADDED, "map", "5");
        assertThat(actions()).isEmpty();
        assertThat(results()).hasSize(3);
    }

    @Test
    void repairsDriftWithTheObservedVersionAsPrecondition() {
        begin();
        answer(actions().getFirst(), OutcomeResult.DONE, "5");
        observe(ObservationType.ADDED, "map", "5");

        observe(ObservationType.MODIFIED, "map", "6", "{\"key\":\"edited\",\"more\":\"x\"}");

        var patch = actions().getFirst();
        assertThat(patch.getVerb()).isEqualTo(Verb.PATCH);
        assertThat(patch.getResourceVersion()).isEqualTo("6");
        assertThat(patch.getUid()).isEqualTo("uid-map");
        assertThat(patch.getBody()).isEqualTo("{\"data\":{\"key\":\"value\",\"more\":null}}");
        assertThat(patch.getDecision().getRule()).isEqualTo("KeepsMap");
        assertThat(patch.getDecision().getTrigger().getTopic()).isEqualTo(Topics.OBSERVATIONS);
    }

    @Test
    void triesAFailedActionAgainAfterABackoff() {
        begin();
        answer(actions().getFirst(), OutcomeResult.LATER, "");
        assertThat(actions()).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getAttempt()).isEqualTo(2));
    }

    @Test
    void issuesAnUnansweredActionAgainAtItsDeadline() {
        begin();
        var first = actions().getFirst();

        pass(Duration.ofSeconds(21));

        assertThat(actions())
                .singleElement()
                .satisfies(again -> assertThat(again.getId()).isNotEqualTo(first.getId()));
    }

    @Test
    void forgetsWhatANewSessionDoesNotList() {
        begin();
        observe(ObservationType.ADDED, "map", "5");
        observe(ObservationType.ADDED, "other", "6");
        assertThat(lastSize()).isEqualTo("size 2");

        observeIn("second", ObservationType.ADDED, "map", "5", "{\"key\":\"value\"}");
        observeIn("second", ObservationType.SYNCED, null, "7", "");

        assertThat(lastSize()).isEqualTo("size 1");
    }

    @Test
    void createsNothingOfAKindThatItMayNotList() {
        register();
        synced("s", "not served: Route ns; forbidden: list ConfigMap ns");
        assertThat(actions()).isEmpty();
        assertThat(results()).hasSize(1);

        synced("second", "");

        assertThat(actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getVerb()).isEqualTo(Verb.CREATE));
    }

    @Test
    void createsInOtherPlacesThanTheForbiddenOne() {
        register();
        synced("s", "forbidden: list ConfigMap elsewhere; forbidden: list ConfigMap ns/other");

        assertThat(actions()).hasSize(1);
    }

    @Test
    void keepsTheLastKnownStateOfWhatItMayNoLongerList() {
        begin();
        observe(ObservationType.ADDED, "map", "5");
        assertThat(lastSize()).isEqualTo("size 1");

        synced("second", "forbidden: list ConfigMap ns");

        assertThat(results()).isEmpty();
    }

    @Test
    void sendsWhatItCannotReadToTheDeadLettersAndGoesOn() {
        observations.pipeInput("c1", new byte[] {1, 2, 3});
        begin();

        var letters =
                driver.createOutputTopic(
                        Topics.deadLetter(Topics.OBSERVATIONS),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer());
        var letter = letters.readRecord();
        assertThat(letter.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(new String(letter.headers().lastHeader("error").value())).contains("01");
        assertThat(actions()).hasSize(1);
    }

    @Test
    void refusesARecordAboutAnotherCluster() {
        register();
        observations.pipeInput(
                "c2", EVENTS.encode(observation("s", ObservationType.SYNCED, null, "1", "")));

        assertThat(driver.producedTopicNames()).contains(Topics.deadLetter(Topics.OBSERVATIONS));
        assertThat(actions()).isEmpty();
    }

    @Test
    void namesTheCauseInTheHeaders() {
        begin();

        var topic =
                driver.createOutputTopic(
                        Topics.STORAGE_ACTIONS,
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer());
        var headers = EventHeaders.readFrom(topic.readRecord().headers()).orElseThrow();
        assertThat(headers.subject()).isEqualTo("c1");
        assertThat(headers.cause()).isNotNull();
        assertThat(headers.traceparent()).startsWith("00-");
    }

    private void begin() {
        register();
        observe(ObservationType.SYNCED, null, "1");
    }

    private void register() {
        clusters.pipeInput(
                "c1",
                EVENTS.encode(
                        ClusterRegistration.newBuilder()
                                .setCluster("c1")
                                .setCredential("kubeconfig:c1")
                                .build()));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    private void synced(String session, String detail) {
        var observation = observation(session, ObservationType.SYNCED, null, "1", "");
        observation.setDetail(detail);
        observations.pipeInput("c1", EVENTS.encode(observation));
    }

    private void observe(ObservationType type, String name, String version) {
        observe(type, name, version, "{\"key\":\"value\"}");
    }

    private void observe(ObservationType type, String name, String version, String data) {
        observeIn("s", type, name, version, data);
    }

    private void observeIn(
            String session, ObservationType type, String name, String version, String data) {
        observations.pipeInput(
                "c1", EVENTS.encode(observation(session, type, name, version, data)));
    }

    private Observation observation(
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

    private void answer(Action action, OutcomeResult result, String version) {
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

    private List<Action> actions() {
        return read(Topics.STORAGE_ACTIONS).stream().map(Action.class::cast).toList();
    }

    private List<SpecificRecord> results() {
        return read(Topics.STORAGE);
    }

    private String lastSize() {
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
}
