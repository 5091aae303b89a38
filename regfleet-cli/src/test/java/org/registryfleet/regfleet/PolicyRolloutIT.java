package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.fleetpolicy.service.RunningFleetPolicy;
import org.registryfleet.regfleet.audit.AuditCommands;
import org.registryfleet.regfleet.audit.AuditEnvironment;
import org.registryfleet.regfleet.audit.StoryLab;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * A policy goes from a file through its stages into the clusters by the command line; one that
 * breaks a canary stops there, and is undone.
 */
class PolicyRolloutIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final String STAGES =
            """
              rollout:
                stages:
                  - {name: canary, labelSelector: {matchLabels: {canary: "true"}}, maxConcurrency: 1, minSuccessTime: 1s}
                  - {name: prod, maxConcurrency: 100%, minSuccessTime: 1s, approval: true}
                maxUnavailable: 100%
                progressDeadline: 15s
            """;

    @TempDir private Path folder;

    @Test
    void aPolicyReachesItsClustersStageByStage() {
        try (var lab = new StoryLab();
                var running =
                        RunningFleetPolicy.start(
                                new RunningFleetPolicy.Options(
                                        KafkaAccess.of(lab.bootstrapServers()),
                                        InstantSource.system(),
                                        _ -> {}))) {
            var canary = lab.enter("c1", Map.of("canary", "true"));
            var second = lab.enter("c2");
            var third = lab.enter("c3");
            lab.await(canary, "Removed");
            lab.await(second, "Removed");
            lab.await(third, "Removed");
            var file = policy("{logLevel: Debug}");

            assertThat(run(lab, 3, "policy", "apply", "-f", file)).contains("--plan HASH");
            var plan = run(lab, 0, "policy", "plan", "-f", file);
            var hash = plan.substring(plan.indexOf("Plan ") + 5).strip();
            assertThat(run(lab, 3, "policy", "apply", "-f", file, "--plan", "0ff"))
                    .contains("nothing was applied");
            assertThat(run(lab, 0, "policy", "get")).doesNotContain("edge");
            run(lab, 0, "policy", "apply", "-f", file, "--plan", hash, "--reason", "ticket 9");

            awaitState(lab, "approval");
            assertThat(logLevel(canary)).isEqualTo("Debug");
            assertThat(logLevel(second)).isEqualTo("Normal");
            assertThat(run(lab, 0, "policy", "apply", "-f", file, "--yes")).contains("unchanged");
            run(lab, 0, "policy", "rollout", "approve", "edge", "prod");
            awaitState(lab, "succeeded");
            assertThat(logLevel(second)).isEqualTo("Debug");
            assertThat(logLevel(third)).isEqualTo("Debug");

            aVersionThatBreaksTheCanaryStopsThere(lab, canary, second);

            assertThat(running.dead()).isEmpty();
            var audit = AuditCommands.onKafka(lab.bootstrapServers(), folder);
            assertThat(audit.run("history", "c2").out())
                    .containsSubsequence(
                            "policy edge 1 asked for config.logLevel = Debug",
                            "Policies assign it: config.logLevel by edge 1 (policy-apply)",
                            "patch Config cluster  done");
            theHistoryOfThePolicyLeadsFromTheApprovalToTheWrite(audit);
            lab.stopServices();
            for (var cluster : new String[] {"c1", "c2"}) {
                var replay = audit.run("replay", "--cluster", cluster);
                assertThat(replay.exitStatus()).as(replay.out() + replay.err()).isZero();
            }
        }
    }

    private static void theHistoryOfThePolicyLeadsFromTheApprovalToTheWrite(AuditCommands audit) {
        var told = audit.run("history", "--policy", "edge", "c2");
        assertThat(told.exitStatus()).as(told.err()).isZero();
        assertThat(told.out())
                .containsSubsequence(
                        "applied it, having seen plan",
                        "ticket 9",
                        "approval, the stage prod needs an approval",
                        "said approve prod",
                        "config.logLevel = \"Debug\", enforce",
                        "patch Config cluster (Policies assign it: config.logLevel by edge 1)",
                        "config.logLevel is compliant")
                .contains("fleet.policy-events.v1/0@", "fleet.storage-actions.v1/")
                .doesNotContain("c3");
        var all = audit.run("history", "--policy", "edge", "--limit", "0", "-o", "json").tree();
        assertThat(all.path("entries"))
                .extracting(one -> one.path("cluster").asText())
                .contains("", "c1", "c2", "c3");
        assertThat(audit.run("history", "--policy", "egde").err()).contains("did you mean edge?");
        assertThat(audit.run("history").err()).contains("name a CLUSTER");
    }

    private void aVersionThatBreaksTheCanaryStopsThere(
            StoryLab lab, SimulatedCluster canary, SimulatedCluster second) {
        var broken =
                policy(
                        "{managementState: Managed, replicas: 1, rolloutStrategy: Recreate, storage: {pvc: {claim: nobody-has-it}}}");
        assertThat(run(lab, 1, "policy", "diff", "-f", broken)).contains("nobody-has-it");
        run(lab, 0, "policy", "apply", "-f", broken, "--yes");

        awaitState(lab, "paused");
        assertThat(run(lab, 0, "policy", "rollout", "status", "edge"))
                .contains("1 failed: c1", "time out");
        assertThat(managementState(canary)).isEqualTo("Managed");
        assertThat(managementState(second)).isEqualTo("Removed");
        assertThat(logLevel(second)).isEqualTo("Debug");

        run(lab, 0, "policy", "rollout", "undo", "edge", "--reason", "no such claim");
        awaitState(lab, "undone");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(managementState(canary)).isEqualTo("Removed"));
        assertThat(logLevel(second)).isEqualTo("Normal");
        run(lab, 0, "policy", "delete", "edge");
        assertThat(run(lab, 3, "policy", "rollout", "status", "edge")).contains("there is none");
    }

    private static String logLevel(SimulatedCluster cluster) {
        return spec(cluster, "logLevel");
    }

    private static String managementState(SimulatedCluster cluster) {
        return spec(cluster, "managementState");
    }

    private static String spec(SimulatedCluster cluster, String field) {
        return cluster.get(CONFIG).orElseThrow().at("/spec/" + field).asText("");
    }

    private void awaitState(StoryLab lab, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(run(lab, 0, "policy", "get")).contains(" " + state));
    }

    private String policy(String config) {
        var file = folder.resolve("edge.yaml");
        try {
            Files.writeString(
                    file,
                    """
                    apiVersion: fleet.registryfleet.org/v1alpha1
                    kind: FleetPolicy
                    metadata: {name: edge}
                    spec:
                      placement: {platforms: [VSphere]}
                      remediationAction: enforce
                      allow: [Removal, StorageChange]
                      config: %s
                    """
                                    .formatted(config)
                            + STAGES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file.toString();
    }

    private static String run(StoryLab lab, int status, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int ended =
                Regfleet.commandLine(AuditEnvironment.real(lab.environment()))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        assertThat(ended).as(out + "" + err).isEqualTo(status);
        return out + "" + err;
    }
}
