package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real log with records that nobody can read, with gaps, and with listings that are forbidden.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedLogIT {

    private static final Events EVENTS = Events.singleObject();
    private static final String NOISY = "openstack-1";
    private static final String FOREIGN = "ovirt-1";
    private static final String GAPPED = "edge-sno-1";
    private static final String RESTRICTED = "bare-metal-1";

    private static final String FIRST = Recording.END.minus(Duration.ofHours(1)).toString();
    private static final String LATE = Recording.END.toString();

    private PlayedBack log;
    private AuditCommands audit;
    private EventLogRecord noise;
    private EventLogRecord foreign;

    @BeforeAll
    void damage(@TempDir Path folder) throws IOException {
        var observations = of(NOISY, Topics.OBSERVATIONS);
        noise = observations.get(observations.size() / 2);
        foreign = of(FOREIGN, Topics.STATUS).getLast();
        log = new PlayedBack(this::damaged);
        log.append(
                List.of(
                        marked(GAPPED, ObservationType.GAP, "the watch broke off"),
                        marked(
                                RESTRICTED,
                                ObservationType.SYNCED,
                                "forbidden: list Deployment openshift-image-registry")));
        audit = AuditCommands.onKafka(log.bootstrapServers(), folder);
        Files.writeString(
                folder.resolve("on.yaml"),
                """
                apiVersion: imageregistry.operator.openshift.io/v1
                kind: Config
                metadata: {name: cluster}
                spec: {managementState: Managed, storage: {emptyDir: {}}}
                """);
    }

    @AfterAll
    void stop() {
        log.close();
    }

    @Test
    void historyMarksTheRecordThatNobodyCanRead() {
        var text = audit.run("history", NOISY, "--limit", "0");
        var tree = audit.run("history", NOISY, "--limit", "0", "-o", "json").tree();

        assertThat(text.exitStatus()).isEqualTo(1);
        assertThat(text.out())
                .contains("UNREADABLE RECORD: the record starts with byte 6e")
                .contains(place(noise));
        assertThat(tree.path("complete").asBoolean()).isFalse();
        assertThat(tree.path("unreadable").asInt()).isOne();
        assertThat(tree.at("/unreadableRecords/0/record/offset").asLong())
                .isEqualTo(noise.offset());
        assertThat(Told.events(tree)).contains("UNREADABLE").contains("MODIFIED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain %s", "at LATE %s", "diff FIRST LATE %s", "what-if %s -f on.yaml"})
    void otherAnswersNameThePlaceToo(String question) {
        for (var damaged : List.of(noise, foreign)) {
            var answer = audit.run(words(question.formatted(damaged.key())));

            assertThat(answer.exitStatus()).as(answer.err()).isEqualTo(1);
            assertThat(answer.out())
                    .contains("1 record cannot be read: what it said is missing here")
                    .contains(place(damaged));
        }
    }

    @Test
    void anUnknownSchemaIsNamedWithItsTopicPartitionAndOffset() {
        var history = audit.run("history", FOREIGN);
        var fleet = audit.run("at", LATE);

        for (var answer : List.of(history, fleet)) {
            assertThat(answer.exitStatus()).isEqualTo(1);
            assertThat(answer.out())
                    .contains("no schema with fingerprint 0807060504030201 is known")
                    .contains("update this service to the producer's release")
                    .contains(place(foreign));
        }
        assertThat(fleet.out()).contains(" in the fleet at ");
        assertThat(audit.run("diff", FIRST, LATE).out()).contains(place(foreign));
    }

    @Test
    void anUnreadableRecordStaysInTheBundle() {
        var topics =
                Stream.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.STATUS)
                        .flatMap(topic -> Stream.of("--topic", topic));
        var made = Stream.concat(Stream.of("export", "bundle"), topics).toArray(String[]::new);

        assertThat(audit.run(made).exitStatus()).isZero();
        assertThat(audit.run("verify", "bundle").out())
                .contains("could not be read as events when they were exported")
                .contains("at offsets " + noise.offset())
                .contains("at offsets " + foreign.offset())
                .contains("whole: every record");
    }

    @Test
    void historyShowsAGapAndTheStateNamesTheLoss() {
        assertThat(audit.run("history", GAPPED).out())
                .contains("GAP: changes may be missing here: the watch broke off");
        var state = audit.run("at", LATE, GAPPED);
        assertThat(state.exitStatus()).isZero();
        assertThat(state.out()).contains("GAP: changes may be missing here");
    }

    @Test
    void theStateNamesWhatMayNotBeListed() {
        assertThat(audit.run("at", LATE, RESTRICTED).out())
                .contains("may not be listed: Deployment openshift-image-registry");
    }

    @Test
    void whatIfCreatesNothingWhereListingIsForbidden() {
        var allowed = audit.run("what-if", GAPPED, "-f", "on.yaml");
        var forbidden = audit.run("what-if", RESTRICTED, "-f", "on.yaml");

        assertThat(allowed.out()).contains("create Deployment image-registry");
        assertThat(forbidden.exitStatus()).isZero();
        assertThat(forbidden.out())
                .contains("may not be listed, so nothing is created there: Deployment")
                .contains("create Service image-registry")
                .doesNotContain("create Deployment image-registry");
    }

    @Test
    void namesTheClustersThatSomebodyMayHaveMeant() {
        for (var question :
                List.of(
                        List.of("history", "openstck-1"),
                        List.of("explain", "openstck-1"),
                        List.of("at", "1h", "openstck-1"),
                        List.of("diff", "2h", "1h", "openstck-1"),
                        List.of("what-if", "openstck-1", "-f", "on.yaml"),
                        List.of("replay", "--cluster", "openstck-1"),
                        List.of(
                                "export",
                                "x",
                                "--topic",
                                Topics.STATUS,
                                "--cluster",
                                "openstck-1"))) {
            var answer = audit.run(question.toArray(String[]::new));

            assertThat(answer.exitStatus()).as(question.toString()).isEqualTo(3);
            assertThat(answer.err()).as(question.toString()).contains("openstck-1", "openstack-1");
        }
    }

    private EventLogRecord damaged(EventLogRecord record) {
        if (isAt(record, noise)) {
            return Recording.with(record, "noise".getBytes(UTF_8));
        }
        return isAt(record, foreign)
                ? Recording.with(record, new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8})
                : record;
    }

    private static String[] words(String question) {
        return question.replace("FIRST", FIRST).replace("LATE", LATE).split(" ", -1);
    }

    private static boolean isAt(EventLogRecord record, EventLogRecord place) {
        return record.topic().equals(place.topic())
                && record.partition() == place.partition()
                && record.offset() == place.offset();
    }

    private static List<EventLogRecord> of(String cluster, String topic) {
        return Recording.records().stream()
                .filter(record -> record.topic().equals(topic) && cluster.equals(record.key()))
                .toList();
    }

    /** A mark of the watch that saw the cluster last. */
    private static EventLogRecord marked(String cluster, ObservationType type, String detail) {
        var last = of(cluster, Topics.OBSERVATIONS).getLast();
        var observation = EVENTS.decode(last.value(), Observation.class);
        var mark =
                Observation.newBuilder()
                        .setCluster(cluster)
                        .setSession(observation.getSession())
                        .setEpoch(observation.getEpoch())
                        .setSequence(observation.getSequence() + 1)
                        .setType(type)
                        .setDetail(detail)
                        .setObservedAt(last.time().plusMillis(1))
                        .build();
        return new EventLogRecord(
                last.topic(),
                last.partition(),
                last.offset() + 1,
                last.time().plusMillis(1),
                cluster,
                EVENTS.encode(mark),
                List.of());
    }

    private static String place(EventLogRecord record) {
        return "%s, partition %d, offset %d"
                .formatted(record.topic(), record.partition(), record.offset());
    }
}
