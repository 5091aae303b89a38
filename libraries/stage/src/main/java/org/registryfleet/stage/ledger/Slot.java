package org.registryfleet.stage.ledger;

import org.registryfleet.stage.view.ObjectRef;

/** What an action writes to: an object or its status. At most one action a slot is under way. */
public record Slot(ObjectRef ref, boolean status) implements Comparable<Slot> {

    @Override
    public int compareTo(Slot other) {
        int byRef = ref.compareTo(other.ref);
        return byRef != 0 ? byRef : Boolean.compare(status, other.status);
    }
}
