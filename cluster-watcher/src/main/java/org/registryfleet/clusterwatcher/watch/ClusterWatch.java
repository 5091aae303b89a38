package org.registryfleet.clusterwatcher.watch;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiAnswer;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.kind.Watched;
import org.registryfleet.events.ObservationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Watches one cluster until closed. Everything happens on the cluster's lane. */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    private final String id;
    private final ClusterApi api;
    private final WatchParts parts;
    private final ClusterWork work;
    private final Semaphore listPermits;
    private final Map<Reflector, String> settled = new LinkedHashMap<>();
    private final Set<Reflector> absent = new LinkedHashSet<>();
    private List<Reflector> reflectors = List.of();
    private Session session;
    private Contact contact;
    private final Pauses sessionPauses;
    private boolean synced;
    private boolean closed;
    private long startedAt;
    private @Nullable ScheduledFuture<?> ticks;

    public ClusterWatch(String id, ClusterApi api, WatchParts parts) {
        this.id = id;
        this.api = api;
        this.parts = parts;
        this.work = new ClusterWork(id, parts);
        this.listPermits = new Semaphore(parts.settings().concurrentLists(), true);
        this.sessionPauses = new Pauses(parts.settings());
        this.session = newSession();
        this.contact = new Contact(this, session);
    }

    /** Begins the first session. */
    public void start() {
        work.onLane(this::begin);
        var pause = Math.max(10, parts.settings().silenceLimit().toMillis() / 4);
        ticks =
                parts.timer()
                        .scheduleWithFixedDelay(
                                () -> work.onLane(this::tick), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Nothing is observed any more when this returns, unless the log holds up the last one. */
    @Override
    public void close() {
        var ticking = ticks;
        if (ticking != null) {
            ticking.cancel(false);
        }
        var stopped = new CompletableFuture<@Nullable Void>();
        work.onLane(
                () -> {
                    closed = true;
                    reflectors.forEach(Reflector::stop);
                    reflectors = List.of();
                    stopped.complete(null);
                });
        var _ = stopped.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
    }

    String id() {
        return id;
    }

    WatchParts parts() {
        return parts;
    }

    ClusterWork work() {
        return work;
    }

    private void begin() {
        if (closed) {
            return;
        }
        startedAt = System.nanoTime();
        synced = false;
        settled.clear();
        absent.clear();
        reflectors = parts.kinds().stream().map(row -> new Reflector(row, this, session)).toList();
        reflectors.forEach(Reflector::start);
        scheduleAbsentCheck();
    }

    // an observation did not reach the log: only a new session tells consumers that they must not
    // count on it
    private Session newSession() {
        var holder = new Session[1];
        var fresh = new Session(id, parts, () -> work.onLane(() -> broken(holder[0])));
        holder[0] = fresh;
        return fresh;
    }

    private void broken(Session lost) {
        if (closed || !lost.equals(session)) {
            return;
        }
        LOG.warn("cluster {}: an observation was not written, a new session begins", id);
        endSession();
        afterPause(sessionPauses.next(), this::begin);
    }

    private void endSession() {
        reflectors.forEach(Reflector::stop);
        reflectors = List.of();
        session = newSession();
        contact = new Contact(this, session);
    }

    private void tick() {
        var now = System.nanoTime();
        reflectors.forEach(reflector -> reflector.checkSilence(now));
    }

    void list(Reflector reflector, Consumer<JsonNode> onPage) {
        var call = new ListCall(api, reflector.watched(), parts.settings().pageSize(), listPermits);
        work.offLane(
                () -> {
                    var result = call.run(items -> ifLive(reflector, () -> onPage.accept(items)));
                    ifLive(reflector, () -> reflector.listEnded(result));
                });
    }

    void openWatch(Attempt attempt, Watched watched, String version) {
        var query = new LinkedHashMap<String, String>();
        query.put("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("fieldSelector", watched.fieldSelector());
        query.put("resourceVersion", version);
        query.put(
                "timeoutSeconds", Integer.toString(ThreadLocalRandom.current().nextInt(300, 600)));
        var path = ApiRequest.get(watched.path(), query).path();
        work.offLane(() -> attempt.open(api, path));
    }

    void after(Duration pause, Reflector reflector, Runnable step) {
        afterPause(
                pause,
                () -> {
                    if (reflectors.contains(reflector)) {
                        step.run();
                    }
                });
    }

    /** Runs the step on the lane. */
    void afterPause(Duration pause, Runnable step) {
        work.afterPause(pause, step);
    }

    void trouble(Reflector reflector, String why) {
        contact.trouble(reflector, why);
    }

    void contactOk() {
        contact.answered();
    }

    void startAgain(Reflector reflector) {
        reflector.startAgain();
    }

    /** Any answer but a refused credential or a gateway's error shows that the server is there. */
    void probe(String why) {
        var asked = contact;
        work.offLane(
                () -> {
                    var answer = askVersion();
                    if (answer instanceof ApiAnswer.Unanswered) {
                        api.reconnect();
                        answer = askVersion();
                    }
                    var last = answer;
                    work.onLane(
                            () -> {
                                switch (last) {
                                    case ApiAnswer.Rejected rejected
                                            when rejected.code() == 401 || rejected.code() >= 500 ->
                                            asked.probeFailed(rejected.message());
                                    case ApiAnswer.Unanswered unanswered ->
                                            asked.probeFailed(unanswered.message());
                                    case ApiAnswer.Success _, ApiAnswer.Rejected _ ->
                                            asked.probeSucceeded();
                                }
                            });
                });
    }

    // a connection may be dead while the server is well, so the second question goes over a new one
    private ApiAnswer askVersion() {
        return api.call(ApiRequest.get("/version"), PROBE_LIMIT);
    }

    void reconnect() {
        work.offLane(api::reconnect);
    }

    /** A reflector has listed its kind or knows that it cannot; empty when it has listed. */
    void settled(Reflector reflector, String missing) {
        var before = settled.put(reflector, missing);
        if (settled.size() < reflectors.size()) {
            return;
        }
        if (!synced) {
            sync();
            parts.listener().synced(id, Duration.ofNanos(System.nanoTime() - startedAt));
        } else if (isForbidden(before) && !isForbidden(missing)) {
            var blind = session;
            work.onLane(() -> renew(blind));
        } else if (isForbidden(missing) && !isForbidden(before)) {
            sync();
        }
    }

    private void sync() {
        synced = true;
        var detail =
                settled.values().stream()
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        session.mark(ObservationType.SYNCED, detail);
    }

    // what went on while nobody could look is only told by a session that lists everything
    private void renew(Session blind) {
        if (!closed && blind.equals(session)) {
            LOG.info("cluster {}: what was forbidden is allowed, a new session begins", id);
            endSession();
            begin();
        }
    }

    private static boolean isForbidden(@Nullable String missing) {
        return missing != null && missing.startsWith("forbidden: ");
    }

    void absent(Reflector reflector) {
        absent.add(reflector);
    }

    private void scheduleAbsentCheck() {
        var current = session;
        afterPause(
                parts.settings().absentRetry(),
                () -> {
                    if (!closed && current.equals(session)) {
                        var again = List.copyOf(absent);
                        absent.clear();
                        again.forEach(Reflector::start);
                        scheduleAbsentCheck();
                    }
                });
    }

    private void ifLive(Reflector reflector, Runnable step) {
        work.onLane(
                () -> {
                    if (reflectors.contains(reflector)) {
                        step.run();
                    }
                });
    }
}
