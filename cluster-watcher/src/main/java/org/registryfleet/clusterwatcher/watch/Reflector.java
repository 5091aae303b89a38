package org.registryfleet.clusterwatcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiAnswer;
import org.registryfleet.clusteraccess.api.ApiAnswer.Rejected;
import org.registryfleet.clusteraccess.api.ApiAnswer.Unanswered;
import org.registryfleet.clusterwatcher.kind.Watched;
import org.registryfleet.events.WatchedRow;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lists and watches one row of the table and keeps doing so whatever happens. Lives on its
 * cluster's lane.
 *
 * <pre>
 * list --> watch --lost--> watch again from the last version --version too old--> GAP, list, RESYNC
 *   ^--pause-- refused or absent
 * </pre>
 */
final class Reflector {
    private static final ObjectReader JSON = new JsonMapper().readerFor(ObjectNode.class);
    private static final String UNRECORDED =
            "an object could not be recorded, the watcher's log says why";
    private static final int RESUMES_BEFORE_RELIST = 3;
    private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Watched watched;
    private final ClusterWatch cluster;
    private final KindRecord record;
    private final Pauses pauses;
    private final Coverage coverage;
    private @Nullable Attempt attempt;
    private boolean watching;
    private boolean silentBefore;
    private Duration troubled = Duration.ZERO;
    private long openedAt;
    private long heardAt;

    Reflector(Watched watched, ClusterWatch cluster, Session session) {
        this.watched = watched;
        this.cluster = cluster;
        this.record = new KindRecord(watched, cluster.parts(), session);
        this.coverage = new Coverage(watched, record, cluster);
        this.pauses = new Pauses(cluster.parts().settings());
    }

    Watched watched() {
        return watched;
    }

    /** Goes on where an earlier session was. */
    void recall(WatchedRow row) {
        coverage.recall(row);
        if (coverage.canGoOn()) {
            cluster.listing().recalled(this, "");
            watch();
        } else if (coverage.missing().isEmpty()) {
            list();
        } else {
            cluster.listing().recalled(this, coverage.missing());
            cluster.listing().absent(this);
        }
    }

    WatchedRow saved() {
        return coverage.saved();
    }

    /** Lists, or goes on watching where it was. */
    void start() {
        if (coverage.canGoOn()) {
            watch();
        } else {
            list();
        }
    }

    void stop() {
        var open = attempt;
        attempt = null;
        watching = false;
        if (open != null) {
            open.cancel();
        }
    }

    /** Opens the watch anew when nothing has been heard for too long. */
    void checkSilence(long now) {
        if (!watching || now - heardAt < cluster.parts().settings().silenceLimit().toNanos()) {
            return;
        }
        cluster.parts().listener().silent(cluster.id());
        if (silentBefore) {
            cluster.requests().reconnect();
        }
        silentBefore = true;
        watch();
    }

    void opened() {
        heard();
        openedAt = heardAt;
        cluster.contactOk();
        coverage.opened();
    }

    void line(byte[] line) {
        heard();
        silentBefore = false;
        try {
            ObjectNode event = JSON.readValue(line);
            if (event.get("object") instanceof ObjectNode object) {
                take(event.path("type").asText(), object);
            } else {
                failed("an event has no object");
            }
        } catch (IOException e) {
            failed("an event could not be decoded");
        } catch (RuntimeException | Error wrong) {
            failed(UNRECORDED);
            throw wrong;
        }
    }

    void ended(ApiAnswer.@Nullable Failure failure) {
        if (watching && System.nanoTime() - openedAt > PROVEN_NANOS) {
            pauses.reset();
        }
        stop();
        switch (failure) {
            case null -> resumeAfter(pauses.next());
            case Unanswered unanswered -> trouble(unanswered.message());
            case Rejected rejected -> rejected(rejected);
        }
    }

    private void take(String type, ObjectNode body) {
        switch (type) {
            case "ADDED", "MODIFIED" -> {
                record.present(record.observed(body));
                advance(body);
            }
            case "DELETED" -> {
                record.deleted(record.observed(body));
                advance(body);
            }
            case "BOOKMARK" -> advance(body);
            case "ERROR" -> serverError(body);
            default -> failed("an event has the unknown type " + type);
        }
    }

    private void advance(JsonNode object) {
        pauses.reset();
        var version = object.path("metadata").path("resourceVersion").asText();
        if (!version.isEmpty()) {
            coverage.moved(version);
        }
    }

    private void serverError(JsonNode status) {
        if (status.path("code").asInt() == 410) {
            relist("its history has expired on the API server (410)");
        } else {
            failed("the API server answered " + status.path("message").asText());
        }
    }

    private void rejected(Rejected failure) {
        switch (failure.code()) {
            case 410 -> relist("its history has expired on the API server (410)");
            case 401 -> trouble(failure.message());
            case 403, 404 -> {
                coverage.gapOnce("the watch is refused: " + failure.message());
                list();
            }
            default -> {
                var pause = longer(pauses.next(), failure.retryAfter());
                if (pauses.failures() > RESUMES_BEFORE_RELIST) {
                    relist("the watch is refused: " + failure.message());
                } else {
                    resumeAfter(pause);
                }
            }
        }
    }

    /** The server itself seems to be in trouble, which is for the cluster to find out. */
    private void trouble(String why) {
        troubled = pauses.next();
        // a version that is still there loses nothing: the API server says when it is too old
        if (pauses.failures() > RESUMES_BEFORE_RELIST && !coverage.canGoOn()) {
            coverage.gapOnce("not observed at present: " + why);
        }
        coverage.troubled();
        cluster.trouble(this, why);
    }

    /** The server answers again. */
    void startAgain() {
        resumeAfter(troubled);
    }

    /** Something is wrong with this watch, which another one from the same version may cure. */
    private void failed(String why) {
        stop();
        var pause = pauses.next();
        if (pauses.failures() > RESUMES_BEFORE_RELIST) {
            relist(why);
        } else {
            resumeAfter(pause);
        }
    }

    private void relist(String why) {
        stop();
        coverage.lost(why);
        cluster.after(pauses.failures() > 1 ? pauses.next() : Duration.ZERO, this, this::list);
    }

    private void resumeAfter(Duration pause) {
        cluster.after(pause, this, this::start);
    }

    private void watch() {
        stop();
        var fresh = new Attempt(this, cluster.work());
        attempt = fresh;
        cluster.requests().watch(fresh, watched, coverage.version());
    }

    private void heard() {
        watching = true;
        heardAt = System.nanoTime();
    }

    private void list() {
        stop();
        record.beginList();
        cluster.requests().list(this, record::page);
    }

    void listEnded(ListCall.Result result) {
        switch (result) {
            case ListCall.Result.Listed _ when !record.isWhole() -> {
                coverage.gapOnce(UNRECORDED);
                cluster.after(pauses.next(), this, this::list);
            }
            case ListCall.Result.Listed(var resourceVersion) -> {
                coverage.listed(resourceVersion);
                settled();
                watch();
            }
            case ListCall.Result.Failed(Unanswered unanswered) -> trouble(unanswered.message());
            case ListCall.Result.Failed(Rejected rejected) -> listRejected(rejected);
        }
    }

    private void settled() {
        cluster.contactOk();
        cluster.listing().settled(this, coverage.missing());
    }

    private void listRejected(Rejected failure) {
        switch (failure.code()) {
            case 401 -> trouble(failure.message());
            case 404 -> {
                coverage.notServed();
                settled();
                cluster.listing().absent(this);
            }
            case 403 -> {
                coverage.forbidden(failure.message());
                settled();
                cluster.listing().absent(this);
            }
            default -> {
                coverage.gapOnce(
                        "the API server cannot list them (%d): %s"
                                .formatted(failure.code(), failure.message()));
                cluster.after(longer(pauses.next(), failure.retryAfter()), this, this::list);
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
