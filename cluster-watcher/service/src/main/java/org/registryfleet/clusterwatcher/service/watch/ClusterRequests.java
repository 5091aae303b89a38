package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Runs the blocking requests to one API server outside the cluster's executor and submits the
 * results to it.
 */
final class ClusterRequests {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);
    private static final ApiRequest SYSTEM =
            ApiRequest.get("/api/v1/namespaces/kube-system").forMetadata();

    private final ClusterApi api;
    private final ClusterWatch cluster;
    private final ClusterExecutor work;
    private final Semaphore listPermits;
    private final int pageSize;

    ClusterRequests(ClusterApi api, ClusterWatch cluster, ClusterExecutor work) {
        var settings = cluster.context().settings();
        this.api = api;
        this.cluster = cluster;
        this.work = work;
        this.listPermits = new Semaphore(settings.concurrentLists(), true);
        this.pageSize = settings.pageSize();
    }

    /** When the credential in use ends; null without an end. */
    @Nullable Instant credentialEnds() {
        return api.credentialEnds().orElse(null);
    }

    void list(Reflector reflector, Consumer<JsonNode> onPage) {
        var slot = cluster.context().pages().slot();
        var call = new ListCall(api, reflector.watched(), pageSize, listPermits, slot);
        work.runBlocking(
                () -> {
                    var result =
                            call.run(
                                    (items, recorded) -> {
                                        cluster.ifLive(reflector, () -> onPage.accept(items));
                                        work.submit(recorded);
                                    });
                    cluster.ifLive(reflector, () -> reflector.listEnded(result));
                });
    }

    /**
     * Asks for the cluster's identity and for a consistent list of which only the resourceVersion
     * matters.
     *
     * @param watched null when nothing is to be listed
     */
    void inquire(@Nullable WatchedKind watched, Consumer<RestoreCheck.Inquiry> then) {
        work.runBlocking(
                () -> {
                    var system = api.call(SYSTEM);
                    var list = watched == null ? null : api.call(oneOf(watched));
                    then.accept(new RestoreCheck.Inquiry(api.authority(), system, list));
                });
    }

    private static ApiRequest oneOf(WatchedKind watched) {
        return ApiRequest.list(watched.path(), watched.fieldSelector(), 1, "").forMetadataList();
    }

    void metadata(WatchedKind watched, Consumer<ListCall.Metadata> then) {
        var slot = cluster.context().pages().slot();
        var call = new ListCall(api, watched, pageSize, listPermits, slot);
        work.runBlocking(() -> then.accept(call.metadata()));
    }

    void watch(WatchCall call, WatchedKind watched, String version) {
        var query = new LinkedHashMap<String, String>();
        query.put("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("fieldSelector", watched.fieldSelector());
        query.put("resourceVersion", version);
        query.put(
                "timeoutSeconds", Integer.toString(ThreadLocalRandom.current().nextInt(300, 600)));
        var path = ApiRequest.get(watched.path(), query).path();
        work.runBlocking(() -> call.open(api, path));
    }

    /** Any answer except 401 or 5xx proves that the API server is reachable. */
    void probe(ContactMonitor asking) {
        work.runBlocking(
                () -> {
                    var answer = askVersion();
                    if (answer instanceof ApiResult.Unanswered) {
                        api.reconnect();
                        answer = askVersion();
                    }
                    var last = answer;
                    work.submit(
                            () -> {
                                switch (last) {
                                    case ApiResult.Rejected rejected
                                            when rejected.code() == 401 || rejected.code() >= 500 ->
                                            asking.probeFailed(rejected.message());
                                    case ApiResult.Unanswered unanswered ->
                                            asking.probeFailed(unanswered.message());
                                    case ApiResult.Success _, ApiResult.Rejected _ ->
                                            asking.probeSucceeded();
                                }
                            });
                });
    }

    // the connection may be dead while the server is healthy, so the retry opens a new one
    private ApiResult askVersion() {
        return api.call(ApiRequest.get("/version"), PROBE_LIMIT);
    }

    void reconnect() {
        work.runBlocking(api::reconnect);
    }
}
