package org.registryfleet.audit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.file.RecordedLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class AuditQueriesTest {

    private static final Instant LATE = RecordedLog.START.plusSeconds(1_000);

    @Test
    void mergesTopicsByTimeAndCausesBeforeEffects() {
        var places = new ArrayList<String>();
        try (var log =
                MergedLogReader.open(
                        RecordedLog.of(3),
                        List.of(
                                new OffsetRange(Topics.OBSERVATIONS, 1, 0, 3),
                                new OffsetRange(Topics.CLUSTERS, 1, 0, 1)),
                        new FactReader(Events.singleObject()),
                        "c-1"::equals,
                        _ -> {})) {
            for (var entry = log.next(); entry != null; entry = log.next()) {
                places.add(entry.place().toString());
            }
        }

        assertThat(places)
                .containsExactly(
                        "clusters-1@0", "observations-1@0", "observations-1@1", "observations-1@2");
    }

    @Test
    void readsNoRecordOfOthersButThoseOfNobody() {
        var log = RecordedLog.of(0);
        var topicPartition = log.partition(Topics.OBSERVATIONS, 1);
        for (int i = 0; i < 2; i++) {
            topicPartition.add(
                    new EventLogRecord(
                            Topics.OBSERVATIONS,
                            1,
                            i,
                            RecordedLog.START,
                            i == 0 ? "c-4" : null,
                            new byte[] {'?'},
                            List.of()));
        }
        var read = new ArrayList<Long>();
        try (var merged =
                MergedLogReader.open(
                        log,
                        log.spans(List.of(Topics.OBSERVATIONS)),
                        new FactReader(Events.singleObject()),
                        "c-1"::equals,
                        read::add)) {
            var entry = merged.next();

            assertThat(entry).isNotNull();
            assertThat(entry.fact()).isInstanceOf(Fact.Unreadable.class);
            assertThat(entry.place().offset()).isOne();
            assertThat(merged.next()).isNull();
        }
        assertThat(read).contains(2L);
    }

    @Test
    void breaksOffWithTheLog() {
        var reading = new AuditQueries(RecordedLog.of(9).brokenAfter(4), AuditQueries.Meter.SILENT);

        assertThatThrownBy(() -> reading.timeline("c-1", Instant.EPOCH, LATE, 0))
                .isInstanceOf(LogException.class);
    }

    @Test
    void knowsWhoEverWasInTheFleet() {
        var log = RecordedLog.of(2);
        log.add(Topics.CLUSTERS, 2, null);
        var reading = new AuditQueries(log, AuditQueries.Meter.SILENT);

        assertThat(reading.clusters()).containsExactly("c-0", "c-1", "c-2");
        assertThat(reading.isKnown("c-2")).isTrue();
        assertThat(reading.isKnown("c-3")).isFalse();
    }

    @Test
    void theLatestRecordIsTheLastThatCanBeRead() {
        var log = RecordedLog.of(0);
        var reading = new AuditQueries(log, AuditQueries.Meter.SILENT);
        log.add(Topics.CLUSTERS, 0, registration("first"));
        log.add(Topics.CLUSTERS, 0, registration("second"));
        log.add(Topics.CLUSTERS, 0, new byte[] {'?'});

        assertThat(reading.latest("c-0", List.of(Topics.CLUSTERS), LATE).get(Topics.CLUSTERS))
                .isInstanceOfSatisfying(
                        ClusterRegistration.class,
                        entry -> assertThat(entry.getDisplayName()).isEqualTo("second"));
        assertThat(reading.picture("c-0", LATE).unreadable().count()).isEqualTo(2);
    }

    @Test
    void aClusterThatLeftHasNoLatestEntry() {
        var log = RecordedLog.of(0);
        var reading = new AuditQueries(log, AuditQueries.Meter.SILENT);
        log.add(Topics.CLUSTERS, 0, registration("first"));
        log.add(Topics.CLUSTERS, 0, null);

        assertThat(reading.latest("c-0", List.of(Topics.CLUSTERS), LATE)).isEmpty();
        assertThat(
                        reading.latest(
                                "c-0", List.of(Topics.CLUSTERS), RecordedLog.START.plusSeconds(1)))
                .containsKey(Topics.CLUSTERS);
    }

    @Test
    void saysSinceWhenThereIsHistory() {
        var log = RecordedLog.of(9);
        var reading = new AuditQueries(log, AuditQueries.Meter.SILENT);
        assertThat(reading.beginning("c-1").whole()).isNull();

        log.without(Topics.OBSERVATIONS, 1, 0, 4);

        assertThat(reading.beginning("c-0").first()).isNull();
        var cut = reading.beginning("c-1");
        assertThat(cut.first()).isEqualTo(RecordedLog.START.plusSeconds(4));
        assertThat(cut.isAfter(RecordedLog.START.plusSeconds(3))).isTrue();
        assertThat(cut.isAfter(RecordedLog.START.plusSeconds(4))).isFalse();
        assertThat(reading.beginning().first()).isNull();
        assertThat(reading.beginning().isPartlyAfter(RecordedLog.START)).isTrue();
        assertThat(reading.beginning().isAfter(RecordedLog.START)).isFalse();
    }

    @Test
    void theFleetBeginsWithItsFirstClusterAndIsWholeWithItsLast() {
        var log = RecordedLog.of(9);
        log.without(Topics.OBSERVATIONS, 0, 0, 2);
        log.without(Topics.OBSERVATIONS, 1, 0, 4);
        log.without(Topics.OBSERVATIONS, 2, 0, 6);

        var beginning = new AuditQueries(log, AuditQueries.Meter.SILENT).beginning();

        assertThat(beginning.first()).isEqualTo(RecordedLog.START.plusSeconds(2));
        assertThat(beginning.whole()).isEqualTo(RecordedLog.START.plusSeconds(6));
    }

    private static byte[] registration(String name) {
        return Events.singleObject()
                .encode(
                        ClusterRegistration.newBuilder()
                                .setCluster("c-0")
                                .setDisplayName(name)
                                .setCredential("kubeconfig:c-0")
                                .build());
    }
}
