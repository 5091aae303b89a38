package org.registryfleet.clusteraccess.execution;

import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One lane per cluster: actions of a cluster run one after the other in the order they came,
 * clusters run side by side. A cluster that hangs holds up nothing but its own lane, and that only
 * until its circuit opens. The queues are bounded; what does not fit is answered {@code LaneFull}
 * at once.
 */
public final class ClusterQueues {
    private static final String OUTSIDE = " outside";

    private final ActionExecutor executor;
    private final QueueSettings settings;
    private final Executor threads;
    private final InstantSource clock;
    private final QueueListener listener;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, ClusterQueue> lanes = new ConcurrentHashMap<>();

    public ClusterQueues(
            ActionExecutor executor,
            QueueSettings settings,
            Executor threads,
            InstantSource clock,
            QueueListener listener) {
        this.executor = executor;
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
        this.listener = listener;
    }

    /** Never blocks, never completes exceptionally. The cause is the action's own record. */
    public CompletableFuture<Outcome> submit(Action action, Cause cause) {
        var task =
                new ClusterQueue.Task(action, cause, System.nanoTime(), new CompletableFuture<>());
        var cluster = action.getCluster();
        if (!executor.isRegistered(cluster)) {
            return CompletableFuture.completedFuture(executor.unregistered(action, cause));
        }
        var lane = lanes.computeIfAbsent(laneOf(action), _ -> new ClusterQueue(this, cluster));
        if (waiting.incrementAndGet() > settings.total() || !lane.add(task)) {
            waiting.decrementAndGet();
            task.outcome()
                    .complete(
                            executor.later(
                                    action,
                                    cause,
                                    "LaneFull",
                                    "too many actions wait for this cluster",
                                    Duration.ofSeconds(1)));
        }
        return task.outcome();
    }

    /** A slow cloud does not hold up the cluster. */
    private static String laneOf(Action action) {
        return ActionExecutor.isOutside(action)
                ? action.getCluster() + OUTSIDE
                : action.getCluster();
    }

    /** How many actions have been submitted and not been answered. */
    public int waiting() {
        return waiting.get();
    }

    /** Forgets a cluster that has left the fleet. */
    public void forget(String cluster) {
        lanes.remove(cluster);
        lanes.remove(cluster + OUTSIDE);
        listener.forgotten(cluster);
    }

    /** A new credential may succeed where the old one failed: the next action is tried at once. */
    public void reset(String cluster) {
        for (var name : List.of(cluster, cluster + OUTSIDE)) {
            var lane = lanes.get(name);
            if (lane != null) {
                lane.reset();
            }
        }
        listener.forgotten(cluster);
    }

    /** How many clusters have lanes. */
    public int size() {
        return lanes.size();
    }

    ActionExecutor executor() {
        return executor;
    }

    QueueSettings settings() {
        return settings;
    }

    Executor threads() {
        return threads;
    }

    InstantSource clock() {
        return clock;
    }

    QueueListener listener() {
        return listener;
    }

    void answered() {
        waiting.decrementAndGet();
    }
}
