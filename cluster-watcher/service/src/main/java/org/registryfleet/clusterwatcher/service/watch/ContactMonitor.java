package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.events.ObservationType;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tracks whether the API server is reachable. A failed call only raises suspicion; a failed probe
 * after it is a loss of contact, which is reported once. While contact is lost a single probe with
 * backoff replaces the retries of all reflectors.
 *
 * <pre>
 * connected --failed call--> suspected --failed probe--> lost
 *     ^-------response-----------'--------response--------'
 * </pre>
 */
final class ContactMonitor {
    private enum State {
        CONNECTED,
        SUSPECTED,
        LOST
    }

    private final ClusterWatch cluster;
    private final WatchSession session;
    private final WatchBackoff backoff;
    private final Set<Reflector> waiting = new LinkedHashSet<>();
    private State state = State.CONNECTED;

    ContactMonitor(ClusterWatch cluster, WatchSession session) {
        this.cluster = cluster;
        this.session = session;
        this.backoff = new WatchBackoff(cluster.context().settings());
    }

    /** The resumed session had lost contact and never reported it restored. */
    void resumeLost() {
        state = State.LOST;
        cluster.context().listener().contact(cluster.id(), false);
        cluster.requests().probe(this);
    }

    /** Registers a reflector to be restarted once the API server answers. */
    void callFailed(Reflector reflector) {
        waiting.add(reflector);
        if (state == State.CONNECTED) {
            state = State.SUSPECTED;
            cluster.requests().probe(this);
        }
    }

    boolean isLost() {
        return state == State.LOST;
    }

    void probeFailed(String why) {
        if (state == State.CONNECTED || !cluster.isCurrent(session)) {
            return;
        }
        if (state == State.SUSPECTED) {
            state = State.LOST;
            session.mark(ObservationType.CONTACT_LOST, why);
            cluster.context().listener().contact(cluster.id(), false);
        }
        cluster.schedule(backoff.next(), () -> cluster.requests().probe(this));
    }

    void answered() {
        if (state == State.LOST) {
            session.mark(
                    ObservationType.CONTACT_RESTORED,
                    "the API server answers again; every watch goes on from its last version, or"
                            + " marks a gap");
            cluster.context().listener().contact(cluster.id(), true);
        }
        state = State.CONNECTED;
        var ready = Set.copyOf(waiting);
        waiting.clear();
        ready.forEach(Reflector::startAgain);
    }

    void probeSucceeded() {
        if (cluster.isCurrent(session)) {
            backoff.reset();
            answered();
        }
    }
}
