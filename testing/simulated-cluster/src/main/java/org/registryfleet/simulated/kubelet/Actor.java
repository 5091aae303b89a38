package org.registryfleet.simulated.kubelet;

import org.registryfleet.simulated.store.StoreEvent;

/**
 * One part of the kubelet. Called one event at a time; what it wants is read from the cluster, not
 * from the event.
 */
interface Actor {

    /** Reacts to a change of the cluster, its own changes included. */
    void see(StoreEvent event);

    /** Looks at everything again, because something outside of the store has changed. */
    default void lookAgain() {}
}
