package org.registryfleet.regfleet.fleet;

import org.registryfleet.regfleet.orphan.FleetUse;

/** What the fleet's clusters use, from the log. */
public interface FleetRecords extends AutoCloseable {

    /**
     * As the log tells now: another reading takes in what was written since.
     *
     * @throws CommandFailure when the log cannot be read
     */
    FleetUse read();

    @Override
    void close();
}
