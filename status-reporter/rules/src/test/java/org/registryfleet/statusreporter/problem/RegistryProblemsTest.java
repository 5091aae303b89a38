package org.registryfleet.statusreporter.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.managed;
import static org.registryfleet.statusreporter.StatusScenario.removed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.statusreporter.StatusScenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What a cluster's pods, claims, jobs and events say about a registry that does not start. */
class RegistryProblemsTest {

    private static final String NOT_READY =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: image-registry, namespace: openshift-image-registry, generation: 1}
            spec: {replicas: 2}
            status: {observedGeneration: 1, replicas: 2}
            """;
    private static final String UNSCHEDULABLE =
            pod(
                    "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                            + " message: '0/5 nodes are available: 2 had untolerated taint {infra: }'}]");

    @Test
    void saysWhyPodsAreNotScheduled() {
        assertThat(texts(managed().with(NOT_READY).with(UNSCHEDULABLE)))
                .containsExactly(
                        "Unschedulable: 0 of 2 pods ready: Pending: 0/5 nodes are available: 2 had"
                                + " untolerated taint {infra: }");
    }

    @Test
    void saysNothingOfPodsThatAreJustStarting() {
        var starting =
                pod(
                        "containerStatuses: [{name: registry, ready: false, state: {waiting: {reason:"
                                + " ContainerCreating}}}]");

        assertThat(texts(managed().with(NOT_READY).with(starting))).isEmpty();
    }

    @Test
    void countsThePullAndItsPauseAsOne() {
        var pulling = waiting("ErrImagePull", "rpc error: manifest unknown");
        var pausing = waiting("ImagePullBackOff", "Back-off pulling image");
        var event = event("Pod", "image-registry-1", "Failed", "Failed to pull image x: unknown");

        var expected =
                "ImagePullBackOff: 0 of 2 pods ready: ImagePullBackOff: Failed to pull image x: unknown";
        assertThat(texts(managed().with(NOT_READY).with(pulling).with(event)))
                .containsExactly(expected);
        assertThat(texts(managed().with(NOT_READY).with(pausing).with(event)))
                .containsExactly(expected);
    }

    @Test
    void takesTheWordsOfTheContainerWhereNoEventNamesTheRegistrysAnswer() {
        var event = event("Pod", "image-registry-1", "Failed", "Error: ErrImagePull");

        assertThat(
                        texts(
                                managed()
                                        .with(NOT_READY)
                                        .with(waiting("ErrImagePull", "denied"))
                                        .with(event)))
                .containsExactly("ImagePullBackOff: 0 of 2 pods ready: ImagePullBackOff: denied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    exitCode: 2, reason: OOMKilled   | exit code 2: OOMKilled
                    exitCode: 3                      | exit code 3
                    """)
    void saysAsMuchOfAnEndAsTheContainerDoes(String ended, String expected) {
        assertThat(texts(managed().with(NOT_READY).with(crashed(ended))))
                .containsExactly(
                        "CrashLoopBackOff: 0 of 2 pods ready: CrashLoopBackOff: " + expected);
    }

    @Test
    void saysWhatElseAContainerWaitsFor() {
        var unnamed = waiting("CreateContainerConfigError", "");
        var named = waiting("CreateContainerConfigError", "secret x not found");

        assertThat(texts(managed().with(NOT_READY).with(unnamed)))
                .containsExactly(
                        "CreateContainerConfigError: 0 of 2 pods ready: CreateContainerConfigError");
        assertThat(texts(managed().with(NOT_READY).with(named)))
                .containsExactly(
                        "CreateContainerConfigError: 0 of 2 pods ready: CreateContainerConfigError:"
                                + " secret x not found");
    }

    @Test
    void passesOverWhatIsReadyHasEndedWellOrIsBeingDeleted() {
        var ready = unready().replace("ready: false", "ready: true");
        var serving =
                pod(
                        "conditions: [{type: Ready, status: 'True'}], containerStatuses: [{ready: false,"
                                + " state: {waiting: {reason: Evil}}}]");
        var leaving = unready().replace("labels:", "deletionTimestamp: now, labels:");

        assertThat(texts(managed().with(NOT_READY).with(unready()))).hasSize(1);
        assertThat(texts(managed().with(NOT_READY).with(ready))).isEmpty();
        assertThat(texts(managed().with(NOT_READY).with(serving))).isEmpty();
        assertThat(texts(managed().with(NOT_READY).with(leaving))).isEmpty();
        assertThat(texts(managed().with(NOT_READY).with(crashed("exitCode: 0")))).isEmpty();
        assertThat(
                        texts(
                                managed()
                                        .with(
                                                NOT_READY.replace(
                                                        "generation: 1",
                                                        "generation: 1, deletionTimestamp: now"))
                                        .with(unready())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Pending, 1", "Lost, 1", "Bound, 0"})
    void saysOfAClaimThatItIsPendingOrLost(String phase, int problems) {
        var texts = texts(onClaim(phase).with(claimEvent("ProvisioningFailed", "no space left")));

        assertThat(texts).hasSize(problems);
        assertThat(texts)
                .allMatch(
                        text ->
                                text.startsWith(
                                        "Claim%1$s: claim %1$s: no space left".formatted(phase)));
    }

    @Test
    void takesTheNewestEventWhereverItSaysItsTime() {
        var old = claimEvent("ProvisioningFailed", "old");
        var newest =
                old.replace(".1,", ".2,")
                        .replace("old", "newest")
                        .replace("lastTimestamp:", "eventTime:")
                        .replace("09:59:00Z", "10:00:00.000000Z");

        assertThat(texts(onClaim("Pending").with(newest).with(old)))
                .containsExactly("ClaimPending: claim Pending: newest (image-registry-storage)");
    }

    @Test
    void saysHowAContainerEnded() {
        var crashing =
                pod(
                        "containerStatuses: [{name: registry, ready: false, state: {running: {}},"
                                + " lastState: {terminated: {exitCode: 1, reason: Error, message: 'no"
                                + " such bucket'}}}]");

        assertThat(texts(managed().with(NOT_READY).with(crashing)))
                .containsExactly(
                        "CrashLoopBackOff: 0 of 2 pods ready: CrashLoopBackOff: exit code 1: no such"
                                + " bucket");
    }

    @Test
    void takesTheWordsOfEventsForVolumesThatAreNotMounted() {
        var event = event("Pod", "image-registry-1", "FailedMount", "secret not found");

        assertThat(texts(managed().with(NOT_READY).with(pod("phase: Pending")).with(event)))
                .containsExactly("FailedMount: 0 of 2 pods ready: secret not found");
    }

    @Test
    void saysWhyThereAreNoPods() {
        var event = event("ReplicaSet", "image-registry-7", "FailedCreate", "exceeded quota");

        assertThat(texts(managed().with(NOT_READY).with(event)))
                .containsExactly("FailedCreate: 0 of 2 pods ready: exceeded quota");
    }

    @Test
    void putsAClaimFirstUnlessItWaitsForAPod() {
        var situation = onClaim().with(NOT_READY).with(UNSCHEDULABLE);
        var failed = claimEvent("ProvisioningFailed", "no space left");
        var waiting = claimEvent("WaitForFirstConsumer", "waiting for first consumer");

        assertThat(texts(situation.with(failed)).getFirst())
                .isEqualTo("ClaimPending: claim Pending: no space left (image-registry-storage)");
        assertThat(texts(situation.with(waiting)).getLast())
                .isEqualTo(
                        "ClaimPending: claim Pending: waiting for first consumer"
                                + " (image-registry-storage)");
    }

    @Test
    void saysNothingOfARemovedRegistry() {
        assertThat(texts(removed().with(NOT_READY).with(UNSCHEDULABLE))).isEmpty();
    }

    @Test
    void tellsOfAJobThatDoesNotEnd() {
        var situation = managed().with(job(NOW.minus(Duration.ofHours(13)).toString()));

        assertThat(texts(situation))
                .containsExactly("PruningTakesLong: the pruner's Job has been running for 12 h");
        var view = situation.view();
        var config = view.objects().ofKind("Config").findFirst().orElseThrow();
        assertThat(RegistryProblems.of(view.objects(), config, true, NOW).nextStep())
                .contains(NOW.plus(Duration.ofHours(11)));
        assertThat(texts(managed().with(job(NOW.minusSeconds(60).toString())))).isEmpty();
        assertThat(texts(managed().with(job("yesterday")))).isEmpty();
        assertThat(texts(managed().with(job(NOW.minus(Duration.ofHours(49)).toString()))))
                .containsExactly("PruningTakesLong: the pruner's Job has been running for 48 h");
    }

    @Test
    void keepsMessagesShort() {
        assertThat(new RegistryProblem("Any", "x".repeat(600)).message())
                .hasSize(500)
                .endsWith("…");
    }

    private static List<String> texts(StatusScenario situation) {
        return Objects.requireNonNull(situation.decide().result()).problems().stream()
                .map(problem -> problem.reason() + ": " + problem.message())
                .toList();
    }

    private static StatusScenario onClaim() {
        return onClaim("Pending");
    }

    private static StatusScenario onClaim(String phase) {
        return StatusScenario.empty()
                .with(
                        StatusScenario.config("Managed")
                                .replace("storage: {emptyDir: {}}", "storage: {pvc: {claim: ''}}"))
                .with(
                        """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: image-registry-storage, namespace: openshift-image-registry}
                        status: {phase: %s}
                        """
                                .formatted(phase));
    }

    private static String unready() {
        return waiting("Evil", "");
    }

    private static String crashed(String ended) {
        return pod(
                "containerStatuses: [{ready: false, state: {running: {}}, lastState: {terminated: {%s}}}]"
                        .formatted(ended));
    }

    private static String waiting(String reason, String message) {
        return pod(
                "containerStatuses: [{name: registry, ready: false, state: {waiting: {reason: %s, message: '%s'}}}]"
                        .formatted(reason, message));
    }

    private static String pod(String status) {
        return """
        apiVersion: v1
        kind: Pod
        metadata: {name: image-registry-1, namespace: openshift-image-registry, labels: {docker-registry: default}}
        status: {%s}
        """
                .formatted(status);
    }

    private static String claimEvent(String reason, String message) {
        return event("PersistentVolumeClaim", "image-registry-storage", reason, message);
    }

    private static String event(String kind, String name, String reason, String message) {
        return """
        apiVersion: v1
        kind: Event
        metadata: {name: %2$s.1, namespace: openshift-image-registry}
        involvedObject: {kind: %1$s, name: %2$s}
        reason: %3$s
        message: "%4$s"
        lastTimestamp: "2026-11-20T09:59:00Z"
        """
                .formatted(kind, name, reason, message);
    }

    private static String job(String started) {
        return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: image-pruner-1, namespace: openshift-image-registry, labels: {created-by: image-pruner}}
        status: {active: 1, startTime: "%s"}
        """
                .formatted(started);
    }
}
