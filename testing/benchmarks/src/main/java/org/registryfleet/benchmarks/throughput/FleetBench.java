package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.benchmarks.report.Sample;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * 1,000 paper clusters whose registries come and go all the time: from the append of what was
 * observed until a reader of the statuses has the cluster's new one.
 */
public final class FleetBench {

    private static final int CLUSTERS = 1_000;
    private static final Duration STEP = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Report report;
    private final int rounds;
    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private double cost;

    /** Every cluster changes in each of the rounds, which take five seconds. */
    public FleetBench(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    public void run() {
        try (var bench = SyntheticBench.of(CLUSTERS)) {
            var runs = bench.startAll();
            try (var _ =
                    bench.log().follow(Topics.STATUS, record -> seen((ClusterStatus) record))) {
                round(bench, false);
                round(bench, true);
                times.clear();
                var processor = Processor.begin();
                for (int i = 0; i < rounds; i++) {
                    round(bench, i % 2 != 0);
                }
                cost = processor.seconds() / rounds / CLUSTERS * 1_000;
            }
            runs.forEach(StageRun::close);
        }
        var sample = Sample.of(times);
        report.add(
                Figure.atMost(
                        "watch event → status, 1,000 clusters, 200 changes/s: p99",
                        sample.percentile(99),
                        1_000,
                        "ms"));
        report.add(Figure.informs("the same, all", sample.toString()));
        report.add(
                Figure.informs(
                        "processor time of everything, Kafka included, for each change",
                        Numbers.shown(cost) + " ms"));
    }

    private void round(SyntheticBench bench, boolean isAvailable) {
        long next = System.nanoTime();
        for (int number = 0; number < CLUSTERS; number++) {
            var cluster = SyntheticFleet.name(number);
            changedAt.put(cluster, System.nanoTime());
            bench.fleet().report(cluster, isAvailable);
            next += STEP.toNanos();
            Pause.of(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        Pause.until(changedAt::isEmpty, LIMIT, "a status for every change");
    }

    private void seen(ClusterStatus status) {
        long now = System.nanoTime();
        var trigger = status.getDecision().getTrigger();
        if (trigger != null && trigger.getTopic().equals(Topics.OBSERVATIONS)) {
            var began = changedAt.remove(status.getCluster());
            if (began != null) {
                times.add(Duration.ofNanos(now - began));
            }
        }
    }
}
