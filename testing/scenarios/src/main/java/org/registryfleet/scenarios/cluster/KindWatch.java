package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the objects of one kind in the chronicle: list, watch, list again when the watch is lost.
 */
final class KindWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
    private static final int PAUSE_MILLIS = 100;

    private final TargetApiServer api;
    private final ScenarioKind kind;
    private final Chronicle chronicle;
    private final Consumer<ObjectNode> listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private String version = "";

    KindWatch(
            TargetApiServer api,
            ScenarioKind kind,
            Chronicle chronicle,
            Consumer<ObjectNode> listener) {
        this.api = api;
        this.kind = kind;
        this.chronicle = chronicle;
        this.listener = listener;
        this.thread =
                Thread.ofVirtual()
                        .name("watch-" + kind.plural())
                        .unstarted(this::watchUntilStopped);
    }

    /**
     * Lists what is there as the environment's own; false when the server does not know the kind.
     */
    boolean listEnvironment() {
        var answer = api.get(kind.listPath());
        if (answer.isNotFound()) {
            return false;
        }
        answer.body().path("items").forEach(item -> chronicle.own(item));
        take(answer);
        return true;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    private void watchUntilStopped() {
        while (stopped.getCount() > 0) {
            try {
                if (version.isEmpty()) {
                    take(api.get(kind.listPath()));
                }
                watch();
            } catch (IOException | UncheckedIOException | IllegalStateException lost) {
                pause(lost);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void pause(Exception lost) {
        try {
            if (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("watch of {} is opened again", kind.plural(), lost);
                version = "";
            }
        } catch (InterruptedException stop) {
            stopped.countDown();
        }
    }

    private void take(TargetAnswer list) {
        if (!list.isSuccess()) {
            throw new IllegalStateException("list of " + kind.plural() + ": " + list.refusal());
        }
        var refs = new HashSet<ScenarioObjectRef>();
        for (var item : list.body().path("items")) {
            if (item instanceof ObjectNode object) {
                object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
                refs.add(ScenarioObjectRef.of(object));
                chronicle.seen(object);
                listener.accept(object);
            }
        }
        chronicle.onlyThese(kind, refs);
        version = list.body().path("metadata").path("resourceVersion").asText();
    }

    private void watch() throws InterruptedException, IOException {
        var query = "?watch=true&allowWatchBookmarks=true&resourceVersion=";
        try (var lines = api.watch(kind.listPath() + query + version)) {
            var events = lines.iterator();
            while (stopped.getCount() > 0 && !version.isEmpty() && events.hasNext()) {
                event(events.next());
            }
        }
    }

    private void event(String line) {
        var event = TargetApiServer.parse(line);
        if (!(event.path("object") instanceof ObjectNode object)) {
            return;
        }
        switch (event.path("type").asText()) {
            case "ADDED", "MODIFIED" -> {
                chronicle.seen(object);
                version = Tracked.version(object);
                listener.accept(object);
            }
            case "DELETED" -> {
                chronicle.gone(ScenarioObjectRef.of(object));
                version = Tracked.version(object);
            }
            case "BOOKMARK" -> version = Tracked.version(object);
            case String _ -> version = "";
        }
    }
}
