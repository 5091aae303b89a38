package org.registryfleet.objectstorage.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult.Failed;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class BulkheadTest {

    private static final ExternalResourceResult DONE =
            new ExternalResourceResult.Done(JsonNodeFactory.instance.objectNode());

    @Test
    void letsEverybodyThroughAndNeverTooManyAtOnce() throws Exception {
        var turnstile = new Bulkhead<String>(3, Duration.ofMinutes(1));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    threads.invokeAll(
                            IntStream.range(0, 200)
                                    .<Callable<ExternalResourceResult>>mapToObj(
                                            i ->
                                                    () ->
                                                            turnstile.pass(
                                                                    "a",
                                                                    "c" + i,
                                                                    () -> {
                                                                        most.accumulateAndGet(
                                                                                inside
                                                                                        .incrementAndGet(),
                                                                                Math::max);
                                                                        Thread.yield();
                                                                        inside.decrementAndGet();
                                                                        return DONE;
                                                                    }))
                                    .toList());
            for (var one : done) {
                assertThat(one.get()).isEqualTo(DONE);
            }
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void sendsAwayWhoWaitsTooLongAndLetsOtherAccountsThrough() {
        var turnstile = new Bulkhead<String>(1, Duration.ZERO);

        var answer =
                turnstile.pass(
                        "a",
                        "c1",
                        () -> {
                            assertThat(turnstile.pass("b", "c2", () -> DONE)).isEqualTo(DONE);
                            return turnstile.pass("a", "c3", () -> DONE);
                        });

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> {
                            assertThat(failed.isRefused()).isFalse();
                            assertThat(failed.reason()).isEqualTo(Bulkhead.BUSY);
                            assertThat(failed.retryAfter()).isPositive();
                        });
        assertThat(turnstile.pass("a", "c1", () -> DONE)).isEqualTo(DONE);
    }
}
