package org.registryfleet.clusteraccess.execution;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult.Why;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** Action queue and circuit breaker of one cluster. At most one thread drains it at a time. */
final class ClusterQueue {
    record Task(Action action, Cause cause, long submitted, CompletableFuture<Outcome> outcome) {}

    private static final Logger LOG = LoggerFactory.getLogger(ClusterQueue.class);
    private static final Set<String> TRANSPORT =
            Set.of(
                    Why.UNREACHABLE.reason(),
                    Why.TIMEOUT.reason(),
                    Why.UNTRUSTED.reason(),
                    Why.BAD_CREDENTIAL.reason());

    private final ClusterQueues owner;
    private final String cluster;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Task> queue = new ArrayDeque<>(2);
    private boolean running;
    private volatile CircuitBreaker circuit = CircuitBreaker.fresh();

    ClusterQueue(ClusterQueues owner, String cluster) {
        this.owner = owner;
        this.cluster = cluster;
    }

    /** False when the queue is full or the threads have been shut down. */
    boolean add(Task task) {
        lock.lock();
        try {
            if (queue.size() >= owner.settings().perCluster()) {
                return false;
            }
            if (!running) {
                owner.threads().execute(this::run);
                running = true;
            }
            queue.add(task);
            return true;
        } catch (RejectedExecutionException closing) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        circuit = CircuitBreaker.fresh();
    }

    private void run() {
        for (var task = next(); task != null; task = next()) {
            owner.dequeued();
            task.outcome().complete(outcome(task));
        }
    }

    private @Nullable Task next() {
        lock.lock();
        try {
            var task = queue.poll();
            running = task != null;
            return task;
        } finally {
            lock.unlock();
        }
    }

    private Outcome outcome(Task task) {
        var waited = Duration.ofNanos(System.nanoTime() - task.submitted());
        var pause = circuit.closedFor(owner.clock().instant());
        var begin = System.nanoTime();
        var outcome = pause.isZero() ? call(task) : refuse(task, pause);
        var took = pause.isZero() ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO;
        owner.listener().finished(task.action(), outcome, waited, took);
        return outcome;
    }

    private Outcome call(Task task) {
        Outcome outcome;
        try {
            outcome = owner.executor().execute(task.action(), task.cause());
        } catch (RuntimeException | Error bug) {
            LOG.error("action {} of cluster {} failed", task.action().getId(), cluster, bug);
            return later(task, "InternalError", bug.getClass().getSimpleName(), Duration.ZERO);
        }
        record(TRANSPORT.contains(outcome.getReason()));
        return outcome;
    }

    private void record(boolean failed) {
        var before = circuit;
        circuit =
                failed
                        ? before.failed(owner.settings(), owner.clock().instant())
                        : before.answered();
        if (failed && circuit instanceof CircuitBreaker.Open) {
            owner.executor().reconnect(cluster);
        }
        if (before instanceof CircuitBreaker.Closed && circuit instanceof CircuitBreaker.Open) {
            owner.listener().circuitOpened(cluster);
        } else if (before instanceof CircuitBreaker.Open
                && circuit instanceof CircuitBreaker.Closed) {
            owner.listener().circuitClosed(cluster);
        }
    }

    private Outcome refuse(Task task, Duration pause) {
        return later(
                task,
                "CircuitOpen",
                "cluster %s did not answer; next try in %d ms".formatted(cluster, pause.toMillis()),
                pause);
    }

    private Outcome later(Task task, String reason, String message, Duration retryAfter) {
        return owner.executor().later(task.action(), task.cause(), reason, message, retryAfter);
    }
}
