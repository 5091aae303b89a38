package org.registryfleet.stageservice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.clusteraccess.execution.QueueListener;
import org.registryfleet.events.Action;
import org.registryfleet.events.Outcome;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Micrometer metrics of the executor: calls by verb and result, queue wait, open circuit breakers.
 */
final class MicrometerQueueListener implements QueueListener {

    private final MeterRegistry registry;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    MicrometerQueueListener(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("registryfleet.circuits.open", open, Set::size)
                .description("Clusters that are not called for a while, after calls that failed")
                .register(registry);
    }

    @Override
    public void finished(Action action, Outcome outcome, Duration waited, Duration took) {
        Timer.builder("registryfleet.calls")
                .description("Calls to managed clusters")
                .tags(
                        "stage", action.getStage(),
                        "verb", action.getVerb().name(),
                        "result", outcome.getResult().name())
                .serviceLevelObjectives(HistogramBuckets.OF_A_FLEET)
                .register(registry)
                .record(took);
        Timer.builder("registryfleet.lane.wait")
                .description("How long actions waited for their cluster's queue")
                .tag("stage", action.getStage())
                .serviceLevelObjectives(HistogramBuckets.OF_A_FLEET)
                .register(registry)
                .record(waited);
    }

    @Override
    public void circuitOpened(String cluster) {
        open.add(cluster);
        registry.counter("registryfleet.circuit.opened").increment();
    }

    @Override
    public void circuitClosed(String cluster) {
        open.remove(cluster);
        registry.counter("registryfleet.circuit.closed").increment();
    }

    @Override
    public void forgotten(String cluster) {
        open.remove(cluster);
    }
}
