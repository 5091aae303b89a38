package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the watches of all clusters share.
 *
 * @param pages of lists that may be held at a time
 * @param threads virtual threads, for everything that waits
 * @param timer only starts things; never waits itself
 * @param clock gives {@code observedAt}
 */
public record WatchContext(
        List<WatchedKind> kinds,
        Redaction redaction,
        WatchSettings settings,
        ObservationSink sink,
        PageSlots pages,
        ExecutorService threads,
        ScheduledExecutorService timer,
        InstantSource clock,
        WatchListener listener) {

    public WatchContext {
        kinds = List.copyOf(kinds);
    }

    /** What a saved state must agree on; other kinds, rules or keys give other digests. */
    public String terms() {
        return redaction.fingerprint(kinds.toString());
    }

    public WatchContext withClock(InstantSource other) {
        return new WatchContext(
                kinds, redaction, settings, sink, pages, threads, timer, other, listener);
    }
}
