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
 * One queue per cluster (bulkhead): the actions on an object run one after the other in submission
 * order, objects and clusters concurrently. A cluster that hangs blocks only its own queue, and
 * only until its circuit breaker opens. The queues are bounded; an action that does not fit is
 * rejected as {@code LaneFull}.
 */
public final class ClusterQueues {
    private static final String EXTERNAL = " outside";

    private final ActionExecutor executor;
    private final QueueSettings settings;
    private final Executor threads;
    private final InstantSource clock;
    private final QueueListener listener;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, ClusterQueue> queues = new ConcurrentHashMap<>();

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

    /**
     * Enqueues an action. Never blocks, never completes exceptionally; {@code cause} refers to the
     * action's own record.
     */
    public CompletableFuture<Outcome> submit(Action action, Cause cause) {
        var task =
                new ClusterQueue.Task(action, cause, System.nanoTime(), new CompletableFuture<>());
        var cluster = action.getCluster();
        if (!executor.isRegistered(cluster)) {
            return CompletableFuture.completedFuture(executor.unregistered(action, cause));
        }
        var queue = queues.computeIfAbsent(queueOf(action), _ -> new ClusterQueue(this, cluster));
        if (waiting.incrementAndGet() > settings.total() || !queue.add(task)) {
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

    /**
     * External resources have a queue of their own, so that a slow cloud does not block the
     * cluster.
     */
    private static String queueOf(Action action) {
        return ActionExecutor.isExternal(action)
                ? action.getCluster() + EXTERNAL
                : action.getCluster();
    }

    /** Number of queued actions. */
    public int waiting() {
        return waiting.get();
    }

    /** Removes the queues of a cluster that has left the fleet. */
    public void forget(String cluster) {
        queues.remove(cluster);
        queues.remove(cluster + EXTERNAL);
        listener.forgotten(cluster);
    }

    /**
     * Closes the circuit breaker after the credential has changed, so that the next action is tried
     * at once.
     */
    public void reset(String cluster) {
        for (var name : List.of(cluster, cluster + EXTERNAL)) {
            var queue = queues.get(name);
            if (queue != null) {
                queue.reset();
            }
        }
        listener.forgotten(cluster);
    }

    /** Number of queues. */
    public int size() {
        return queues.size();
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

    void dequeued() {
        waiting.decrementAndGet();
    }
}
