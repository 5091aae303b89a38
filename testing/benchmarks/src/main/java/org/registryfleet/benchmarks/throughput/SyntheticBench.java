package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.stage.runtime.StageDefinition;

import java.time.Duration;
import java.util.List;

/** A log of settled paper clusters, and stages over it; gone when closed. */
final class SyntheticBench implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Workspace workspace = Workspace.temporary();
    private final LocalKafka kafka = LocalKafka.start(workspace.folder("kafka"));
    private final BenchLog log = new BenchLog(kafka.bootstrapServers());
    private final SyntheticFleet fleet;

    private SyntheticBench(Recording pattern) {
        log.createTopics();
        fleet = new SyntheticFleet(pattern, log);
    }

    /** Records a cluster, and writes so many of its kind. */
    static SyntheticBench of(int clusters) {
        var bench = new SyntheticBench(Recording.make());
        bench.fleet.settle(0, clusters);
        return bench;
    }

    BenchLog log() {
        return log;
    }

    SyntheticFleet fleet() {
        return fleet;
    }

    /** A stage with what it knows in memory, or on disk as a service keeps it. */
    StageRun start(StageDefinition<?> definition, boolean inMemory) {
        var folder = workspace.folder(definition.stage().name());
        return new StageRun(definition, log.bootstrapServers(), folder, inMemory).start();
    }

    /** All four stages, which have taken in what the log holds. */
    List<StageRun> startAll() {
        var runs =
                StageSelection.all().stream().map(definition -> start(definition, true)).toList();
        runs.forEach(this::awaitCaughtUp);
        return runs;
    }

    /** Waits until a stage has taken in all records; it must have begun with the first one. */
    void awaitCaughtUp(StageRun run) {
        Pause.until(() -> run.records() >= log.size(run.inputs()), LIMIT, "catching up");
    }

    @Override
    public void close() {
        log.close();
        kafka.close();
        workspace.close();
    }
}
