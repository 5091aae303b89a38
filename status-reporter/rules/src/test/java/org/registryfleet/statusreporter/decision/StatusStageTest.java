package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.StatusScenario.empty;
import static org.registryfleet.statusreporter.StatusScenario.managed;
import static org.registryfleet.statusreporter.StatusScenario.registry;
import static org.registryfleet.statusreporter.StatusScenario.removed;
import static org.registryfleet.statusreporter.StatusScenario.storage;
import static org.registryfleet.statusreporter.StatusScenario.yaml;
import static org.registryfleet.statusreporter.decision.Written.OPERATOR;
import static org.registryfleet.statusreporter.decision.Written.changes;
import static org.registryfleet.statusreporter.decision.Written.find;
import static org.registryfleet.statusreporter.decision.Written.message;
import static org.registryfleet.statusreporter.decision.Written.platform;
import static org.registryfleet.statusreporter.decision.Written.result;
import static org.registryfleet.statusreporter.decision.Written.status;
import static org.registryfleet.statusreporter.decision.Written.whole;
import static org.registryfleet.statusreporter.decision.Written.words;
import static org.registryfleet.statusreporter.decision.Written.write;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;

/** What is written, and that a written status stays as it is. */
class StatusStageTest {

    @Test
    void reportsAnAvailableDeploymentInOneDecision() {
        var context = whole(managed()).with(complete());

        var decision = context.decide();

        assertThat(status(decision, "Config").at("/conditions/0/status").asText())
                .isEqualTo("True");
        assertThat(status(decision, "ClusterOperator").at("/conditions/0/status").asText())
                .isEqualTo("True");
        assertThat(decision.rule()).isEqualTo("A8-P9-D9");
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.AVAILABLE);
        assertThat(result(decision).readyReplicas()).isEqualTo(3);
    }

    @Test
    void writesNothingOnceItsStatusIsInPlace() {
        for (var start :
                List.of(
                        whole(managed()).with(complete()),
                        whole(removed()),
                        whole(managed()).with(deployment("")))) {
            var first = start.decide();
            var written = write(start, first).after(first).at(NOW.plusSeconds(90));

            var second = written.decide();

            assertThat(changes(written, second)).isEmpty();
            assertThat(result(second).settled()).isTrue();
            assertThat(result(second).configConditions())
                    .isEqualTo(result(first).configConditions());
            assertThat(write(written, second).after(second).decide().result())
                    .isEqualTo(second.result());
        }
    }

    @Test
    void createsTheClusterOperatorBeforeItsStatus() {
        var context = whole(managed()).with(complete());
        var without = context.without(ReportedObjects.OPERATOR);

        assertThat(changes(without, without.decide()))
                .anySatisfy(
                        change -> {
                            assertThat(change).isInstanceOf(Change.Create.class);
                            assertThat(change.ref()).isEqualTo(ReportedObjects.OPERATOR);
                        });
        assertThat(changes(context, context.decide())).noneMatch(Change.Create.class::isInstance);
    }

    @Test
    void letsAVerificationErrorComeBeforeAStorageErrorAndThatBeforeOtherErrors() {
        var verification = new UpstreamApplyError.Permanent("VerificationFailed", "replicas");
        var storage = new UpstreamApplyError.Transient("storage");
        var apply = new UpstreamApplyError.Transient("apply");
        var context = whole(managed().with(storage(2, storage)));

        assertThat(message(context.with(registry(2, verification)).decide())).endsWith("replicas");
        assertThat(message(context.with(registry(2, apply)).decide())).endsWith("storage");
        assertThat(
                        message(
                                context.with(storage(2, UpstreamApplyError.none()))
                                        .with(registry(2, apply))
                                        .decide()))
                .endsWith("apply");
    }

    @Test
    void keepsAConditionThatIsNotOurs() {
        var foreign =
                config("Removed")
                        .replace(
                                "conditions: []",
                                "conditions: [{type: Theirs, status: \"True\", note: x}]");

        var decision = whole(empty().with(foreign)).decide();

        assertThat(status(decision, "Config").at("/conditions/0/note").asText()).isEqualTo("x");
    }

    @Test
    void dropsWhatOldReleasesLeftOnAzureOnly() {
        var old =
                config("Removed")
                        .replace(
                                "conditions: []",
                                "conditions: [{type: AzurePathFixProgressing, status: \"True\"}]");
        var context = whole(empty().with(old));

        var azure = context.with(platform("Azure", false)).decide();
        var elsewhere = context.with(platform("VSphere", false)).decide();

        assertThat(status(azure, "Config").toString()).doesNotContain("AzurePathFix");
        assertThat(azure.desired()).contains(Desired.absent(ReportedObjects.AZURE_PATH_FIX));
        assertThat(status(elsewhere, "Config").toString()).contains("AzurePathFix");
        assertThat(elsewhere.desired()).noneMatch(Desired.Absent.class::isInstance);
    }

    @Test
    void takesTheOldStorageOutOfTheStatusWhenItChanges() {
        var before =
                config("Managed")
                        .replace(
                                "storage: {}",
                                "storage: {pvc: {claim: old}, managementState: Managed}");
        var context = whole(empty().with(before)).with(complete());

        var change = (Change.Patch) changes(context, context.decide()).getFirst();

        assertThat(change.body().at("/status/storage")).isEqualTo(yaml("pvc: null\nemptyDir: {}"));
    }

    @Test
    void keepsTheGenerationOfAnObjectThatIsGone() {
        var before =
                config("Removed")
                        .replace(
                                "storage: {}",
                                "storage: {}, generations: [{group: apps, resource: deployments,"
                                        + " namespace: n, name: d, lastGeneration: 4}]");
        var applied = new RegistryResult.AppliedGeneration("apps", "daemonsets", "n", "node-ca", 7);
        var result =
                new RegistryResult(
                        new StorageResult.Basis("uid-Config", 2),
                        PartProgress.DONE,
                        UpstreamApplyError.none(),
                        List.of(applied),
                        List.of());

        var decision = whole(empty().with(before)).with(result).decide();

        assertThat(status(decision, "Config").path("generations")).hasSize(2);
        assertThat(status(decision, "Config").at("/generations/0/lastGeneration").asInt())
                .isEqualTo(4);
        assertThat(status(decision, "Config").at("/generations/1/lastGeneration").asInt())
                .isEqualTo(7);
    }

    @Test
    void leavesEverythingToAnOperatorInTheCluster() {
        var context =
                whole(managed())
                        .with(complete())
                        .mode(Registration.Ownership.AUTO)
                        .with(platform("VSphere", true));

        assertThat(context.decide().desired()).isEmpty();
        assertThat(context.decide().rule()).isEqualTo("observe");
        assertThat(context.mode(Registration.Ownership.FULL).decide().desired()).isNotEmpty();
        assertThat(context.mode(Registration.Ownership.ASSIST).decide().desired()).isEmpty();
        assertThat(context.mode(Registration.Ownership.OBSERVE).decide().desired()).isEmpty();
    }

    @Test
    void tellsOfAClusterThatIsOnlyWatchedWhatItsOwnConfigReports() {
        var reported =
                config("Managed")
                        .replace(
                                "conditions: []",
                                "conditions: [{type: Available, status: \"True\", reason: Ready, message: Ready}]");
        var second = whole(empty().with(reported)).withoutResults();

        assertThat(result(second.decide()).settled()).isFalse();
        var decision = second.held().decide();

        assertThat(decision.desired()).isEmpty();
        assertThat(decision.rule()).isEqualTo("not-admitted");
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.AVAILABLE);
        assertThat(result(decision).settled()).isTrue();
    }

    @Test
    void saysSinceWhenAClusterIsOutOfContactAndKeepsWhatWasKnown() {
        var start = whole(managed()).with(complete());
        var known = start.decide();
        var since = NOW.minusSeconds(30);

        var decision = start.after(known).lost(since).decide();

        assertThat(decision.desired()).isEmpty();
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.UNREACHABLE);
        assertThat(result(decision).summary().message()).isEqualTo("connection refused");
        assertThat(result(decision).since()).isEqualTo(since);
        assertThat(result(decision).settled()).isFalse();
        assertThat(result(decision).configConditions()).isEqualTo(result(known).configConditions());
    }

    @Test
    void callsAClusterThatIsSwitchedOffOnPurposeNeitherUnreachableNorUnsettled() {
        var start = whole(managed()).with(complete());
        var known = start.decide();
        var running = start.hibernating().decide();
        assertThat(result(running).summary()).isEqualTo(result(known).summary());

        var decision = start.after(known).lost(NOW.minusSeconds(30)).hibernating().decide();

        assertThat(decision.desired()).isEmpty();
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.HIBERNATING);
        assertThat(result(decision).remediation()).isEmpty();
        assertThat(result(decision).settled()).isTrue();
        assertThat(result(decision).configConditions()).isEqualTo(result(known).configConditions());
        assertThat(HealthStatus.of("Hibernating")).isEqualTo(HealthStatus.HIBERNATING);
    }

    @Test
    void saysNothingToAClusterWithoutAConfig() {
        var decision = empty().with(OPERATOR).decide();

        assertThat(decision.desired()).isEmpty();
        assertThat(result(decision).summary().reason()).isEqualTo("ConfigMissing");
    }

    @Test
    void leavesADeletedConfigAloneUnlessItsRemovalFails() {
        var deleted =
                config("Managed")
                        .replace(
                                "generation: 2",
                                "generation: 2, deletionTimestamp: \"2026-11-20T09:00:00Z\"");
        var context = whole(empty().with(deleted));
        var failing =
                context.with(
                        storage(
                                2,
                                new UpstreamApplyError.Transient("unable to remove storage: x")));

        assertThat(find(context.decide(), "Config")).isEmpty();
        assertThat(words(failing.decide(), "Progressing")).isEqualTo("True Removing");
    }
}
