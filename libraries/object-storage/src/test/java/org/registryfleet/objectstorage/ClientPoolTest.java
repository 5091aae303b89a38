package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class ClientPoolTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<String> closed = new ArrayList<>();
    private final ClientPool<Integer, String> pool = new ClientPool<>(closed::add, now::get);

    @Test
    void createsAClientOnceForAKey() {
        assertThat(pool.get(1, key -> "first " + key)).isEqualTo("first 1");
        assertThat(pool.get(1, key -> "second " + key)).isEqualTo("first 1");
    }

    @Test
    void aClientThatTakesLongToCreateKeepsNoOtherWaiting() throws Exception {
        var other = new CountDownLatch(1);
        var slow =
                CompletableFuture.supplyAsync(
                        () ->
                                pool.get(
                                        1,
                                        _ -> {
                                            awaitOther(other);
                                            return "slow";
                                        }),
                        Thread::startVirtualThread);
        var fast =
                CompletableFuture.supplyAsync(
                        () ->
                                pool.get(
                                        2,
                                        _ -> {
                                            other.countDown();
                                            return "fast";
                                        }),
                        Thread::startVirtualThread);

        assertThat(fast.get(1, TimeUnit.MINUTES)).isEqualTo("fast");
        assertThat(slow.get(1, TimeUnit.MINUTES)).isEqualTo("slow");
    }

    @Test
    void triesAgainWhenAClientCouldNotBeCreated() {
        var failed = CompletableFuture.runAsync(() -> pool.get(1, _ -> fail()));

        assertThat(failed).failsWithin(Duration.ofMinutes(1));
        assertThat(pool.get(1, _ -> "client")).isEqualTo("client");
    }

    @Test
    void closesAnEvictedClientWhenNobodyCanUseItAnyMore() {
        for (int key = 0; key <= ClientPool.MOST; key++) {
            pool.get(key, String::valueOf);
        }
        assertThat(closed).isEmpty();

        now.set(Instant.EPOCH.plus(ClientPool.LONGEST_USE));
        pool.get(ClientPool.MOST, String::valueOf);
        assertThat(closed).containsExactly("0");

        pool.close();
        assertThat(closed).hasSize(ClientPool.MOST + 1).doesNotHaveDuplicates();
    }

    private static String fail() {
        throw new IllegalStateException("no client");
    }

    private static void awaitOther(CountDownLatch other) {
        try {
            assertThat(other.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
