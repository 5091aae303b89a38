package org.registryfleet.stage.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.util.Set;

/** An input event about a cluster. Watch sessions are ordered by {@link WatchSessionId}. */
public sealed interface Event {

    /** An object was added or modified, seen in this watch session. */
    record Seen(String session, Observed object) implements Event {}

    /** An object is gone. */
    record Gone(String session, ObjectRef ref) implements Event {}

    /**
     * The session has completed its initial list.
     *
     * @param unreadable what it is forbidden to list
     * @param unserved kinds that the API server does not know
     */
    record Synced(String session, Set<Unreadable> unreadable, Set<UnservedKind> unserved)
            implements Event {

        public Synced {
            unreadable = Set.copyOf(unreadable);
            unserved = Set.copyOf(unserved);
        }

        /** Everything was listed. */
        public Synced(String session) {
            this(session, Set.of(), Set.of());
        }
    }

    /** The session relists from scratch; until it is synced the view is the last known state. */
    record Begun(String session) implements Event {}

    /** The session resumes the watch of an earlier one without a relist. */
    record Resumed(String session) implements Event {}

    /**
     * The cluster was restored from a backup or replaced by another one; the session relists it.
     */
    record Restored(String session) implements Event {}

    /** An object exists but is too large for a record. */
    record TooLarge(String session, ObjectRef ref) implements Event {}

    /** The watcher lost or regained the cluster. */
    record ContactChanged(String session, Connectivity contact) implements Event {}

    /** The cluster entered the fleet, changed its entry, or (null) left the fleet. */
    record Registered(@Nullable Registration registration) implements Event {}

    /** An executor answered one of this stage's actions. */
    record Answered(ActionAnswer answer) implements Event {}

    /** An answer about an external resource, with its state as the executor found it. */
    record Found(ActionAnswer answer, Observed object) implements Event {}

    /** An earlier stage published a result. */
    record Resulted(Object result) implements Event {}
}
