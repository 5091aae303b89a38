package org.registryfleet.statusreporter.service.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.registryfleet.statusreporter.service.fleet.FleetCounts;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/** Exposes fleet-wide counts to Prometheus; the number of series does not grow with the fleet. */
final class FleetMetrics implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final FleetView view;
    private final InstantSource clock;
    private volatile Counted counted;

    FleetMetrics(FleetView view, InstantSource clock) {
        this.view = view;
        this.clock = clock;
        this.counted = new Counted(view.counts(), clock.millis());
    }

    /** Cached counts and their time. */
    private record Counted(FleetCounts counts, long at) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var summary : HealthStatus.values()) {
            Gauge.builder(
                            "registryfleet.clusters",
                            this,
                            meters -> meters.counts().summaries().getOrDefault(summary.text(), 0))
                    .tag("summary", summary.text())
                    .description("Clusters of the fleet by how their registry is doing")
                    .register(registry);
        }
        gauge(registry, "enrolled", "Clusters of the fleet", FleetCounts::total);
        gauge(registry, "settled", "Clusters with nothing under way", FleetCounts::settled);
        gauge(registry, "lost", "Clusters out of contact", FleetCounts::outOfContact);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<FleetCounts> count) {
        Gauge.builder(
                        "registryfleet.clusters." + name,
                        this,
                        meters -> count.applyAsDouble(meters.counts()))
                .description(description)
                .register(registry);
    }

    /** One scrape reads a dozen gauges, which share one computation. */
    private FleetCounts counts() {
        var last = counted;
        if (clock.millis() - last.at() > FRESH.toMillis()) {
            last = new Counted(view.counts(), clock.millis());
            counted = last;
        }
        return last.counts();
    }
}
