package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Optional;

/** The API server's messages about failed writes. */
public final class LedgerFailures {

    private LedgerFailures() {}

    /** Why the last action on an object failed; empty if it did not. */
    public static Optional<Failure> find(Ledger ledger, ObjectRef ref) {
        return ledger.failures().stream()
                .filter(entry -> entry.getKey().ref().equals(ref) && !entry.getKey().status())
                .map(entry -> entry.getValue().failure())
                .findFirst();
    }

    /** The failure of the last write to an object; empty if there is none. */
    public static Optional<String> of(Ledger ledger, ObjectRef ref) {
        return find(ledger, ref)
                .map(failure -> failure.message().isEmpty() ? failure.reason() : failure.message());
    }
}
