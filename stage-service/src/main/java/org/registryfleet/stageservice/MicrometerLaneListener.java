package org.registryfleet.stageservice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.clusteraccess.execution.LaneListener;
import org.registryfleet.events.Action;
import org.registryfleet.events.Outcome;

import java.time.Duration;

/** The executor's work as meters: calls by verb and result, open circuits. */
final class MicrometerLaneListener implements LaneListener {

    private final MeterRegistry registry;

    MicrometerLaneListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void finished(Action action, Outcome outcome, Duration waited, Duration took) {
        Timer.builder("registryfleet.calls")
                .description("Calls to managed clusters")
                .tags(
                        "stage", action.getStage(),
                        "verb", action.getVerb().name(),
                        "result", outcome.getResult().name())
                .register(registry)
                .record(took);
        Timer.builder("registryfleet.lane.wait")
                .description("How long actions waited for their cluster's lane")
                .tag("stage", action.getStage())
                .register(registry)
                .record(waited);
    }

    @Override
    public void circuitOpened(String cluster) {
        registry.counter("registryfleet.circuit.opened").increment();
    }

    @Override
    public void circuitClosed(String cluster) {
        registry.counter("registryfleet.circuit.closed").increment();
    }
}
