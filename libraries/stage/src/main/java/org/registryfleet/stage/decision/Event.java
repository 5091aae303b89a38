package org.registryfleet.stage.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Unreadable;

import java.util.Set;

/**
 * One thing the log says about a cluster. Sessions of the watch are told apart by {@link
 * WatchSessionId}.
 */
public sealed interface Event {

    /** An object was added or modified, seen in this watch session. */
    record Seen(String session, Observed object) implements Event {}

    /** An object is gone. */
    record Gone(String session, ObjectRef ref) implements Event {}

    /**
     * The session has listed every kind that it may list.
     *
     * @param unreadable what it may not
     */
    record Synced(String session, Set<Unreadable> unreadable) implements Event {

        public Synced {
            unreadable = Set.copyOf(unreadable);
        }

        /** Nothing was forbidden. */
        public Synced(String session) {
            this(session, Set.of());
        }
    }

    /** The session begins anew: until it has listed everything, what is known is what was. */
    record Begun(String session) implements Event {}

    /** The session goes on where an earlier one stopped: nothing is listed anew. */
    record Resumed(String session) implements Event {}

    /**
     * Another state of the cluster, or another cluster, has taken the place of the one that was
     * watched; the session lists it.
     */
    record Restored(String session) implements Event {}

    /** An object is there, but too large to be shown. */
    record TooLarge(String session, ObjectRef ref) implements Event {}

    /** The watcher lost or regained the cluster. */
    record ContactChanged(String session, Connectivity contact) implements Event {}

    /** The cluster entered the fleet, changed its entry, or (null) left the fleet. */
    record Registered(@Nullable Registration registration) implements Event {}

    /** An executor answered one of this stage's actions. */
    record Answered(ActionAnswer answer) implements Event {}

    /** The same for something outside the cluster, with what the executor found there. */
    record Found(ActionAnswer answer, Observed object) implements Event {}

    /** An earlier stage published a result. */
    record Resulted(Object result) implements Event {}
}
