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

/**
 * Watches one cluster until it is closed: owns its reflectors, its current session and its
 * checkpoint. All state is confined to the cluster's serial executor.
 */
public final class ClusterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final WatchedCluster cluster;
    private final WatchContext context;
    private final ClusterExecutor work;
    private final ClusterRequests requests;
    private final Checkpoint checkpoint;
    private final RestoreCheck restoreCheck;
    private final WatchBackoff sessionBackoff;
    private final String terms;
    private List<Reflector> reflectors = List.of();
    private volatile WatchSession session;
    private ContactMonitor contact;
    private InitialSync initialSync;
    private boolean closed;
    private @Nullable ScheduledFuture<?> ticks;

    /** What happens to the cluster's checkpoint when its watch is closed. */
    public enum CloseMode {
        /** Write a final checkpoint: the next owner resumes from it. */
        CHECKPOINT,
        /** Write none: the cluster has left the fleet. */
        DISCARD,
        /** Write none: a later session owns the cluster, or is about to. */
        FENCED
    }

    /**
     * Does nothing until it is started.
     *
     * @param before where the previous session ended
     */
    public ClusterWatch(
            WatchedCluster cluster, ClusterApi api, WatchContext context, SessionEnd before) {
        this.cluster = cluster;
        this.context = context;
        this.work = new ClusterExecutor(cluster.id(), context);
        this.requests = new ClusterRequests(api, this, work);
        this.sessionBackoff = new WatchBackoff(context.settings());
        this.terms = context.terms();
        this.session = newSession(before);
        this.contact = new ContactMonitor(this, session);
        this.initialSync = new InitialSync(this, session, 0);
        this.checkpoint = new Checkpoint(context, work, session, this::state);
        this.restoreCheck = new RestoreCheck(this);
    }

    /** Starts the first session. */
    public void start(ResumePoint resumePoint) {
        work.submit(() -> begin(resumePoint));
        var settings = context.settings();
        var pause =
                Math.min(
                        settings.silenceLimit().toMillis() / 4,
                        settings.saveInterval().toMillis() / 2);
        ticks =
                context.timer()
                        .scheduleWithFixedDelay(
                                () -> work.submit(this::tick),
                                Math.max(10, pause),
                                Math.max(10, pause),
                                TimeUnit.MILLISECONDS);
    }

    /**
     * No observation is made after this returns, unless the send of the last one blocks for more
     * than two seconds.
     */
    public void close(CloseMode mode) {
        var ticking = ticks;
        if (ticking != null) {
            ticking.cancel(false);
        }
        var stopped = new CompletableFuture<@Nullable Void>();
        work.submit(() -> part(mode, () -> stopped.complete(null)));
        var _ = stopped.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
    }

    private void part(CloseMode mode, Runnable then) {
        closed = true;
        reflectors.forEach(Reflector::stop);
        context.listener().ended(id());
        if (mode == CloseMode.CHECKPOINT) {
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

    /** The last acknowledged position of the current session. */
    public SessionEnd ended() {
        return session.ended();
    }

    WatchContext context() {
        return context;
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
        context.listener().began(id());
        reflectors =
                context.kinds().stream().map(row -> new Reflector(row, this, session)).toList();
        initialSync = new InitialSync(this, session, reflectors.size());
        restoreCheck.begin();
        new SessionOpening(this, session, reflectors).by(known);
        checkpoint.save(() -> {});
        initialSync.scheduleAbsentCheck();
    }

    /**
     * Starts a new session that relists everything and reports objects that no longer exist as
     * deleted.
     */
    void restored(RestoreSign sign) {
        LOG.warn("cluster {}: {}", id(), sign.why());
        var rows = reflectors.stream().map(Reflector::saved).toList();
        begin(new ResumePoint.Restored(endSession(), sign.why(), rows));
    }

    // a lost observation leaves a gap in the sequence; only a new session tells consumers about it
    private WatchSession newSession(SessionEnd before) {
        var holder = new WatchSession[1];
        var epoch = before.nextEpoch(context.clock().instant().toEpochMilli());
        var fresh =
                new WatchSession(id(), context, epoch, () -> work.submit(() -> broken(holder[0])));
        holder[0] = fresh;
        return fresh;
    }

    private void broken(WatchSession lost) {
        if (!isCurrent(lost)) {
            return;
        }
        LOG.warn("cluster {}: an observation was not written, a new session begins", id());
        var ended = endSession();
        schedule(
                sessionBackoff.next(),
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
        boolean isKnown = initialSync.isSynced();
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
                .setListedAt(initialSync.listedAt())
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
        if (!reflectors.isEmpty()) {
            session.credentialEnds(requests.credentialEnds());
        }
    }

    void after(Duration pause, Reflector reflector, Runnable step) {
        schedule(
                pause,
                () -> {
                    if (reflectors.contains(reflector)) {
                        step.run();
                    }
                });
    }

    /** Runs the step on the cluster's executor after the delay. */
    void schedule(Duration pause, Runnable step) {
        work.schedule(pause, step);
    }

    ContactMonitor contact() {
        return contact;
    }

    void contactOk() {
        contact.answered();
        restoreCheck.answered();
    }

    InitialSync initialSync() {
        return initialSync;
    }

    boolean isCurrent(WatchSession asking) {
        return !closed && asking.equals(session);
    }

    /**
     * Wraps a step so that it runs on the cluster's executor, and only if the session is still
     * current.
     */
    Runnable ifCurrent(Runnable step) {
        var current = session;
        return () -> ifCurrent(current, step);
    }

    /** Like {@link #ifCurrent(Runnable)}, for a step that takes a result. */
    <T> Consumer<T> ifCurrent(Consumer<T> step) {
        var current = session;
        return found -> ifCurrent(current, () -> step.accept(found));
    }

    private void ifCurrent(WatchSession asking, Runnable step) {
        work.submit(
                () -> {
                    if (isCurrent(asking)) {
                        step.run();
                    }
                });
    }

    // what happened while the kind was forbidden is only reported by a session that lists
    // everything
    void renew(WatchSession blind) {
        ifCurrent(
                blind,
                () -> {
                    LOG.info("cluster {}: what was forbidden is allowed, it is listed", id());
                    begin(new ResumePoint.Anew(endSession(), "what was forbidden is allowed"));
                });
    }

    void ifLive(Reflector reflector, Runnable step) {
        work.submit(
                () -> {
                    if (reflectors.contains(reflector)) {
                        step.run();
                    }
                });
    }
}
