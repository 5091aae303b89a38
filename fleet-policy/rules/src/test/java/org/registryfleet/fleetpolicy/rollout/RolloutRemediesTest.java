package org.registryfleet.fleetpolicy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.ClusterNote;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What people are told to do. */
class RolloutRemediesTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void nameTheStageThatWaits() {
        assertThat(RolloutRemedies.of(report(State.APPROVAL)))
                .endsWith("regfleet policy rollout approve edge prod");
        assertThat(report(State.APPROVAL).awaited()).isEqualTo("prod");
        assertThat(report(State.RUNNING).awaited()).isEmpty();
    }

    @Test
    void sayHowARolloutGoesOn() {
        assertThat(RolloutRemedies.of(report(State.PAUSED))).contains("rollout resume edge");
        assertThat(RolloutRemedies.of(report(State.ABORTED))).contains("policy apply");
        assertThat(RolloutRemedies.of(report(State.RUNNING))).isEmpty();
        assertThat(RolloutRemedies.of(report(State.INFORM))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAILED   | config.replicas: no | regfleet policy rollout retry edge c1",
                "TIME_OUT | not as wanted       | regfleet policy rollout retry edge c1",
                "SKIP     | unreachable         | caught up when it can be reached",
                "SKIP     | paused, hibernating, or only observed | when the fleet may write to it",
                "SKIP     | not compared yet    | regfleet explain c1",
                "SKIP     | conflict about config.replicas of a and b | Nobody writes the field",
                "SKIP     | config.replicas: argocd-controller holds the field | left as it is"
            })
    void sayWhatHelpsACluster(Progress progress, String reason, String remedy) {
        var note = new ClusterNote("c1", "prod", progress, reason);

        assertThat(RolloutRemedies.of(report(State.PAUSED), note)).contains(remedy);
    }

    @Test
    void areSilentAboutWhatNeedsNobody() {
        var note = new ClusterNote("c1", "prod", Progress.SKIP, "nothing to undo");

        assertThat(RolloutRemedies.of(report(State.UNDOING), note)).isEmpty();
    }

    private static RolloutReport report(State state) {
        return new RolloutReport(
                "edge",
                2,
                "{}",
                new PolicyFact.Command("", "edge", "ann", ""),
                AT,
                "confirmed",
                state,
                "",
                AT,
                List.of(
                        new StageCount("canary", true, false, new TreeMap<>()),
                        new StageCount("prod", false, true, new TreeMap<>())),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new RolloutReport.Answer("", ""));
    }
}
