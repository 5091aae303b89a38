package org.registryfleet.clusteraccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ResponseLimits;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** An API server that never stops sending uses no more heap than the limits allow. */
class ResponseLimitsTest {
    private static final int BODY = 1 << 20;
    private static final int LINE = 1 << 18;

    // capacity of both socket buffers and of the client's receive window
    private static final long ON_THE_WAY = 16 << 20;

    @TempDir Path folder;
    private final LongAdder sent = new LongAdder();
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder, new ResponseLimits(BODY, LINE));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void cutsAnEndlessBodyWhileOtherClustersGoOn() {
        cluster.add("other", ClusterProfile.empty());
        cluster.simulated().faults().always(new Fault.Endless("x", sent));

        assertThat(cluster.api().call(ApiRequest.get("/api/v1/pods?limit=500")))
                .isInstanceOfSatisfying(Rejected.class, ResponseLimitsTest::namesTheBodyLimit);
        assertThatTheServerIsCutOff();
        assertThat(cluster.connections().tooLargeResponses()).isOne();
        assertThat(
                        cluster.connections()
                                .api("other")
                                .orElseThrow()
                                .call(ApiRequest.get("/version")))
                .isInstanceOf(ApiResult.Success.class);
    }

    @Test
    void cutsAnEndlessLineOfAWatch() {
        cluster.simulated().faults().always(new Fault.Endless("x", sent));
        var ended = new CompletableFuture<ApiResult.@Nullable Failure>();
        cluster.api().watch("/api/v1/pods?watch=true", new Deaf(ended));

        assertThat(ended.join())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        cut -> {
                            assertThat(cut.code()).isEqualTo(Rejected.TOO_LARGE);
                            assertThat(cut.message()).contains("cluster c1", LINE + " bytes");
                        });
        assertThatTheServerIsCutOff();
    }

    private static void namesTheBodyLimit(Rejected cut) {
        assertThat(cut.code()).isEqualTo(Rejected.TOO_LARGE);
        assertThat(cut.message()).contains("cluster c1", "GET /api/v1/pods", BODY + " bytes");
    }

    private void assertThatTheServerIsCutOff() {
        await().until(
                        () -> {
                            var before = sent.sum();
                            return cluster.fleet().connections() <= 1 && before == sent.sum();
                        });
        assertThat(sent.sum()).isLessThan(ON_THE_WAY);
    }

    private record Deaf(CompletableFuture<ApiResult.@Nullable Failure> over) implements WatchSink {
        @Override
        public void opened() {}

        @Override
        public void lines(List<byte[]> lines, Runnable more) {
            more.run();
        }

        @Override
        public void ended(ApiResult.@Nullable Failure failure) {
            over.complete(failure);
        }
    }
}
