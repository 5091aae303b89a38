package org.registryfleet.regfleet.fleet;

import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;

import java.time.Duration;
import java.util.Optional;

/** Where people ask the fleet for a change of a cluster, and learn what became of it. */
public interface ChangeRequests extends AutoCloseable {

    /**
     * Hands a request in and waits for what the fleet decides.
     *
     * @return the last that the fleet said about it; empty when it said nothing within the limit
     * @throws CommandFailure when the log cannot be reached, or a later request took its place
     */
    Optional<RequestOutcome> ask(String cluster, Assignment request, Duration limit);

    @Override
    void close();
}
