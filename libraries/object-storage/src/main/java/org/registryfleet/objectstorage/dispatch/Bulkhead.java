package org.registryfleet.objectstorage.dispatch;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult.Failed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits the concurrent actions per account, so that a thousand clusters acting at the same moment
 * do not make each other's requests time out.
 */
final class Bulkhead<K> {

    /** Reason of an outcome when an action could not get a permit in time. */
    static final String BUSY = "Busy";

    private static final int MOST_SECONDS_LATER = 5;

    /** The permits of an account and the number of actions that hold or await one. */
    private record Gate(Semaphore permits, int users) {}

    private final int atOnce;
    private final Duration patience;
    private final Map<K, Gate> gates = new ConcurrentHashMap<>();

    Bulkhead(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    ExternalResourceResult pass(K account, String cluster, Supplier<ExternalResourceResult> call) {
        var gate =
                gates.compute(
                        account,
                        (_, there) ->
                                there == null
                                        ? new Gate(new Semaphore(atOnce, true), 1)
                                        : new Gate(there.permits(), there.users() + 1));
        try {
            return pass(gate.permits(), cluster, call);
        } finally {
            gates.compute(
                    account,
                    (_, there) ->
                            there == null || there.users() == 1
                                    ? null
                                    : new Gate(there.permits(), there.users() - 1));
        }
    }

    private ExternalResourceResult pass(
            Semaphore permits, String cluster, Supplier<ExternalResourceResult> call) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return busy(cluster);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return busy(cluster);
        }
        try {
            return call.get();
        } finally {
            permits.release();
        }
    }

    private static Failed busy(String cluster) {
        int seconds = 1 + Math.floorMod(cluster.hashCode(), MOST_SECONDS_LATER);
        return new Failed(
                false,
                0,
                BUSY,
                "many buckets of this account are being looked after: it is tried again",
                Duration.ofSeconds(seconds));
    }
}
