package org.registryfleet.localfleet.scenario;

import org.registryfleet.stage.decision.FleetClock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Real time, and for each cluster what a scenario has let pass in addition. */
public final class ScenarioClock implements FleetClock {

    private final ConcurrentMap<String, Duration> ahead = new ConcurrentHashMap<>();

    @Override
    public Instant now(String cluster) {
        return Instant.now().plus(ahead.getOrDefault(cluster, Duration.ZERO));
    }

    void advance(String cluster, Duration duration) {
        ahead.merge(cluster, duration, Duration::plus);
    }
}
