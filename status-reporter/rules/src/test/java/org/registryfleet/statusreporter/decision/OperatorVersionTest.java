package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.StatusScenario.empty;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Rows CV-02 and CV-04 to CV-09; reading errors (CV-01, CV-03) cannot happen to a view. */
class OperatorVersionTest {

    private static final String NOT_READY = deployment("status: {observedGeneration: 8}\n");
    private static final String READY =
            deployment("status: {observedGeneration: 8, availableReplicas: 1}\n");
    private static final String STALE =
            deployment("status: {observedGeneration: 7, availableReplicas: 1}\n");
    private static final String ROLLING =
            deployment(
                    "status: {observedGeneration: 8, availableReplicas: 1, replicas: 2,"
                            + " updatedReplicas: 1}\n");

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("CV-02 no release known", "Removed", "", "", ""),
                Arguments.of("CV-04 no deployment", "Managed", "", "3", ""),
                Arguments.of("CV-05 not ready yet", "Managed", NOT_READY, "3", ""),
                Arguments.of("CV-05 older generation", "Managed", STALE, "3", ""),
                Arguments.of("CV-05 pods of two releases", "Managed", ROLLING, "3", ""),
                Arguments.of("CV-06 rolled out", "Managed", READY, "3", "4.20.0"),
                Arguments.of("CV-08 removed", "Removed", READY, "3", "3"),
                Arguments.of("CV-09 unmanaged", "Unmanaged", READY, "4", "4"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void reportsTheReleaseThatIsInPlace(
            String id, String management, String deployment, String release, String expected) {
        var context = empty().with(config(management));
        if (!deployment.isEmpty()) {
            context = context.with(deployment);
        }
        var config = context.view().find(ReportedObjects.CONFIG).orElseThrow();

        var report =
                OperatorReport.of(
                        StatusContext.of(context.view(), config), List.of(), release, NOW);

        assertThat(report.status().at("/versions/0/version").asText("")).isEqualTo(expected);
    }
}
