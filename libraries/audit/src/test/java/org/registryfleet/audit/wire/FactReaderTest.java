package org.registryfleet.audit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.FieldSetter;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.GoldenEvent;
import org.registryfleet.schemas.GoldenEvents;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.List;

class FactReaderTest {

    private static final Instant TIME = Instant.parse("2026-11-21T14:00:00Z");

    private final FactReader reader = new FactReader(Events.singleObject());

    @ParameterizedTest
    @MethodSource("org.registryfleet.schemas.GoldenEvents#all")
    void readsEveryEventOfEveryReleaseThatTellsAboutAnAudit(GoldenEvent golden) {
        var cluster = RecordKeyCheck.cluster(golden.event()).orElseThrow();
        var entry = read(Topics.OBSERVATIONS, cluster, golden.bytes());

        assertThat(entry.cluster()).isEqualTo(cluster);
        if (isOfAClustersTopic(golden)) {
            assertThat(entry.fact()).isNotInstanceOf(Fact.Unreadable.class);
        } else {
            assertThat(why(entry))
                    .isEqualTo("a %s, which this release does not know", golden.type().name());
        }
    }

    private static boolean isOfAClustersTopic(GoldenEvent golden) {
        return CausalOrder.TOPICS.stream()
                .anyMatch(topic -> Topics.spec(topic).recordType() == golden.type().type());
    }

    @Test
    void tellsObjectsFromMarks() {
        assertThat(fact(Observation.class, "config-added"))
                .isInstanceOfSatisfying(
                        Fact.ObjectObserved.class,
                        seen -> {
                            assertThat(seen.type()).isEqualTo(Fact.ObservationType.ADDED);
                            assertThat(seen.ref().kind()).isEqualTo("Config");
                            assertThat(seen.content().path("kind").asText()).isEqualTo("Config");
                        });
        assertThat(fact(Observation.class, "gap"))
                .isInstanceOfSatisfying(
                        Fact.SessionMarker.class,
                        gap -> assertThat(gap.type()).isEqualTo(Fact.MarkerType.GAP));
        assertThat(fact(Observation.class, "resumed"))
                .isInstanceOfSatisfying(
                        Fact.SessionMarker.class,
                        resumed -> assertThat(resumed.type()).isEqualTo(Fact.MarkerType.RESUMED));
    }

    @Test
    void tellsWhoSetAFieldLast() {
        var at = TIME.minusSeconds(60);
        var observation =
                Observation.newBuilder()
                        .setCluster("c1")
                        .setSession("s")
                        .setSequence(1)
                        .setType(ObservationType.MODIFIED)
                        .setObject(new ObjectKey("v1", "ConfigMap", "", "cluster"))
                        .setSetters(
                                List.of(
                                        new FieldSetter(
                                                "kubectl-edit",
                                                at,
                                                List.of("/spec/storage", "/metadata/labels/a~1b")),
                                        new FieldSetter("argocd", null, List.of("/spec/replicas"))))
                        .setObservedAt(TIME)
                        .build();
        var events = Events.singleObject();

        assertThat(read(Topics.OBSERVATIONS, "c1", events.encode(observation)).fact())
                .isInstanceOfSatisfying(
                        Fact.ObjectObserved.class,
                        seen -> {
                            assertThat(seen.setter("spec.storage.pvc.claim"))
                                    .map(Fact.Setter::manager)
                                    .contains("kubectl-edit");
                            assertThat(seen.setter("spec.storage").orElseThrow().at())
                                    .isEqualTo(at);
                            assertThat(seen.setter("metadata.labels.a/b")).isPresent();
                            assertThat(seen.setter("spec.replicas"))
                                    .map(Fact.Setter::manager)
                                    .contains("argocd");
                            assertThat(seen.setter("spec.storageClass")).isEmpty();
                        });
    }

    @Test
    void keepsWhyAndWhatWasAsked() {
        assertThat(fact(Action.class, "patch-config"))
                .isInstanceOfSatisfying(
                        Fact.ActionIssued.class,
                        asked -> {
                            assertThat(asked.verb()).startsWith("PATCH");
                            assertThat(asked.body().isObject()).isTrue();
                            assertThat(asked.reason().rule()).isNotEmpty();
                        });
        assertThat(fact(ClusterStatus.class, "available"))
                .isInstanceOfSatisfying(
                        Fact.ResultPublished.class,
                        resulted -> {
                            assertThat(resulted.stage()).isEqualTo("status");
                            assertThat(resulted.result().has("decision")).isFalse();
                            assertThat(resulted.result().has("cluster")).isFalse();
                        });
    }

    @Test
    void tellsWhoRequestedWhatAndWhy() {
        assertThat(fact(Assignment.class, "request"))
                .isInstanceOfSatisfying(
                        Fact.ChangeRequested.class,
                        requested -> {
                            assertThat(requested.by()).isEqualTo("alice");
                            assertThat(requested.reason()).isEqualTo("move to block storage");
                            assertThat(requested.fields().at("/config.replicas").asInt())
                                    .isEqualTo(1);
                            assertThat(requested.fields().at("/config.storage/pvc/claim").asText())
                                    .isEqualTo("image-registry-storage");
                        });
    }

    @Test
    void keepsWhatAnExecutorFoundOutsideTheCluster() {
        assertThat(fact(Outcome.class, "found"))
                .isInstanceOfSatisfying(
                        Fact.OutcomeReported.class,
                        answered -> assertThat(answered.found().isObject()).isTrue());
        assertThat(fact(Outcome.class, "done"))
                .isInstanceOfSatisfying(
                        Fact.OutcomeReported.class,
                        answered -> {
                            assertThat(answered.isDone()).isTrue();
                            assertThat(answered.found().isMissingNode()).isTrue();
                        });
    }

    @Test
    void neverShowsWhereACredentialIs() {
        assertThat(fact(ClusterRegistration.class, "labelled"))
                .isInstanceOfSatisfying(
                        Fact.Registered.class,
                        registered -> assertThat(registered.entry().has("credential")).isFalse());
    }

    @Test
    void aTombstoneTakesAClusterOutAndIsStrangeElsewhere() {
        assertThat(read(Topics.CLUSTERS, "c1", null).fact()).isInstanceOf(Fact.Deregistered.class);
        assertThat(read(Topics.STATUS, "c1", null).fact()).isInstanceOf(Fact.Deregistered.class);
        assertThat(why(read(Topics.OBSERVATIONS, "c1", null)))
                .isEqualTo("a tombstone in a topic that has none");
    }

    @Test
    void saysWhyARecordCannotBeRead() {
        assertThat(why(read(Topics.STATUS, "c1", new byte[0]))).contains("the record is empty");
        assertThat(why(read(Topics.STATUS, "c1", new byte[] {'{'})))
                .contains("the record starts with byte 7b");
        assertThat(
                        why(
                                read(
                                        Topics.STATUS,
                                        "c1",
                                        new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8})))
                .contains("no schema with fingerprint 0807060504030201 is known")
                .contains("update this service to the producer's release");
        assertThat(
                        why(
                                read(
                                        Topics.OBSERVATIONS,
                                        "another",
                                        GoldenEvents.bytes(Observation.class, "config-added"))))
                .contains("another");
    }

    private Fact fact(Class<? extends SpecificRecord> type, String example) {
        var event = GoldenEvents.event(type, example);
        return read(
                        Topics.OBSERVATIONS,
                        RecordKeyCheck.cluster(event).orElseThrow(),
                        GoldenEvents.bytes(type, example))
                .fact();
    }

    private FactEntry read(String topic, String key, byte @Nullable [] value) {
        return reader.read(new EventLogRecord(topic, 0, 7, TIME, key, value, List.of()));
    }

    private static String why(FactEntry entry) {
        return entry.fact() instanceof Fact.Unreadable(var why) ? why : "it was read";
    }
}
