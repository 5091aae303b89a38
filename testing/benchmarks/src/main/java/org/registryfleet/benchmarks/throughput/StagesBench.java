package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;

import java.time.Duration;
import java.util.List;

/**
 * Observations through each stage alone, one thread, beside a plain consumer that only counts the
 * same topic. Nobody carries out actions: few of the changes ask for any.
 */
public final class StagesBench {

    private static final int CLUSTERS = 500;
    private static final int BAR = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Report report;
    private final long observations;

    public StagesBench(Report report, long observations) {
        this.report = report;
        this.observations = observations;
    }

    public void run() {
        var pattern = Recording.make();
        try (var workspace = Workspace.temporary();
                var kafka = LocalKafka.start(workspace.folder("kafka"));
                var log = new BenchLog(kafka.bootstrapServers())) {
            log.createTopics();
            var fleet = new SyntheticFleet(pattern, log);
            long settled = fleet.settle(0, CLUSTERS);
            fleet.change(CLUSTERS, Math.max(0, observations - settled));
            plainConsumer(log);
            var only = System.getProperty("bench.stage", "");
            StageSelection.all().stream()
                    .filter(stage -> only.isEmpty() || stage.stage().name().equals(only))
                    .forEach(stage -> stage(stage, log, workspace));
        }
    }

    private void plainConsumer(BenchLog log) {
        long begin = System.nanoTime();
        long count = log.read(List.of(Topics.OBSERVATIONS), _ -> {});
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(
                Figure.informs(
                        "plain consumer of the same topic (poll and count)",
                        "%s observations/s (n = %d)"
                                .formatted(Numbers.shown(count / seconds), count)));
    }

    private void stage(StageDefinition<?> definition, BenchLog log, Workspace workspace) {
        long expected = log.read(definition.inputs(), _ -> {});
        var name = definition.stage().name();
        try (var run =
                new StageRun(definition, log.bootstrapServers(), workspace.folder(name), true)) {
            run.start();
            Pause.until(() -> run.records() >= expected, LIMIT, "stage " + name);
            report.add(
                    Figure.atLeast(
                            "observations through stage " + name + ", one thread",
                            run.perSecond(),
                            BAR,
                            "/s"));
            report.add(
                    Figure.informs(
                            "the same for each second of processor time of its thread",
                            Numbers.shown(run.perProcessorSecond()) + " /s"));
            report.add(
                    Figure.atLeast(
                            "decisions for each observation",
                            (double) run.decisions() / expected,
                            0.02,
                            "decisions"));
        }
    }
}
