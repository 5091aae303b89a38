package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.StatusScenario.managed;
import static org.registryfleet.statusreporter.StatusScenario.removed;
import static org.registryfleet.statusreporter.decision.Written.whole;

import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.StatusScenario;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.time.Duration;
import java.util.Objects;

/** What is told of a registry whose whole cluster is being upgraded. */
class ClusterUpgradeTest {

    private static final String UNAVAILABLE =
            deployment("status: {observedGeneration: 8, replicas: 3, availableReplicas: 0}");

    @Test
    void explainsForAnHourWhatHappensToTheRegistry() {
        var situation = whole(managed()).with(UNAVAILABLE).with(upgrading("True"));

        var held = situation.decide();

        assertThat(summary(situation)).isEqualTo(HealthStatus.UPGRADING);
        assertThat(Objects.requireNonNull(held.result()).summary().message())
                .startsWith("The cluster is upgraded to 4.20.1. ");
        assertThat(summary(situation.at(NOW.plus(Duration.ofMinutes(50)))))
                .isEqualTo(HealthStatus.PROGRESSING);
    }

    @Test
    void isDecidedAnewWhenTheHoldEnds() {
        var decision = whole(managed()).with(complete()).with(upgrading("True")).decide();

        assertThat(decision.wakeAt()).isEqualTo(NOW.plus(Duration.ofMinutes(50)));
    }

    @Test
    void isOverWhenTheClusterVersionSaysSo() {
        assertThat(summary(whole(managed()).with(UNAVAILABLE).with(upgrading("False"))))
                .isEqualTo(HealthStatus.PROGRESSING);
    }

    @Test
    void explainsNothingOfARemovedRegistry() {
        var situation = whole(removed());

        assertThat(summary(situation.with(upgrading("True")))).isEqualTo(summary(situation));
    }

    private static HealthStatus summary(StatusScenario situation) {
        ClusterStatusState result = Objects.requireNonNull(situation.decide().result());
        return result.summary().health();
    }

    private static String upgrading(String status) {
        return """
        apiVersion: config.openshift.io/v1
        kind: ClusterVersion
        metadata: {name: version}
        status:
          desired: {version: 4.20.1}
          conditions:
          - {type: Progressing, status: "%s", lastTransitionTime: "2026-11-20T09:50:00Z"}
        """
                .formatted(status);
    }
}
