package org.registryfleet.fleetpolicy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.PolicyConflict;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RolloutNote;
import org.registryfleet.events.RolloutStageCount;
import org.registryfleet.events.RolloutState;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Answer;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.ClusterNote;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.FieldConflict;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the command line and the page read of a rollout. */
class RolloutRecordsTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:15:30.250Z");
    private static final Instant SINCE = Instant.parse("2026-03-02T11:15:30.250Z");

    @ParameterizedTest
    @EnumSource
    void sayAllThatTheReportSays(RolloutReport.State state) {
        var report =
                new RolloutReport(
                        "edge",
                        3,
                        "{}",
                        new Command("k1", "edge", "alice", "it is time"),
                        AT,
                        "hash",
                        state,
                        "soaking",
                        SINCE,
                        List.of(
                                new StageCount(
                                        "canary",
                                        true,
                                        false,
                                        new TreeMap<>(
                                                Map.of(
                                                        Progress.SUCCEEDED,
                                                        2,
                                                        Progress.FAILED,
                                                        1)))),
                        new TreeMap<>(Map.of("compliant", 2)),
                        List.of(new ClusterNote("c1", "canary", Progress.FAILED, "timeout")),
                        List.of(new FieldConflict("c2", "config.replicas", List.of("a", "b"))),
                        new Answer("k2", "not now"));

        assertThat(RolloutRecords.of(report))
                .isEqualTo(
                        PolicyRollout.newBuilder()
                                .setPolicy("edge")
                                .setVersion(3)
                                .setDocument("{}")
                                .setBy("alice")
                                .setReason("it is time")
                                .setAt(AT)
                                .setConsent("hash")
                                .setState(RolloutState.valueOf(state.name()))
                                .setMessage("soaking")
                                .setSince(SINCE)
                                .setStages(
                                        List.of(
                                                new RolloutStageCount(
                                                        "canary",
                                                        true,
                                                        false,
                                                        Map.of("SUCCEEDED", 2, "FAILED", 1))))
                                .setCompliance(Map.of("compliant", 2))
                                .setNotes(
                                        List.of(
                                                new RolloutNote(
                                                        "c1", "canary", "FAILED", "timeout")))
                                .setConflicts(
                                        List.of(
                                                new PolicyConflict(
                                                        "c2",
                                                        "config.replicas",
                                                        List.of("a", "b"))))
                                .setCommand("k2")
                                .setRefusal("not now")
                                .build());
        assertThat(RolloutRecords.read(RolloutRecords.of(report)))
                .isEqualTo(
                        new RolloutReport(
                                report.policy(),
                                report.version(),
                                report.document(),
                                new Command("", "edge", "alice", "it is time"),
                                report.appliedAt(),
                                report.consent(),
                                report.state(),
                                report.reason(),
                                report.since(),
                                report.stages(),
                                report.compliance(),
                                report.notes(),
                                report.conflicts(),
                                report.answer()));
    }

    @Test
    void refuseAStateOfALaterRelease() {
        var later =
                PolicyRollout.newBuilder()
                        .setPolicy("edge")
                        .setVersion(1)
                        .setDocument("{}")
                        .setAt(AT)
                        .setSince(SINCE)
                        .setState(RolloutState.UNKNOWN)
                        .build();

        assertThatThrownBy(() -> RolloutRecords.read(later))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("\"UNKNOWN\"");
    }
}
