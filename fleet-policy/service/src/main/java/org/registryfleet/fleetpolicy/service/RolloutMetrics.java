package org.registryfleet.fleetpolicy.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import org.registryfleet.fleetpolicy.rollout.PolicyChange;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Meters of the policies: how clusters compare, and how far rollouts have come. */
final class RolloutMetrics implements Consumer<PolicyChange> {
    private final MultiGauge clusters;
    private final MultiGauge progress;
    private final MultiGauge states;
    private final MultiGauge conflicts;
    private final SortedMap<String, RolloutReport> reports = new TreeMap<>();

    RolloutMetrics(MeterRegistry registry) {
        clusters =
                gauge(
                        registry,
                        "registryfleet.policy.clusters",
                        "Clusters of a policy by how they compare");
        progress =
                gauge(
                        registry,
                        "registryfleet.rollout.clusters",
                        "Clusters of a rollout by stage and progress");
        states =
                gauge(
                        registry,
                        "registryfleet.rollout.state",
                        "1 for the state that a policy's rollout is in");
        conflicts =
                gauge(
                        registry,
                        "registryfleet.policy.conflicts",
                        "Fields of clusters that another enforcing policy wants differently");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public synchronized void accept(PolicyChange change) {
        switch (change) {
            case PolicyChange.Reported(var report) -> reports.put(report.policy(), report);
            case PolicyChange.Withdrawn(var policy) -> reports.remove(policy);
            case PolicyChange.Assigned _ -> {
                return;
            }
        }
        var compared = new ArrayList<Row<?>>();
        var advanced = new ArrayList<Row<?>>();
        var stands = new ArrayList<Row<?>>();
        var contradicting = new ArrayList<Row<?>>();
        reports.forEach(
                (policy, report) -> {
                    var tag = Tags.of("policy", policy);
                    report.compliance()
                            .forEach(
                                    (state, count) ->
                                            compared.add(Row.of(tag.and("state", state), count)));
                    report.stages().forEach(stage -> advanced.addAll(rows(tag, stage)));
                    stands.add(Row.of(tag.and("state", word(report.state())), 1));
                    contradicting.add(Row.of(tag, report.conflicts().size()));
                });
        clusters.register(compared, true);
        progress.register(advanced, true);
        states.register(stands, true);
        conflicts.register(contradicting, true);
    }

    private static List<Row<?>> rows(Tags tag, RolloutReport.StageCount stage) {
        var rows = new ArrayList<Row<?>>();
        stage.clusters()
                .forEach(
                        (status, count) ->
                                rows.add(
                                        Row.of(
                                                tag.and("stage", stage.name())
                                                        .and("status", word(status)),
                                                count)));
        return rows;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
