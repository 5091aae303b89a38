package org.registryfleet.statusreporter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;
import static org.registryfleet.statusreporter.registry.Judged.CREATION;
import static org.registryfleet.statusreporter.registry.Judged.LONG_UNAVAILABLE;
import static org.registryfleet.statusreporter.registry.Judged.facts;
import static org.registryfleet.statusreporter.registry.Judged.judge;
import static org.registryfleet.statusreporter.registry.Judged.lagging;
import static org.registryfleet.statusreporter.registry.Judged.words;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.statusreporter.condition.TransitionTimes;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;

/** Rows ST-01 to ST-15 of the acceptance catalogue. */
class RegistryConditionsTest {

    static List<Arguments> rows() {
        var none = UpstreamApplyError.none();
        return List.of(
                row(
                        "ST-01",
                        "Removed",
                        complete(),
                        none,
                        "",
                        "T/Ready T/DeletingDeployment F/Removed T/Removed"),
                row("ST-02", "Managed", complete(), none, "", "T/Ready F/Ready F/ F/"),
                row(
                        "ST-03",
                        "Managed",
                        lagging(
                                "{type: Progressing, status: \"True\", reason:"
                                        + " NewReplicaSetAvailable}"),
                        none,
                        "",
                        "T/MinimumAvailability F/Ready F/ F/"),
                row(
                        "ST-04",
                        "Managed",
                        lagging("{type: Progressing, status: \"True\", reason: ReplicaSetUpdated}"),
                        none,
                        "",
                        "T/MinimumAvailability T/DeploymentNotCompleted F/ F/"),
                row(
                        "ST-05",
                        "Managed",
                        lagging(
                                "{type: Available, status: \"False\"}",
                                "{type: Progressing, status: \"False\", reason:"
                                        + " ProgressDeadlineExceeded, message: tired}"),
                        none,
                        "",
                        "T/MinimumAvailability T/DeploymentNotCompleted T/ProgressDeadlineExceeded"
                                + " F/"),
                row(
                        "ST-06",
                        "Managed",
                        deployment(""),
                        none,
                        LONG_UNAVAILABLE,
                        "F/NoReplicasAvailable T/DeploymentNotCompleted T/Unavailable F/"),
                row(
                        "ST-07",
                        "Managed",
                        deployment(""),
                        none,
                        "",
                        "F/NoReplicasAvailable T/DeploymentNotCompleted F/ F/"),
                row(
                        "ST-08",
                        "Managed",
                        complete()
                                .replace(
                                        "generation: 8",
                                        "deletionTimestamp: \"2026-11-20T09:00:00Z\""),
                        none,
                        "",
                        "F/DeploymentDeleted T/FinalizingDeployment F/ F/"),
                row("ST-09", "Removed", null, none, "", "T/Removed F/Removed F/Removed T/Removed"),
                row(
                        "ST-10",
                        "Managed",
                        null,
                        new UpstreamApplyError.Permanent("Permanent", "segfault"),
                        "",
                        "F/Permanent F/Error T/Permanent F/"),
                row(
                        "ST-11",
                        "Managed",
                        null,
                        CREATION,
                        LONG_UNAVAILABLE,
                        "F/DeploymentNotFound T/Error T/Unavailable F/"),
                row("ST-12", "Managed", null, CREATION, "", "F/DeploymentNotFound T/Error F/ F/"),
                row(
                        "ST-13",
                        "Unmanaged",
                        deployment(""),
                        none,
                        "",
                        "T/Unmanaged F/Unmanaged F/Unmanaged F/"),
                row(
                        "ST-14",
                        "Managed",
                        null,
                        none,
                        "",
                        "F/DeploymentNotFound T/WaitingForDeployment F/ F/"),
                row(
                        "Force",
                        "Force",
                        null,
                        none,
                        "",
                        "F/DeploymentNotFound T/WaitingForDeployment F/ F/"),
                row(
                        "invalid spec, healthy",
                        "Managed",
                        complete(),
                        new UpstreamApplyError.Permanent("VerificationFailed", "bad"),
                        "",
                        "T/Ready F/Error T/VerificationFailed F/"),
                row(
                        "cloud error, healthy",
                        "Managed",
                        complete(),
                        CREATION,
                        "",
                        "T/Ready T/Error F/ F/"),
                row(
                        "X-06 fresh",
                        "Removed",
                        null,
                        CREATION,
                        "",
                        "T/Removed T/Removing F/Removed T/Removed"));
    }

    private static Arguments row(
            String id,
            String management,
            @Nullable String deployment,
            UpstreamApplyError error,
            String before,
            String expected) {
        return Arguments.of(id, management, deployment, error, before, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void judges(
            String id,
            String management,
            @Nullable String deployment,
            UpstreamApplyError error,
            String before,
            String expected) {
        assertThat(words(judge(management, deployment, error, before))).isEqualTo(expected);
    }

    @Test
    void repeatsTheMessageOfATimedOutRollout() {
        var judged =
                judge(
                        "Managed",
                        lagging(
                                "{type: Progressing, status: \"False\", reason:"
                                        + " ProgressDeadlineExceeded, message: tired}"),
                        UpstreamApplyError.none(),
                        "");

        assertThat(judged.conditions().get(2).message()).endsWith(": tired");
        assertThat(judged.rows()).isEqualTo("A7-P8-D6");
    }

    @Test
    void namesEveryIngressThatRefusesARoute() {
        var config =
                observed(
                        yaml(
                                config("Managed")
                                        .replace(
                                                "status:",
                                                "  routes: [{name: my-route}, {name: absent}]\n"
                                                        + "status:")));
        var route =
                observed(
                        yaml(
                                """
                                apiVersion: route.openshift.io/v1
                                kind: Route
                                metadata: {name: my-route, namespace: openshift-image-registry}
                                status:
                                  ingress:
                                  - host: registry-host.openshift
                                    routerName: default
                                    conditions: [{type: Admitted, status: "False", message: not working}]
                                  - host: other
                                    conditions: [{type: Admitted, status: "True"}]
                                """));

        var rejections = RouteAdmissionState.rejections(config, Snapshot.of(List.of(route)));

        assertThat(rejections)
                .containsExactly(
                        "route my-route (host registry-host.openshift, router default) not"
                                + " admitted: not working");
        var judged =
                RegistryConditions.judge(
                        facts("Managed", complete(), UpstreamApplyError.none(), rejections),
                        TransitionTimes.of(List.of(), List.of(), NOW),
                        NOW);
        assertThat(words(judged)).isEqualTo("T/Ready F/Ready T/RouteDegraded F/");
    }
}
