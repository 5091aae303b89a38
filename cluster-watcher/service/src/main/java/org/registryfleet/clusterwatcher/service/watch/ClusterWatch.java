package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.clusterwatcher.service.resume.SessionEnd;
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
    private final WatchContext parts;
    private final ClusterExecutor work;
    private final ClusterRequests requests;
    private final Checkpoint checkpoint;
    private final RestoreCheck restoreCheck;
    private final WatchBackoff sessionPauses;
    private final String terms;
    private List<Reflector> reflectors = List.of();
    private volatile WatchSession session;
    private ContactMonitor contact;
    private InitialSync listing;
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
    public ClusterWatch(
            WatchedCluster cluster, ClusterApi api, WatchContext parts, SessionEnd before) {
        this.cluster = cluster;
        this.parts = parts;
        this.work = new ClusterExecutor(cluster.id(), parts);
        this.requests = new ClusterRequests(api, this, work);
        this.sessionPauses = new WatchBackoff(parts.settings());
        this.terms = parts.terms();
        this.session = newSession(before);
        this.contact = new ContactMonitor(this, session);
        this.listing = new InitialSync(this, session, 0);
        this.checkpoint = new Checkpoint(parts, work, session, this::state);
        this.restoreCheck = new RestoreCheck(this);
    }

    /** Begins the first session. */
    public void start(ResumePoint beginning) {
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
    public SessionEnd ended() {
        return session.ended();
    }

    WatchContext parts() {
        return parts;
    }

    ClusterExecutor work() {
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

    private void begin(ResumePoint known) {
        if (closed) {
            return;
        }
        parts.listener().began(id());
        reflectors = parts.kinds().stream().map(row -> new Reflector(row, this, session)).toList();
        listing = new InitialSync(this, session, reflectors.size());
        restoreCheck.begin();
        new SessionOpening(this, session, reflectors).by(known);
        checkpoint.save(() -> {});
        listing.scheduleAbsentCheck();
    }

    /** All is listed anew, and what is not there any more is told to be gone. */
    void restored(RestoreSign sign) {
        LOG.warn("cluster {}: {}", id(), sign.why());
        var rows = reflectors.stream().map(Reflector::saved).toList();
        begin(new ResumePoint.Restored(endSession(), sign.why(), rows));
    }

    // an observation did not reach the log: only a new session tells consumers that they must not
    // count on it
    private WatchSession newSession(SessionEnd before) {
        var holder = new WatchSession[1];
        var epoch = before.nextEpoch(parts.clock().instant().toEpochMilli());
        var fresh =
                new WatchSession(id(), parts, epoch, () -> work.onLane(() -> broken(holder[0])));
        holder[0] = fresh;
        return fresh;
    }

    private void broken(WatchSession lost) {
        if (!isCurrent(lost)) {
            return;
        }
        LOG.warn("cluster {}: an observation was not written, a new session begins", id());
        var ended = endSession();
        afterPause(
                sessionPauses.next(),
                () -> begin(new ResumePoint.Anew(ended, "an observation was not written")));
    }

    private SessionEnd endSession() {
        reflectors.forEach(Reflector::stop);
        reflectors = List.of();
        var ended = session.ended();
        session = newSession(ended);
        contact = new ContactMonitor(this, session);
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

    ContactMonitor contact() {
        return contact;
    }

    void contactOk() {
        contact.answered();
        restoreCheck.answered();
    }

    InitialSync listing() {
        return listing;
    }

    boolean isCurrent(WatchSession asking) {
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

    private void ifCurrent(WatchSession asking, Runnable step) {
        work.onLane(
                () -> {
                    if (isCurrent(asking)) {
                        step.run();
                    }
                });
    }

    // what went on while nobody could look is only told by a session that lists everything
    void renew(WatchSession blind) {
        ifCurrent(
                blind,
                () -> {
                    LOG.info("cluster {}: what was forbidden is allowed, it is listed", id());
                    begin(new ResumePoint.Anew(endSession(), "what was forbidden is allowed"));
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
