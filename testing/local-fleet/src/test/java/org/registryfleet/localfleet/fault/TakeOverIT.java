package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.server.Verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The services of today take over what those of commit aaa4e34 have left: twelve clusters at rest
 * without a write, twelve that were being taken in without doing anything twice. {@code
 * RecordFleetIT} made the recordings; they are never made again, since only that commit can write
 * what it wrote.
 */
class TakeOverIT {

    private static final String SETTLED = "settled-fleet.zip";
    private static final String MOVING = "moving-fleet.zip";
    private static final String STORY = "vsphere-1";

    /**
     * What the services of today decide otherwise than those of then on the same records, each with
     * its reason. There is none.
     */
    private static final Set<String> EXPLAINED = Set.of();

    /** Stores that are found on disk, and stores that come from their changelogs. */
    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "memory"})
    void writesNothingToClustersAtRest(String store) {
        try (var lab = new TakenOver(SETTLED)) {
            var before = statuses(lab);
            lab.start(lab.recordedKey(), Map.of("fleet.store", store));
            lab.awaitCalm();
            assertThatNothingWasWritten(lab);

            // whatever a stage has kept, it decides about every cluster anew
            lab.clusters().forEach(cluster -> touch(lab.cluster(cluster)));
            lab.awaitCalm();

            assertThatNothingWasWritten(lab);
            assertThat(statuses(lab)).isEqualTo(before).hasSize(12);
            assertThatTheLogIsSound(lab);
        }
    }

    /** The old key stands beside the new one until everything is known under both. */
    @Test
    void writesNothingToClustersAtRestWhileTheDigestKeyIsReplaced() {
        try (var lab = new TakenOver(SETTLED)) {
            var before = statuses(lab);
            var fresh = LocalDigestKey.in(lab.workspace().folder("fresh-key"));
            lab.start(fresh.replacing(lab.recordedKey()), Map.of("fleet.store", "rocksdb"));
            lab.awaitCalm();
            lab.clusters().forEach(cluster -> touch(lab.cluster(cluster)));
            lab.awaitCalm();
            assertThatNothingWasWritten(lab);
            lab.stop();

            lab.start(fresh, Map.of("fleet.store", "rocksdb"));
            lab.awaitCalm();
            lab.clusters().forEach(cluster -> touch(lab.cluster(cluster)));
            lab.awaitCalm();

            assertThatNothingWasWritten(lab);
            assertThat(statuses(lab)).isEqualTo(before).hasSize(12);
        }
    }

    @Test
    void goesOnWhereClustersWereBeingTakenIn() {
        try (var lab = new TakenOver(MOVING);
                var settled = new TakenOver(SETTLED)) {
            assertThat(lab.clusters()).isEqualTo(settled.clusters()).hasSize(12);
            assertThat(lab.clusters()).anyMatch(id -> !isLike(lab, settled, id));

            lab.start(lab.recordedKey(), Map.of("fleet.store", "rocksdb"));
            await().atMost(Duration.ofMinutes(4))
                    .until(() -> lab.clusters().stream().allMatch(id -> isSettled(lab, id)));
            FaultLab.edit(
                    lab.cluster(STORY),
                    "{'managementState':'Managed','storage':{'pvc':{'claim':''}}}");
            await().atMost(Duration.ofMinutes(4))
                    .until(() -> lab.clusters().stream().allMatch(id -> isLike(lab, settled, id)));
            lab.awaitCalm();

            for (var cluster : lab.clusters()) {
                assertThat(
                                ObservedClusterState.differences(
                                        state(settled, cluster), state(lab, cluster)))
                        .as(cluster)
                        .isEmpty();
                assertThat(effects(lab, cluster)).as(cluster).isEqualTo(effects(settled, cluster));
            }
            assertThatTheLogIsSound(lab);
        }
    }

    private static void assertThatNothingWasWritten(TakenOver lab) {
        for (var id : lab.clusters()) {
            assertThat(
                            lab.cluster(id).requests().recent().stream()
                                    .filter(request -> request.call().verb().isWrite())
                                    .toList())
                    .as("writes to %s", id)
                    .isEmpty();
            assertThat(lab.cluster(id).requests().writes()).as("writes to %s", id).isZero();
            // that a bucket is looked after from time to time is no effect
            assertThat(lab.buckets(id)).as(id).isEqualTo(lab.recordedBuckets(id));
            assertThat(lab.cloudCalls(id)).as(id).noneMatch(call -> call.startsWith("DELETE"));
        }
    }

    /** No record was refused, and every decision, old and new, comes out the same today. */
    private static void assertThatTheLogIsSound(TakenOver lab) {
        assertThat(
                        LogScan.everything(lab.bootstrapServers()).stream()
                                .filter(record -> record.topic().endsWith(".dlt")))
                .isEmpty();
        Replayed.assertThatNothingDiffersBut(
                EXPLAINED, Replayed.of(lab.bootstrapServers(), Set.of()));
    }

    /** A change that no rule cares for. */
    private static void touch(SimulatedCluster cluster) {
        cluster.patch(
                FaultLab.CONFIG,
                FaultLab.json("{'metadata':{'annotations':{'example.com/looked-at':'today'}}}"));
    }

    private static Map<String, String> state(TakenOver lab, String cluster) {
        return ObservedClusterState.of(lab.cluster(cluster));
    }

    private static boolean isSettled(TakenOver lab, String cluster) {
        var status = lab.status(cluster);
        return status != null && status.getSettled();
    }

    private static boolean isLike(TakenOver lab, TakenOver settled, String cluster) {
        return isSettled(lab, cluster)
                && ObservedClusterState.differences(state(settled, cluster), state(lab, cluster))
                        .isEmpty();
    }

    /** How many objects were created and deleted, before and after the services changed. */
    private static Map<String, Long> effects(TakenOver lab, String cluster) {
        var counts = new TreeMap<String, Long>();
        var effects = new ArrayList<String>();
        lab.recorded(cluster).requests().stream()
                .filter(request -> request.effective())
                .filter(request -> isCounted(request.verb()))
                .forEach(request -> effects.add(request.verb() + " " + request.path()));
        lab.cluster(cluster).requests().recent().stream()
                .filter(request -> request.effective() && isCounted(request.call().verb()))
                .forEach(
                        request ->
                                effects.add(request.call().verb() + " " + request.call().path()));
        effects.forEach(effect -> counts.merge(effect, 1L, Long::sum));
        return counts;
    }

    private static boolean isCounted(Verb verb) {
        return verb == Verb.CREATE || verb == Verb.DELETE;
    }

    /** What a status says, without when and why it was said. */
    private static Map<String, List<Object>> statuses(TakenOver lab) {
        var said = new TreeMap<String, List<Object>>();
        lab.clusters().forEach(cluster -> said.put(cluster, said(lab.status(cluster))));
        return said;
    }

    private static List<Object> said(ClusterStatus status) {
        return List.of(
                status.getPlatform(),
                status.getStorageKind(),
                status.getManagementState(),
                status.getContact(),
                status.getSummary(),
                status.getReason(),
                status.getMessage(),
                status.getUnlock(),
                status.getConfigConditions(),
                status.getClusterOperatorConditions(),
                status.getReadyReplicas(),
                status.getPruner(),
                status.getSettled(),
                status.getSince());
    }
}
