package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.empty;
import static org.registryfleet.statusreporter.StatusScenario.managed;
import static org.registryfleet.statusreporter.StatusScenario.registry;
import static org.registryfleet.statusreporter.StatusScenario.removed;
import static org.registryfleet.statusreporter.StatusScenario.storage;
import static org.registryfleet.statusreporter.StatusScenario.yaml;
import static org.registryfleet.statusreporter.decision.Written.result;
import static org.registryfleet.statusreporter.decision.Written.status;
import static org.registryfleet.statusreporter.decision.Written.whole;
import static org.registryfleet.statusreporter.decision.Written.words;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.statusreporter.StatusScenario;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is said while something is missing, failing or on its way. */
class PartialKnowledgeTest {

    private static final String KNOWN =
            "conditions: [{type: Available, status: \"True\", lastTransitionTime:"
                    + " \"2026-11-20T09:00:00Z\"}]";

    @ParameterizedTest
    @CsvSource({
        "Config, '', cluster, true",
        "Config, '', other, false",
        "Deployment, openshift-image-registry, image-registry, true",
        "Deployment, openshift-image-registry, other, false",
        "Job, openshift-image-registry, any, true",
        "Route, openshift-image-registry, any, true",
        "Route, elsewhere, any, false",
        "Secret, openshift-image-registry, any, false"
    })
    void concernsOnlyWhatItReads(String kind, String namespace, String name, boolean concerned) {
        var version =
                switch (kind) {
                    case "Config" -> "imageregistry.operator.openshift.io/v1";
                    case "Deployment" -> "apps/v1";
                    case "Job" -> "batch/v1";
                    case "Route" -> "route.openshift.io/v1";
                    default -> "v1";
                };

        assertThat(StatusScenario.STAGE.concerns(new ObjectRef(version, kind, namespace, name)))
                .isEqualTo(concerned);
        assertThat(StatusScenario.STAGE.name()).isEqualTo("status");
    }

    @Test
    void fillsTheFieldsThatTheSchemaDemandsBeforeTheStorageIsKnown() {
        var bare = config("Removed").replaceAll("status:.*", "status: {" + KNOWN + "}");
        var decision = whole(empty().with(bare)).withoutResults().decide();

        assertThat(status(decision, "Config").path("storage")).isEqualTo(yaml("{}"));
        assertThat(status(decision, "Config").path("storageManaged").asBoolean(true)).isFalse();
        assertThat(status(decision, "Config").has("observedGeneration")).isFalse();
        assertThat(words(decision, "NodeCADaemonControllerDegraded")).isEqualTo("absent");
    }

    @Test
    void leavesStorageFieldsAloneThatItKnowsNothingOf() {
        var set =
                config("Removed")
                        .replaceAll(
                                "status:.*",
                                "status: {storage: {pvc: {}}, storageManaged: true, "
                                        + KNOWN
                                        + "}");
        var decision = whole(empty().with(set)).withoutResults().decide();

        assertThat(status(decision, "Config").has("storage")).isFalse();
        assertThat(status(decision, "Config").has("storageManaged")).isFalse();
    }

    @Test
    void saysThatAClusterItNeverReachedIsUnreachable() {
        var decision = empty().lost(NOW).decide();

        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.UNREACHABLE);
        assertThat(result(decision).configConditions()).isEmpty();
        assertThat(result(decision).remediation()).contains("credential");
    }

    @Test
    void keepsTheTimeOfALossWhoseBeginningIsUnknown() {
        var first = empty().lost(null).decide();

        assertThat(result(first).since()).isEqualTo(NOW);
        assertThat(result(empty().lost(null).after(first).at(NOW.plusSeconds(9)).decide()))
                .isEqualTo(result(first));
    }

    @Test
    void isNotSettledWhileSomethingGoesOut() {
        var context = whole(removed()).with(complete());
        var first = context.decide();
        var written = Written.write(context, first).after(first);

        assertThat(result(written.decide()).settled()).isTrue();
        assertThat(result(written.with(removing()).decide()).settled()).isFalse();
        assertThat(result(written.with(working()).decide()).settled()).isFalse();
    }

    @Test
    void writesAFirstStatusWhenItIsKnownWhyAnObjectIsMissing() {
        var failure = new PartFailure("nodeca", "forbidden", NOW);
        var context =
                whole(removed())
                        .without(ReportedObjects.NODE_CA)
                        .with(registry(2, UpstreamApplyError.none(), failure));

        var decision = context.decide();

        assertThat(words(decision, "NodeCADaemonAvailable")).isEqualTo("False NotFound");
        assertThat(words(decision, "NodeCADaemonControllerDegraded")).isEqualTo("absent");
        assertThat(decision.wakeAt()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
        assertThat(words(context.at(decision.wakeAt()).decide(), "NodeCADaemonControllerDegraded"))
                .isEqualTo("True Error");
    }

    @Test
    void takesTheEarlierOfTwoSteps() {
        var failure = new PartFailure("imageconfig", "forbidden", NOW.minusSeconds(60));
        var error = new UpstreamApplyError.Transient("slow");
        var decision =
                whole(managed().with(storage(2, error)))
                        .with(complete())
                        .with(registry(2, UpstreamApplyError.none(), failure))
                        .decide();

        assertThat(decision.wakeAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void doesNotTouchAnEntryOfGenerationsThatIsRight() {
        var entry =
                "{group: apps, resource: daemonsets, namespace: n, name: node-ca,"
                        + " lastGeneration: 7, hash: \"\"}";
        var known =
                config("Removed")
                        .replace("storage: {}", "storage: {}, generations: [%s]".formatted(entry));
        var same = whole(empty().with(known)).with(applied(7)).decide();
        var newer = whole(empty().with(known)).with(applied(8)).decide();

        assertThat(status(same, "Config").path("generations")).isEqualTo(yaml("[" + entry + "]"));
        assertThat(status(newer, "Config").at("/generations/0/lastGeneration").asInt())
                .isEqualTo(8);
    }

    @Test
    void reportsWhyThePrunerCouldNotBeApplied() {
        var failure = new PartFailure("pruner", "invalid schedule", NOW, true);
        var decision =
                whole(managed())
                        .with(complete())
                        .without(ReportedObjects.CRON_JOB)
                        .with(registry(2, UpstreamApplyError.none(), failure))
                        .decide();

        assertThat(words(decision, "ImagePruner", "Degraded")).isEqualTo("True SyncError");
    }

    @Test
    void waitsTwoMinutesForAFailureOfThePrunerToGoAway() {
        var failure = new PartFailure("pruner", "the server is unavailable", NOW);
        var situation =
                whole(managed())
                        .with(complete())
                        .with(registry(2, UpstreamApplyError.none(), failure));

        var decision = situation.decide();

        assertThat(words(decision, "ImagePruner", "Degraded")).isEqualTo("False AsExpected");
        var due = NOW.plus(Duration.ofMinutes(2));
        assertThat(decision.wakeAt()).isEqualTo(due);
        assertThat(words(situation.at(due).decide(), "ImagePruner", "Degraded"))
                .isEqualTo("True SyncError");
    }

    @Test
    void letsTheTimesStandStillWhileTheStatusOfThePrunerCannotBeWritten() {
        var failing =
                new LedgerEntry.Failing(
                        "a",
                        "i",
                        1,
                        new Failure(true, false, "Invalid", "m"),
                        NOW.minusSeconds(20),
                        NOW,
                        "1");
        var retried = new LedgerEntry.Awaiting("b", "i", 2, NOW, failing);
        var first = new LedgerEntry.Awaiting("b", "i", 1, NOW);
        var settling = new LedgerEntry.Settling("b", "i", 1, "u", "2", NOW);

        assertThat(prunerTime(failing)).isEqualTo(NOW.minusSeconds(20));
        assertThat(prunerTime(retried)).isEqualTo(NOW.minusSeconds(20));
        assertThat(prunerTime(first)).isEqualTo(NOW);
        assertThat(prunerTime(settling)).isEqualTo(NOW);
    }

    @Test
    void keepsAwayFromAzureStack() {
        var stack =
                config("Removed")
                        .replace("storage: {}", "storage: {azure: {cloudName: AzureStackCloud}}");
        var decision = whole(empty().with(stack)).with(Written.platform("Azure", false)).decide();

        assertThat(decision.desired()).noneMatch(part -> part.ref().kind().equals("Job"));
        assertThat(
                        whole(removed())
                                .with(Written.platform("", false))
                                .decide()
                                .desired()
                                .stream()
                                .filter(part -> part.ref().kind().equals("Job")))
                .hasSize(1);
    }

    private static Instant prunerTime(LedgerEntry entry) {
        var context = whole(managed()).with(complete());
        var ledger = Ledger.of(Map.of(new Slot(ReportedObjects.PRUNER, true), entry), 1);
        var decision = StatusScenario.STAGE.decide(context.view().withLedger(ledger), NOW);
        return Instant.parse(
                status(decision, "ImagePruner").at("/conditions/0/lastTransitionTime").asText());
    }

    private static RegistryResult applied(long generation) {
        return new RegistryResult(
                new StorageResult.Basis("uid-Config", 2),
                PartProgress.DONE,
                UpstreamApplyError.none(),
                List.of(
                        new RegistryResult.AppliedGeneration(
                                "apps", "daemonsets", "n", "node-ca", generation)),
                List.of());
    }

    private static RegistryResult removing() {
        return new RegistryResult(
                new StorageResult.Basis("uid-Config", 2),
                PartProgress.REMOVING,
                UpstreamApplyError.none(),
                List.of(),
                List.of());
    }

    private static StorageResult working() {
        return new StorageResult(
                new StorageResult.Basis("uid-Config", 2),
                PartProgress.WORKING,
                "",
                UpstreamApplyError.none(),
                List.of(),
                yaml("{}"),
                false);
    }
}
