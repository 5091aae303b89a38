package org.registryfleet.clusteraccess.execution;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult.Why;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Action queue and circuit breaker of one cluster. Actions on the same object run in submission
 * order, those in a namespace after the one on the namespace itself; all others run side by side,
 * up to {@link QueueSettings#concurrency()}, since each costs a round trip. While the circuit
 * breaker is open, one at a time.
 */
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
    private final List<Task> queue = new ArrayList<>(2);
    private final List<Task> running = new ArrayList<>(2);
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
            queue.add(task);
            if (start()) {
                return true;
            }
            // false when it was started before the threads were shut down
            return !queue.remove(task);
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        circuit = CircuitBreaker.fresh();
    }

    /** Starts what may run now; false when the threads have been shut down. */
    private boolean start() {
        for (var task = next(); task != null; task = next()) {
            var started = task;
            running.add(started);
            try {
                owner.threads().execute(() -> run(started));
            } catch (RejectedExecutionException closing) {
                running.removeLast();
                return false;
            }
            queue.remove(started);
        }
        return true;
    }

    private @Nullable Task next() {
        if (running.size() >= limit()) {
            return null;
        }
        var before = new ArrayList<>(running);
        for (var task : queue) {
            if (before.stream().noneMatch(earlier -> precedes(earlier.action(), task.action()))) {
                return task;
            }
            before.add(task);
        }
        return null;
    }

    private int limit() {
        return circuit instanceof CircuitBreaker.Closed ? owner.settings().concurrency() : 1;
    }

    private static boolean precedes(Action earlier, Action later) {
        var first = earlier.getObject();
        var second = later.getObject();
        return first.equals(second)
                || (first.getKind().equals("Namespace")
                        && first.getName().equals(second.getNamespace()));
    }

    private void run(Task task) {
        owner.dequeued();
        var outcome = outcome(task);
        lock.lock();
        try {
            running.remove(task);
            start();
        } finally {
            lock.unlock();
        }
        task.outcome().complete(outcome);
    }

    private Outcome outcome(Task task) {
        var waited = Duration.ofNanos(System.nanoTime() - task.submitted());
        var atStart = circuit;
        var pause = atStart.closedFor(owner.clock().instant());
        var begin = System.nanoTime();
        var outcome = pause.isZero() ? call(task, atStart) : refuse(task, pause);
        var took = pause.isZero() ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO;
        owner.listener().finished(task.action(), outcome, waited, took);
        return outcome;
    }

    private Outcome call(Task task, CircuitBreaker atStart) {
        Outcome outcome;
        try {
            outcome = owner.executor().execute(task.action(), task.cause());
        } catch (RuntimeException | Error bug) {
            LOG.error("action {} of cluster {} failed", task.action().getId(), cluster, bug);
            return later(task, "InternalError", bug.getClass().getSimpleName(), Duration.ZERO);
        }
        record(TRANSPORT.contains(outcome.getReason()), atStart);
        return outcome;
    }

    private void record(boolean failed, CircuitBreaker atStart) {
        CircuitBreaker before;
        CircuitBreaker after;
        lock.lock();
        try {
            before = circuit;
            // calls that were under way together when the circuit opened are one failure, not many
            after = failed ? failed(before, atStart) : before.answered();
            circuit = after;
        } finally {
            lock.unlock();
        }
        if (failed && !after.equals(before) && after instanceof CircuitBreaker.Open) {
            owner.executor().reconnect(cluster);
        }
        if (before instanceof CircuitBreaker.Closed && after instanceof CircuitBreaker.Open) {
            owner.listener().circuitOpened(cluster);
        } else if (before instanceof CircuitBreaker.Open
                && after instanceof CircuitBreaker.Closed) {
            owner.listener().circuitClosed(cluster);
        }
    }

    private CircuitBreaker failed(CircuitBreaker before, CircuitBreaker atStart) {
        return before instanceof CircuitBreaker.Open && !before.equals(atStart)
                ? before
                : before.failed(owner.settings(), owner.clock().instant());
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
