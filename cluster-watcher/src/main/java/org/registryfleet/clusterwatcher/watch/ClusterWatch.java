package org.registryfleet.clusterwatcher.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.resume.Beginning;
import org.registryfleet.clusterwatcher.resume.Ended;
import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches one cluster until closed. Everything happens on the cluster's lane. */
public final class ClusterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final WatchedCluster cluster;
    private final WatchParts parts;
    private final ClusterWork work;
    private final ClusterRequests requests;
    private final Checkpoint checkpoint;
    private final RestoreCheck restoreCheck;
    private final Pauses sessionPauses;
    private final String terms;
    private List<Reflector> reflectors = List.of();
    private volatile Session session;
    private Contact contact;
    private Listing listing;
    private boolean closed;
    private @Nullable ScheduledFuture<?> ticks;

    /** What is to become of the knowledge about a cluster that is no longer watched here. */
    public enum Parting {
        /** Somebody goes on from here. */
        SAVE,
        /** Whoever comes next begins anew. */
        FORGET,
        /** Somebody has gone on already. */
        YIELD
    }

    /**
     * Does nothing before it is started.
     *
     * @param before the session before
     */
    public ClusterWatch(WatchedCluster cluster, ClusterApi api, WatchParts parts, Ended before) {
        this.cluster = cluster;
        this.parts = parts;
        this.work = new ClusterWork(cluster.id(), parts);
        this.requests = new ClusterRequests(api, this, work);
        this.sessionPauses = new Pauses(parts.settings());
        this.terms = parts.terms();
        this.session = newSession(before);
        this.contact = new Contact(this, session);
        this.listing = new Listing(this, session, 0);
        this.checkpoint = new Checkpoint(parts, work, session, this::state);
        this.restoreCheck = new RestoreCheck(this);
    }

    /** Begins the first session. */
    public void start(Beginning beginning) {
        work.onLane(() -> begin(beginning));
        var settings = parts.settings();
        var pause =
                Math.min(
                        settings.silenceLimit().toMillis() / 4,
                        settings.saveInterval().toMillis() / 2);
        ticks =
                parts.timer()
                        .scheduleWithFixedDelay(
                                () -> work.onLane(this::tick),
                                Math.max(10, pause),
                                Math.max(10, pause),
                                TimeUnit.MILLISECONDS);
    }

    /** Nothing is observed any more when this returns, unless the log holds up the last one. */
    public void close(Parting parting) {
        var ticking = ticks;
        if (ticking != null) {
            ticking.cancel(false);
        }
        var stopped = new CompletableFuture<@Nullable Void>();
        work.onLane(() -> part(parting, () -> stopped.complete(null)));
        var _ = stopped.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
    }

    private void part(Parting parting, Runnable then) {
        closed = true;
        reflectors.forEach(Reflector::stop);
        parts.listener().ended(id());
        if (parting == Parting.SAVE) {
            checkpoint.save(then);
        } else {
            checkpoint.end();
            then.run();
        }
        reflectors = List.of();
    }

    String id() {
        return cluster.id();
    }

    public long epoch() {
        return session.epoch();
    }

    /** How far the current session is known to have come. */
    public Ended ended() {
        return session.ended();
    }

    WatchParts parts() {
        return parts;
    }

    ClusterWork work() {
        return work;
    }

    ClusterRequests requests() {
        return requests;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    RestoreCheck restoreCheck() {
        return restoreCheck;
    }

    List<Reflector> reflectors() {
        return reflectors;
    }

    private void begin(Beginning known) {
        if (closed) {
            return;
        }
        parts.listener().began(id());
        reflectors = parts.kinds().stream().map(row -> new Reflector(row, this, session)).toList();
        listing = new Listing(this, session, reflectors.size());
        restoreCheck.begin();
        new Opening(this, session, reflectors).by(known);
        checkpoint.save(() -> {});
        listing.scheduleAbsentCheck();
    }

    /** All is listed anew, and what is not there any more is told to be gone. */
    void restored(RestoreSign sign) {
        LOG.warn("cluster {}: {}", id(), sign.why());
        var rows = reflectors.stream().map(Reflector::saved).toList();
        begin(new Beginning.Restored(endSession(), sign.why(), rows));
    }

    // an observation did not reach the log: only a new session tells consumers that they must not
    // count on it
    private Session newSession(Ended before) {
        var holder = new Session[1];
        var epoch = before.nextEpoch(parts.clock().instant().toEpochMilli());
        var fresh = new Session(id(), parts, epoch, () -> work.onLane(() -> broken(holder[0])));
        holder[0] = fresh;
        return fresh;
    }

    private void broken(Session lost) {
        if (!isCurrent(lost)) {
            return;
        }
        LOG.warn("cluster {}: an observation was not written, a new session begins", id());
        var ended = endSession();
        afterPause(
                sessionPauses.next(),
                () -> begin(new Beginning.Anew(ended, "an observation was not written")));
    }

    private Ended endSession() {
        reflectors.forEach(Reflector::stop);
        reflectors = List.of();
        var ended = session.ended();
        session = newSession(ended);
        contact = new Contact(this, session);
        checkpoint.begin(session);
        return ended;
    }

    private WatchState state() {
        boolean isKnown = listing.isSynced();
        var rows =
                isKnown
                        ? reflectors.stream().map(Reflector::saved).toList()
                        : List.<WatchedRow>of();
        return WatchState.newBuilder()
                .setCluster(id())
                .setCredential(cluster.credential())
                .setTerms(terms)
                .setSession(session.id())
                .setEpoch(session.epoch())
                .setSequence(session.last())
                .setPosition(-1)
                .setListedAt(listing.listedAt())
                .setSynced(isKnown)
                .setContactLost(contact.isLost())
                .setClusterUid(restoreCheck.identity().uid())
                .setAuthority(restoreCheck.identity().authority())
                .setRows(rows)
                .build();
    }

    private void tick() {
        var now = System.nanoTime();
        restoreCheck.tick(now);
        reflectors.forEach(reflector -> reflector.checkSilence(now));
        checkpoint.tick(now);
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

    Contact contact() {
        return contact;
    }

    void contactOk() {
        contact.answered();
        restoreCheck.answered();
    }

    Listing listing() {
        return listing;
    }

    boolean isCurrent(Session asking) {
        return !closed && asking.equals(session);
    }

    /** The step, unless another session has begun by then; runs on the lane. */
    Runnable ifCurrent(Runnable step) {
        var current = session;
        return () -> ifCurrent(current, step);
    }

    /** The same with what is found out until then. */
    <T> Consumer<T> ifCurrent(Consumer<T> step) {
        var current = session;
        return found -> ifCurrent(current, () -> step.accept(found));
    }

    private void ifCurrent(Session asking, Runnable step) {
        work.onLane(
                () -> {
                    if (isCurrent(asking)) {
                        step.run();
                    }
                });
    }

    // what went on while nobody could look is only told by a session that lists everything
    void renew(Session blind) {
        ifCurrent(
                blind,
                () -> {
                    LOG.info("cluster {}: what was forbidden is allowed, it is listed", id());
                    begin(new Beginning.Anew(endSession(), "what was forbidden is allowed"));
                });
    }

    void ifLive(Reflector reflector, Runnable step) {
        work.onLane(
                () -> {
                    if (reflectors.contains(reflector)) {
                        step.run();
                    }
                });
    }
}
