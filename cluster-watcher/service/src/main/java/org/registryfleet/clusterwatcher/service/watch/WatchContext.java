package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Dependencies shared by the watches of all clusters.
 *
 * @param pages bounds the list pages in memory
 * @param threads virtual threads, for everything that blocks
 * @param timer only submits tasks; never blocks
 * @param clock source of {@code observedAt}
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

    /**
     * Fingerprint of the kinds, redaction rules and digest key. A checkpoint with another one
     * cannot be resumed, because its digests are not comparable.
     */
    public String terms() {
        return redaction.fingerprint(kinds.toString());
    }

    public WatchContext withClock(InstantSource other) {
        return new WatchContext(
                kinds, redaction, settings, sink, pages, threads, timer, other, listener);
    }
}
