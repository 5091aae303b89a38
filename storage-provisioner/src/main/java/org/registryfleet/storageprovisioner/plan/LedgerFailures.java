package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Optional;

/** What the API server said to writes that failed. */
public final class LedgerFailures {

    private LedgerFailures() {}

    /** The failure of the last write to an object; empty while there is none. */
    public static Optional<String> of(Ledger ledger, ObjectRef ref) {
        return ledger.failures().stream()
                .filter(entry -> entry.getKey().ref().equals(ref) && !entry.getKey().status())
                .map(entry -> entry.getValue().failure())
                .map(failure -> failure.message().isEmpty() ? failure.reason() : failure.message())
                .findFirst();
    }
}
