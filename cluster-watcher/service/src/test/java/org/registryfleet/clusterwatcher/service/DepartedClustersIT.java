package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A watcher keeps no state of clusters that have left the fleet; {@code -Ddrill.clusters=10000} for
 * the full run.
 */
class DepartedClustersIT {
    private static final int CLUSTERS = Integer.getInteger("drill.clusters", 60);
    private static final int BATCH = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path folder;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private record Footprint(long heap, int threads, int meters, int connections) {}

    @Test
    void leaveNothingInTheWatcherNorInItsLog() throws Exception {
        try (var lab = new LogLab(folder);
                var watcher =
                        lab.watcher(
                                new MicrometerWatchListener(
                                        registry, 500, _ -> Optional.empty()))) {
            comeAndGo(lab, watcher, -BATCH);
            var before = footprint(lab);
            for (var first = 0; first < CLUSTERS; first += BATCH) {
                comeAndGo(lab, watcher, first);
            }

            await().atMost(PATIENCE).until(() -> knownWatches(lab).isEmpty());
            var after = footprint(lab);
            assertThat(after.connections()).isEqualTo(before.connections());
            assertThat(after.meters()).isLessThanOrEqualTo(before.meters());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 5);
            assertThat(after.heap()).isLessThan(before.heap() + before.heap() / 20);
        }
    }

    private static void comeAndGo(LogLab lab, RunningWatcher watcher, int first) {
        var ids = IntStream.range(first, first + BATCH).mapToObj(i -> "c" + (i + BATCH)).toList();
        ids.forEach(lab::addCluster);
        ids.forEach(lab::register);
        await().atMost(PATIENCE).until(() -> synced(lab).containsAll(ids));
        ids.forEach(lab::unregister);
        await().atMost(PATIENCE).until(() -> watcher.watcher().watched().isEmpty());
        await().atMost(PATIENCE).until(() -> lab.fleet().connections() == 0);
        ids.forEach(lab::removeCluster);
        lab.records().clear();
    }

    private static Set<String> synced(LogLab lab) {
        var synced = new TreeSet<String>();
        lab.all()
                .filter(o -> o.getType() == ObservationType.SYNCED)
                .forEach(o -> synced.add(o.getCluster()));
        return synced;
    }

    /** Clusters whose checkpoints a compacted topic would still hold. */
    private static Set<String> knownWatches(LogLab lab) {
        var known = new HashMap<String, byte[]>();
        try (var follower = new TopicFollower(lab.kafka(), List.of(Topics.WATCHES))) {
            follower.readToEnd(record -> known.put(record.key(), record.value()));
        }
        known.values().removeIf(value -> value == null);
        return known.keySet();
    }

    private Footprint footprint(LogLab lab) {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                registry.getMeters().size(),
                lab.fleet().connections());
    }
}
