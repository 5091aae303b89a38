package org.registryfleet.hubsources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.clusterobjects.redaction.SecretText;
import org.registryfleet.inventory.source.HubKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lists and watches the objects of one kind in one namespace of a hub. Keeps no object: pages go to
 * the listener as they come. Lists again after a version has expired or a call has failed, with
 * growing pauses.
 */
final class HubReflector implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HubReflector.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final int WATCH_SECONDS = 240;
    private static final Duration SILENCE = Duration.ofSeconds(WATCH_SECONDS + 60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int GONE = 410;

    /** Receives the objects; called by the reflector's thread. */
    interface Listener {
        void seen(HubKind kind, JsonNode object);

        void deleted(HubKind kind, JsonNode object);

        /** A list is complete: of the namespace there are these, by namespace and name. */
        void listed(HubReflector reflector, Set<String> keys);

        /** Nothing is known of the objects until the next complete list. */
        void unreadable(HubReflector reflector, String reason);
    }

    private record Step(List<byte[]> lines, Runnable more, boolean isEnd, @Nullable Failure why) {}

    private final HubKind kind;
    private final String namespace;
    private final String selector;
    private final Supplier<ClusterApi> hub;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean relisting;
    private int pageSize = PAGE;
    private int failures;
    private long lastLine = System.nanoTime();

    HubReflector(
            HubKind kind,
            String namespace,
            String selector,
            Supplier<ClusterApi> hub,
            Listener listener) {
        this.kind = kind;
        this.namespace = namespace;
        this.selector = selector;
        this.hub = hub;
        this.listener = listener;
    }

    HubKind kind() {
        return kind;
    }

    boolean covers(String key) {
        return namespace.isEmpty() || key.startsWith(namespace + "/");
    }

    void relist() {
        relisting = true;
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        try {
            var version = "";
            while (closed.getCount() > 0) {
                version = next(version);
                if (version.isEmpty()) {
                    var _ = closed.await(pause().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    // bulkhead: an object that cannot be processed must not end the source
    private String next(String version) throws InterruptedException {
        try {
            return version.isEmpty() || relisting ? list() : watch(version);
        } catch (RuntimeException bug) {
            LOG.error("{} of a hub cannot be read", kind.plural(), bug);
            failed(bug.getClass().getSimpleName());
            return "";
        }
    }

    private Duration pause() {
        var pause = Duration.ofMillis(250L << Math.min(failures, 7));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The version of the complete list; empty when there is none. */
    private String list() {
        relisting = false;
        var keys = new HashSet<String>();
        var more = "";
        do {
            var query = query("limit", Integer.toString(pageSize));
            query.put("continue", more);
            var page = call(ApiRequest.get(path(), query));
            if (page == null) {
                return "";
            }
            for (var item : page.path("items")) {
                keys.add(key(item));
                listener.seen(kind, item);
            }
            more = page.path("metadata").path("continue").asText();
            if (more.isEmpty()) {
                failures = 0;
                listener.listed(this, keys);
                return page.path("metadata").path("resourceVersion").asText("0");
            }
        } while (closed.getCount() > 0);
        return "";
    }

    private @Nullable JsonNode call(ApiRequest request) {
        try {
            return switch (hub.get().call(request)) {
                case ApiResult.Success(_, var body) -> body;
                case Failure failure -> {
                    failed(failure);
                    yield null;
                }
            };
        } catch (CredentialException noHub) {
            failed(String.valueOf(noHub.getMessage()));
            return null;
        }
    }

    private void failed(Failure failure) {
        boolean isExpired = failure instanceof Rejected rejected && rejected.code() == GONE;
        if (failure instanceof Rejected large && large.code() == Rejected.TOO_LARGE) {
            pageSize = Math.max(1, pageSize / 4);
        }
        if (!isExpired) {
            failed(failure.message());
        }
    }

    private void failed(String why) {
        failures++;
        listener.unreadable(
                this, SecretText.masked("%s cannot be read: %s".formatted(kind.plural(), why)));
    }

    /** Follows the changes until the watch ends; returns where to go on, empty to list anew. */
    private String watch(String version) throws InterruptedException {
        var query = query("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("resourceVersion", version);
        query.put("timeoutSeconds", Integer.toString(WATCH_SECONDS));
        var steps = new LinkedBlockingQueue<Step>();
        var stream = hub.get().watch(ApiRequest.get(path(), query).path(), new Steps(steps));
        var known = version;
        lastLine = System.nanoTime();
        try {
            while (closed.getCount() > 0 && !relisting) {
                var step = steps.poll(1, TimeUnit.SECONDS);
                if (step == null) {
                    if (isSilent(steps)) {
                        return known;
                    }
                    continue;
                }
                if (step.isEnd()) {
                    return ended(step.why(), known);
                }
                for (var line : step.lines()) {
                    known = take(line, known);
                    if (known.isEmpty()) {
                        return "";
                    }
                }
                lastLine = System.nanoTime();
                step.more().run();
            }
            return known;
        } finally {
            stream.cancel();
        }
    }

    private boolean isSilent(BlockingQueue<Step> steps) {
        return steps.isEmpty() && System.nanoTime() - lastLine > SILENCE.toNanos();
    }

    // a server may end a watch at any time; only a refusal means that the objects are unknown
    private String ended(@Nullable Failure why, String known) throws InterruptedException {
        if (why == null) {
            return known;
        }
        if (why instanceof Rejected rejected) {
            failed(rejected);
            return "";
        }
        failures++;
        var _ = closed.await(pause().toMillis(), TimeUnit.MILLISECONDS);
        return failures > 3 ? "" : known;
    }

    private String take(byte[] line, String known) {
        try {
            var event = JSON.readTree(line);
            var object = event.path("object");
            switch (event.path("type").asText()) {
                case "ADDED", "MODIFIED" -> listener.seen(kind, object);
                case "DELETED" -> listener.deleted(kind, object);
                case "BOOKMARK" -> {}
                default -> {
                    return "";
                }
            }
            failures = 0;
            return object.path("metadata").path("resourceVersion").asText(known);
        } catch (IOException malformed) {
            return "";
        }
    }

    private String path() {
        var root = kind.apiVersion().contains("/") ? "/apis/" : "/api/";
        var scope = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
        return root + kind.apiVersion() + scope + "/" + kind.plural();
    }

    private Map<String, String> query(String name, String value) {
        var query = new LinkedHashMap<String, String>();
        query.put("labelSelector", selector);
        query.put(name, value);
        return query;
    }

    static String key(JsonNode object) {
        var metadata = object.path("metadata");
        var namespace = metadata.path("namespace").asText();
        return (namespace.isEmpty() ? "" : namespace + "/") + metadata.path("name").asText();
    }

    /** Hands the watch over to the reflector's thread. */
    private record Steps(BlockingQueue<Step> steps) implements WatchSink {
        @Override
        public void opened() {
            steps.add(new Step(List.of(), () -> {}, false, null));
        }

        @Override
        public void lines(List<byte[]> lines, Runnable more) {
            steps.add(new Step(lines, more, false, null));
        }

        @Override
        public void ended(@Nullable Failure failure) {
            steps.add(new Step(List.of(), () -> {}, true, failure));
        }
    }
}
