package org.registryfleet.inventory.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import org.registryfleet.inventory.decision.InventoryChange;
import org.registryfleet.inventory.decision.InventoryChange.Reported;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Meters of the sources: their state and how many of their clusters are in which. */
final class InventoryMetrics implements Consumer<InventoryChange> {
    private final MultiGauge clusters;
    private final MultiGauge up;
    private final MultiGauge suspect;
    private final Map<String, SourceReport> reports = new TreeMap<>();

    InventoryMetrics(MeterRegistry registry) {
        clusters =
                MultiGauge.builder("registryfleet.inventory.clusters")
                        .description("Clusters of a source by state")
                        .register(registry);
        up =
                MultiGauge.builder("registryfleet.inventory.source.up")
                        .description("1 while the source can be read")
                        .register(registry);
        suspect =
                MultiGauge.builder("registryfleet.inventory.source.suspect")
                        .description("1 while clusters have gone and nobody has confirmed it")
                        .register(registry);
    }

    @Override
    public synchronized void accept(InventoryChange change) {
        if (!(change instanceof Reported(var report))) {
            return;
        }
        reports.put(report.settings().name(), report);
        var numbers = new ArrayList<Row<?>>();
        var states = new ArrayList<Row<?>>();
        var suspects = new ArrayList<Row<?>>();
        reports.forEach(
                (source, one) -> {
                    if (one.state() == SourceState.RETIRED) {
                        return;
                    }
                    var tag = Tags.of("source", source);
                    counts(one)
                            .forEach(
                                    (state, count) ->
                                            numbers.add(Row.of(tag.and("state", state), count)));
                    states.add(Row.of(tag, one.state() == SourceState.UNREADABLE ? 0 : 1));
                    suspects.add(Row.of(tag, one.state() == SourceState.SUSPECT ? 1 : 0));
                });
        clusters.register(numbers, true);
        up.register(states, true);
        suspect.register(suspects, true);
    }

    private static Map<String, Integer> counts(SourceReport report) {
        var counts = report.counts();
        return Map.of(
                "admitted", counts.admitted(),
                "probing", counts.probing(),
                "duplicate", counts.duplicate(),
                "rejected", counts.rejected(),
                "leaving", counts.leaving(),
                "gone", counts.gone());
    }
}
