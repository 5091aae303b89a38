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
import static org.registryfleet.statusreporter.decision.Written.CRON_JOB;
import static org.registryfleet.statusreporter.decision.Written.OPERATOR;
import static org.registryfleet.statusreporter.decision.Written.find;
import static org.registryfleet.statusreporter.decision.Written.inGeneration;
import static org.registryfleet.statusreporter.decision.Written.reported;
import static org.registryfleet.statusreporter.decision.Written.result;
import static org.registryfleet.statusreporter.decision.Written.status;
import static org.registryfleet.statusreporter.decision.Written.whole;
import static org.registryfleet.statusreporter.decision.Written.words;
import static org.registryfleet.statusreporter.decision.Written.write;

import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.util.List;

/** When a status is written, and when it waits. */
class WaitingTest {

    @Test
    void keepsItsTimesWhileAWriteIsUnderWay() {
        var start = whole(managed()).with(complete());
        var first = start.decide();

        var second = start.after(first).at(NOW.plusSeconds(7)).decide();

        assertThat(second.result()).isEqualTo(first.result());
        assertThat(status(second, "Config")).isEqualTo(status(first, "Config"));
    }

    @Test
    void waitsWithTheFirstStatusUntilTheEarlierStagesAreDone() {
        var fresh = empty().withoutResults().with(config("Removed")).with(OPERATOR);

        assertThat(fresh.decide().rule()).isEqualTo("awaiting-first-status");
        assertThat(fresh.decide().desired()).isEmpty();
        assertThat(whole(removed()).without(ReportedObjects.NODE_CA).decide().desired()).isEmpty();
        assertThat(whole(removed()).decide().desired()).isNotEmpty();
    }

    @Test
    void keepsTheOldWordsWhileTheDeploymentOfANewGenerationIsOnItsWay() {
        var context = reported("Removed").with(inGeneration(3, "Managed", ""));

        for (var moment :
                List.of(
                        context,
                        context.with(storage(3, UpstreamApplyError.none())),
                        context.with(storage(3, UpstreamApplyError.none()))
                                .with(registry(3, UpstreamApplyError.none())))) {
            var decision = moment.decide();
            assertThat(decision.rule()).isEqualTo("awaiting-deployment");
            assertThat(words(decision, "Available")).isEqualTo("True Removed");
            assertThat(status(decision, "Config").has("observedGeneration")).isFalse();
            assertThat(result(decision).settled()).isFalse();
            assertThat(result(decision).summary().reason()).isEqualTo("AwaitingDeployment");
        }
    }

    @Test
    void doesNotAwaitADeploymentForEver() {
        var start = reported("Removed").with(inGeneration(3, "Managed", ""));
        var first = start.decide();
        var later = start.after(first).at(first.wakeAt());

        assertThat(first.wakeAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(words(start.after(first).at(NOW.plusSeconds(29)).decide(), "Available"))
                .isEqualTo("True Removed");
        var second = later.decide();
        assertThat(words(second, "Available")).isEqualTo("False DeploymentNotFound");
        assertThat(words(later.after(second).at(NOW.plusSeconds(31)).decide(), "Available"))
                .isEqualTo("False DeploymentNotFound");
        assertThat(words(write(later, second).after(second).decide(), "Available"))
                .isEqualTo("False DeploymentNotFound");
    }

    @Test
    void saysAtOnceThatADeploymentIsThere() {
        var decision =
                reported("Removed")
                        .with(inGeneration(3, "Managed", ""))
                        .with(storage(3, UpstreamApplyError.none()))
                        .with(deployment(""))
                        .decide();

        assertThat(words(decision, "Available")).isEqualTo("False NoReplicasAvailable");
        assertThat(status(decision, "Config").has("observedGeneration")).isFalse();
    }

    @Test
    void saysAtOnceThatADeploymentOfAProcessedGenerationIsGone() {
        assertThat(words(whole(managed()).decide(), "Available"))
                .isEqualTo("False DeploymentNotFound");
    }

    @Test
    void keepsAnErrorUntilTheNewGenerationIsProcessed() {
        var error =
                new UpstreamApplyError.Permanent(
                        "StorageNotConfigured", "storage backend not configured");
        var fixed = whole(managed().with(storage(2, error))).with(inGeneration(3, "Managed", ""));

        assertThat(words(fixed.decide(), "Degraded")).isEqualTo("True StorageNotConfigured");
        assertThat(words(fixed.with(complete()).decide(), "Progressing")).isEqualTo("False Error");
        assertThat(
                        words(
                                fixed.with(complete())
                                        .with(storage(3, UpstreamApplyError.none()))
                                        .decide(),
                                "Progressing"))
                .isEqualTo("False Ready");
        assertThat(
                        words(
                                whole(removed()).with(inGeneration(3, "Removed", "")).decide(),
                                "Degraded"))
                .isEqualTo("False Removed");
    }

    @Test
    void degradesAfterFiveMinutesWithoutAnyEvent() {
        var start = whole(managed()).with(deployment(""));
        var first = start.decide();
        var quiet = write(start, first).after(first);

        assertThat(first.wakeAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(words(quiet.at(NOW.plus(Duration.ofMinutes(5))).decide(), "Degraded"))
                .isEqualTo("False ");
        var woken = quiet.at(first.wakeAt()).decide();
        assertThat(words(woken, "Degraded")).isEqualTo("True Unavailable");
        assertThat(woken.wakeAt()).isNull();
        assertThat(result(woken).summary().health()).isEqualTo(HealthStatus.UNAVAILABLE);
    }

    /**
     * The reference would report its CronJob as missing right after it has made the ImagePruner.
     */
    @Test
    void waitsForTheCronJobOfANewPruner() {
        var context = whole(managed()).with(complete()).without(ReportedObjects.CRON_JOB);
        var reported = write(context, context.decide());

        assertThat(find(context.decide(), "ImagePruner")).isEmpty();
        assertThat(find(reported.with(CRON_JOB).decide(), "ImagePruner")).isPresent();
        var gone =
                write(reported.with(CRON_JOB), reported.with(CRON_JOB).decide())
                        .without(ReportedObjects.CRON_JOB);
        assertThat(words(gone.decide(), "ImagePruner", "Available")).isEqualTo("False Error");
    }
}
