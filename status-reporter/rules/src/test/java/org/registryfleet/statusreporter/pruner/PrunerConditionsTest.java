package org.registryfleet.statusreporter.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

class PrunerConditionsTest {

    private static final ObjectRef CRON_JOB =
            new ObjectRef("batch/v1", "CronJob", "openshift-image-registry", "image-pruner");
    private static final String FAILED =
            "{type: Failed, status: \"True\", reason: BackoffLimitExceeded, message: too often}";

    @Test
    void isAsExpectedBeforeTheFirstRun() {
        assertThat(words(facts("", "", cronJob())))
                .isEqualTo("TRUE AsExpected FALSE Complete TRUE Scheduled FALSE AsExpected");
    }

    @Test
    void reportsAMissingCronJobAndASuspendedPruner() {
        assertThat(words(facts("spec: {suspend: true}", "")))
                .isEqualTo("FALSE Error FALSE Complete FALSE Suspended FALSE AsExpected");
    }

    @Test
    void reportsAnApplyErrorBeforeAFailedJob() {
        assertThat(words(facts("", "refused", cronJob(), ours("a", 1, FAILED))))
                .isEqualTo(
                        "TRUE AsExpected TRUE BackoffLimitExceeded TRUE Scheduled TRUE SyncError");
    }

    @Test
    void reportsTheLastJobThatHasFinished() {
        var running = ours("c", 3, "");
        var succeeded = ours("b", 2, "{type: Complete, status: \"True\"}");
        var failed = ours("a", 1, FAILED);

        assertThat(words(facts("", "", cronJob(), failed, running))).contains("TRUE JobFailed");
        assertThat(words(facts("", "", cronJob(), failed, succeeded, running)))
                .contains("FALSE Complete");
    }

    /** */
    @Test
    void ignoresJobsThatAreNotThePruners() {
        var foreign =
                job("x", 9, FAILED, "labels: {created-by: somebody}", "openshift-image-registry");
        var elsewhere = job("y", 9, FAILED, "labels: {created-by: image-pruner}", "elsewhere");

        assertThat(words(facts("", "", cronJob(), foreign, elsewhere))).contains("FALSE Complete");
    }

    @Test
    void knowsTheJobsOfTheCronJobByTheirOwner() {
        var owned =
                job(
                        "z",
                        1,
                        FAILED,
                        "ownerReferences: [{kind: CronJob, name: image-pruner}]",
                        "openshift-image-registry");

        assertThat(words(facts("", "", cronJob(), owned))).contains("TRUE JobFailed");
    }

    @Test
    void doesNotMistakeOtherOwnersForTheCronJob() {
        for (var owner : List.of("kind: Job, name: image-pruner", "kind: CronJob, name: other")) {
            var foreign =
                    job(
                            "z",
                            1,
                            FAILED,
                            "ownerReferences: [{%s}]".formatted(owner),
                            "openshift-image-registry");

            assertThat(words(facts("", "", cronJob(), foreign))).contains("FALSE Complete");
        }
    }

    @Test
    void ignoresAFailureThatIsNotTrue() {
        var undecided = ours("a", 1, FAILED.replace("\"True\"", "\"False\""));

        assertThat(words(facts("", "", cronJob(), undecided))).contains("FALSE Complete");
    }

    private static PrunerFacts facts(String pruner, String error, Observed... objects) {
        var all = new ArrayList<>(List.of(objects));
        return PrunerFacts.of(
                observed(yaml("kind: ImagePruner\n" + pruner)), CRON_JOB, Snapshot.of(all), error);
    }

    private static Observed cronJob() {
        return observed(
                yaml(
                        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: image-pruner,"
                                + " namespace: openshift-image-registry}}"));
    }

    private static Observed ours(String name, int hour, String condition) {
        return job(
                name,
                hour,
                condition,
                "labels: {created-by: image-pruner}",
                "openshift-image-registry");
    }

    private static Observed job(
            String name, int hour, String condition, String metadata, String namespace) {
        return observed(
                yaml(
                        """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: %s
                          namespace: %s
                          creationTimestamp: "2026-11-20T0%d:00:00Z"
                          %s
                        status: {conditions: [%s]}
                        """
                                .formatted(name, namespace, hour, metadata, condition)));
    }

    private static String words(PrunerFacts facts) {
        return PrunerConditions.judge(facts).stream()
                .map(verdict -> verdict.status() + " " + verdict.reason())
                .collect(Collectors.joining(" "));
    }
}
