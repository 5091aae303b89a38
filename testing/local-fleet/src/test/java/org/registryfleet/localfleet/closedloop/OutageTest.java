package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Duration;
import java.util.Random;
import java.util.stream.StreamSupport;

/** How long a registry may be away before somebody is called; in the cluster's own time. */
class OutageTest {

    private static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final ObjectRef OPERATOR =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterOperator", "image-registry");
    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", "openshift-image-registry", "image-registry");

    private final Random random = new Random(1);
    private final ClosedLoop loop = Clusters.bootstrapped("VSphere");
    private int writesBefore;

    @BeforeEach
    void runOnBlockStorage() {
        loop.api()
                .apply(
                        Yaml.object(
                                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: disk, namespace: openshift-image-registry}, spec: {accessModes: [ReadWriteOnce]}}"));
        loop.api()
                .patch(
                        CONFIG,
                        Yaml.object(
                                "{spec: {managementState: Managed, replicas: 1, rolloutStrategy: Recreate, storage: {pvc: {claim: disk}}}}"));
        Clusters.rest(loop, random);
        loop.pass(Duration.ofHours(1), random);
        assertThat(condition(CONFIG, "Available")).isEqualTo("True");
        assertThat(condition(CONFIG, "Degraded")).isEqualTo("False");
        writesBefore = loop.api().writes().size();
    }

    @Test
    void aVolumeThatMovesForFourMinutesIsNotDegraded() {
        podsAway();
        for (int second = 0; second < 240; second += 10) {
            if (second == 120) {
                deadlineExceeded();
            }
            loop.pass(Duration.ofSeconds(10), random);
            assertThat(condition(CONFIG, "Degraded")).as("after %d s", second).isEqualTo("False");
            assertThat(condition(OPERATOR, "Degraded")).isEqualTo("False");
        }
        assertThat(condition(CONFIG, "Available")).isEqualTo("False");

        Kubelet.work(loop.api());
        loop.pass(Duration.ofHours(2), random);

        assertThat(condition(CONFIG, "Available")).isEqualTo("True");
        assertThat(condition(OPERATOR, "Degraded")).isEqualTo("False");
        assertThat(wasEverDegraded()).isFalse();
    }

    @Test
    void twoMovesInARowAreNotDegradedEither() {
        for (int move = 0; move < 2; move++) {
            podsAway();
            loop.pass(Duration.ofMinutes(4), random);
            Kubelet.work(loop.api());
            loop.pass(Duration.ofSeconds(5), random);
        }
        loop.pass(Duration.ofHours(2), random);

        assertThat(wasEverDegraded()).isFalse();
    }

    @Test
    void aRealOutageIsDegradedWithinSixMinutes() {
        podsAway();

        loop.pass(Duration.ofSeconds(298), random);
        assertThat(condition(OPERATOR, "Degraded")).isEqualTo("False");
        loop.pass(Duration.ofSeconds(62), random);

        assertThat(condition(CONFIG, "Degraded")).isEqualTo("True");
        assertThat(condition(OPERATOR, "Degraded")).isEqualTo("True");
        assertThat(condition(OPERATOR, "Available")).isEqualTo("False");
    }

    @Test
    void aRealOutageIsDegradedWithinSixMinutesThoughTheStagesBeginAnew() {
        podsAway();
        for (int minute = 0; minute < 6; minute++) {
            loop.pass(Duration.ofMinutes(1), random);
            for (int i = 0; i < loop.workers(); i++) {
                loop.worker(i).restart(loop.api(), true, loop.results());
            }
        }
        loop.pass(Duration.ZERO, random);

        assertThat(condition(OPERATOR, "Degraded")).isEqualTo("True");
    }

    private void podsAway() {
        status(
                "{status: {readyReplicas: null, availableReplicas: null, unavailableReplicas: 1, conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable}, {type: Progressing, status: 'True', reason: ReplicaSetUpdated}]}}");
    }

    private void deadlineExceeded() {
        status(
                "{status: {conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable}, {type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: timed out}]}}");
    }

    private void status(String patch) {
        loop.api().patch(DEPLOYMENT, Yaml.object(patch));
    }

    private String condition(ObjectRef ref, String type) {
        var conditions = loop.api().find(ref).orElseThrow().at("/status/conditions");
        return status(conditions, type);
    }

    private boolean wasEverDegraded() {
        return loop.api().writes().stream()
                .skip(writesBefore)
                .filter(write -> write.ref().equals(CONFIG) || write.ref().equals(OPERATOR))
                .map(write -> write.intention())
                .anyMatch(
                        text -> text.matches("(?s).*\"type\":\"Degraded\",\"status\":\"True\".*"));
    }

    private static String status(JsonNode conditions, String type) {
        return StreamSupport.stream(conditions.spliterator(), false)
                .filter(one -> one.path("type").asText().equals(type))
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElse("absent");
    }
}
