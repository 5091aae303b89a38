package org.registryfleet.statusreporter.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.registry;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows ND-01 to ND-05 and the table of node-ca. */
class PartConditionsTest {

    private static final Duration INERTIA = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({
        "nodeca, NodeCADaemonControllerDegraded, 119999, false",
        "nodeca, NodeCADaemonControllerDegraded, 120000, true",
        "imageconfig, ImageConfigControllerDegraded, 119999, false",
        "imageconfig, ImageConfigControllerDegraded, 120000, true",
        "certificates, ImageRegistryCertificatesControllerDegraded, 0, true",
        "observer, ConfigObservationDegraded, 0, true"
    })
    void degradesAPartOnceItHasFailedForLongEnough(
            String part, String type, long age, boolean degraded) {
        var verdict = find(type, failing(part, NOW.minusMillis(age)));

        assertThat(verdict.map(EvaluatedCondition::status))
                .isEqualTo(degraded ? Optional.of(ConditionStatus.TRUE) : Optional.empty());
    }

    @Test
    void asksToBeWokenWhenTheInertiaEnds() {
        var fresh = registry(2, UpstreamApplyError.none(), failing("nodeca", NOW));

        assertThat(PartConditions.nextStep(fresh, NOW)).contains(NOW.plus(INERTIA));
        assertThat(PartConditions.nextStep(fresh, NOW.plus(INERTIA))).isEmpty();
    }

    @Test
    void isAsExpectedWithoutFailures() {
        var words =
                PartConditions.judge(registry(2, UpstreamApplyError.none()), NOW).stream()
                        .map(verdict -> verdict.type() + "=" + verdict.reason())
                        .toList();

        assertThat(words)
                .containsExactly(
                        "NodeCADaemonControllerDegraded=AsExpected",
                        "ImageConfigControllerDegraded=AsExpected",
                        "ImageRegistryCertificatesControllerDegraded=AsExpected",
                        "ConfigObservationDegraded=",
                        "AzureStackCloudControllerDegraded=AsExpected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numberAvailable: 3 | TRUE AsExpected FALSE AsExpected",
                "numberAvailable: 0 | FALSE NoAvailableReplicas FALSE AsExpected",
                "{numberAvailable: 1, updatedNumberScheduled: 1, desiredNumberScheduled: 2}"
                        + " | TRUE AsExpected TRUE Progressing",
                "{numberAvailable: 1, numberMisscheduled: 1} | TRUE AsExpected TRUE Progressing"
            })
    void judgesTheDaemon(String status, String expected) {
        var daemon =
                observed(
                        yaml(
                                "{kind: DaemonSet, metadata: {name: node-ca}, status: "
                                        + braces(status)
                                        + "}"));

        assertThat(words(Optional.of(daemon))).isEqualTo(expected);
    }

    @Test
    void findsNoDaemon() {
        assertThat(words(Optional.empty())).isEqualTo("FALSE NotFound TRUE NotFound");
    }

    @Test
    void knowsNothingOfADaemonThatItMayNotList() {
        assertThat(NodeCaConditions.judge(Optional.empty(), true, 0))
                .extracting(verdict -> verdict.status() + " " + verdict.message())
                .containsExactly(
                        "UNKNOWN Unable to check daemon set availability: the fleet may not list"
                                + " daemon sets in openshift-image-registry; grant list and watch",
                        "UNKNOWN Unable to check daemon set progress: the fleet may not list"
                                + " daemon sets in openshift-image-registry; grant list and watch");
    }

    private static String braces(String status) {
        return status.startsWith("{") ? status : "{" + status + "}";
    }

    private static String words(Optional<org.registryfleet.stage.view.Observed> daemon) {
        return words(daemon, 0);
    }

    private static String words(
            Optional<org.registryfleet.stage.view.Observed> daemon, long rolledOut) {
        return NodeCaConditions.judge(daemon, false, rolledOut).stream()
                .map(verdict -> verdict.status() + " " + verdict.reason())
                .collect(Collectors.joining(" "));
    }

    private static Optional<EvaluatedCondition> find(String type, PartFailure failure) {
        return PartConditions.judge(registry(2, UpstreamApplyError.none(), failure), NOW).stream()
                .filter(verdict -> verdict.type().equals(type))
                .findFirst();
    }

    private static PartFailure failing(String part, Instant since) {
        return new PartFailure(part, "simulated API server error", since);
    }
}
