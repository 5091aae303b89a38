package org.registryfleet.scenarios.play;

import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.simulated.SimulatedFleet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** A simulated cluster that nobody looks after; its time passes only when it is told to. */
class IdleTarget implements ScenarioTarget {

    final SimulatedFleet fleet;
    final String id;
    Duration passed = Duration.ZERO;

    IdleTarget(SimulatedFleet fleet, String id) {
        this.fleet = fleet;
        this.id = id;
        fleet.addCluster(id);
    }

    @Override
    public ApiAccess cluster() {
        return ApiAccess.plain(URI.create(fleet.baseUrl(id)));
    }

    @Override
    public void startOperator() {}

    @Override
    public void stopOperator() {}

    @Override
    public void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(passed);
    }

    @Override
    public Activity activity() {
        return new Activity("", 0);
    }

    @Override
    public void close() {
        fleet.removeCluster(id);
    }
}
