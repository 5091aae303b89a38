package org.registryfleet.stage.ledger;

import org.registryfleet.stage.view.ObjectRef;

/**
 * Target of an action: an object or its status subresource. At most one action per slot is in
 * flight.
 */
public record Slot(ObjectRef ref, boolean status) implements Comparable<Slot> {

    @Override
    public int compareTo(Slot other) {
        int byRef = ref.compareTo(other.ref);
        return byRef != 0 ? byRef : Boolean.compare(status, other.status);
    }
}
