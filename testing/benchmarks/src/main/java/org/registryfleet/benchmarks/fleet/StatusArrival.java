package org.registryfleet.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.Subscription;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/** Notes when a change of an object first appears in the store of a simulated API server. */
public final class StatusArrival implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SimulatedObjectRef ref;
    private final BiPredicate<StoreEvent.Change, JsonNode> wanted;
    private final CountDownLatch seen = new CountDownLatch(1);
    private final Subscription subscription;
    private volatile long at;

    private StatusArrival(
            SimulatedCluster cluster,
            SimulatedObjectRef ref,
            BiPredicate<StoreEvent.Change, JsonNode> wanted) {
        this.ref = ref;
        this.wanted = wanted;
        this.subscription = cluster.follow(ref.apiVersion(), ref.kind(), this::take);
    }

    /** The object is created. */
    public static StatusArrival ofCreation(SimulatedCluster cluster, SimulatedObjectRef ref) {
        return new StatusArrival(cluster, ref, (change, _) -> change == StoreEvent.Change.ADDED);
    }

    /** The object gets another generation. */
    public static StatusArrival ofUpdate(SimulatedCluster cluster, SimulatedObjectRef ref) {
        long before = cluster.get(ref).map(StatusArrival::generation).orElse(0L);
        return new StatusArrival(
                cluster,
                ref,
                (change, object) ->
                        change == StoreEvent.Change.MODIFIED && generation(object) > before);
    }

    /** A condition of the object becomes True. */
    public static StatusArrival ofCondition(
            SimulatedCluster cluster, SimulatedObjectRef ref, String type) {
        return new StatusArrival(cluster, ref, (_, object) -> isTrue(object, type));
    }

    /** The time since {@link System#nanoTime} was {@code begin} until the change. */
    public Duration since(long begin) {
        try {
            if (!seen.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "%s did not change within %s".formatted(ref, LIMIT));
            }
            return Duration.ofNanos(at - begin);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + ref, stopped);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    /** A condition of the object is True. */
    public static boolean isTrue(JsonNode object, String type) {
        return object.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(
                        condition ->
                                condition.path("type").asText().equals(type)
                                        && condition.path("status").asText().equals("True"));
    }

    private static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    private void take(StoreEvent event) {
        long now = System.nanoTime();
        var key = event.after().key();
        if (seen.getCount() > 0
                && key.name().equals(ref.name())
                && key.namespace().equals(ref.namespace())
                && wanted.test(event.change(), event.after().toNode())) {
            at = now;
            seen.countDown();
        }
    }
}
