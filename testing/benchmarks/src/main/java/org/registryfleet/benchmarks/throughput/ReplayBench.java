package org.registryfleet.benchmarks.throughput;

import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.HeapWatch;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.replay.verdict.ReplayReport;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The four stages decide over changing paper clusters; then everything that they decided is decided
 * again, twice, beside a plain consumer that only counts the same topics in the same run.
 */
public final class ReplayBench {

    private static final int BAR = 100_000;
    private static final int CLUSTERS = 200;
    private static final long CHUNK = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Report report;
    private final long records;

    /**
     * @param records how many records a replay reads, at least
     */
    public ReplayBench(Report report, long records) {
        this.report = report;
        this.records = records;
    }

    /** Measures. */
    public void run() {
        var pattern = new Recording(Recording.make().objects(), Map.of());
        try (var workspace = Workspace.temporary();
                var kafka = LocalKafka.start(workspace.folder("kafka"));
                var log = new BenchLog(kafka.bootstrapServers())) {
            log.createTopics();
            live(new SyntheticFleet(pattern, log), log, workspace);
            plainConsumer(log);
            long count = length(log);
            var first = replay(kafka, "replay, first", count);
            var second = replay(kafka, "replay, second", count);
            compare(first, second);
            heap(kafka);
        }
    }

    /**
     * Lets the stages decide, and carries out what they ask for, until a replay would read enough.
     */
    private void live(SyntheticFleet fleet, BenchLog log, Workspace workspace) {
        fleet.settle(0, CLUSTERS);
        var runs =
                StageSelection.all().stream()
                        .map(
                                definition ->
                                        new StageRun(
                                                        definition,
                                                        log.bootstrapServers(),
                                                        workspace.folder(definition.stage().name()),
                                                        true)
                                                .start())
                        .toList();
        try (var _ = new SyntheticExecutor(fleet, log, StageSelection.all())) {
            while (length(log) < records) {
                fleet.change(CLUSTERS, CHUNK);
                runs.forEach(ReplayBench.awaiting(log));
            }
        }
        runs.forEach(StageRun::close);
        report.say("  %,d records to replay", length(log));
    }

    private static Consumer<StageRun> awaiting(BenchLog log) {
        return run ->
                Pause.until(() -> run.records() >= log.size(run.inputs()), LIMIT, "catching up");
    }

    private static long length(BenchLog log) {
        return log.size(topics());
    }

    /** What a replay reads, each once. */
    private static List<String> topics() {
        return StageSelection.all().stream()
                .flatMap(stage -> Stream.concat(stage.inputs().stream(), stage.outputs().stream()))
                .distinct()
                .toList();
    }

    private void plainConsumer(BenchLog log) {
        var processor = Processor.begin();
        long begin = System.nanoTime();
        long count = log.read(topics(), _ -> {});
        report.add(
                Figure.informs(
                        "plain consumer of the same topics: poll and count",
                        Numbers.shown(perSecond(count, begin)) + " records/s"));
        perProcessorSecond(count, processor);
    }

    private ReplayReport replay(LocalKafka kafka, String what, long count) {
        var processor = Processor.begin();
        long begin = System.nanoTime();
        var result = replay(kafka, new HeapWatch(), false);
        report.add(
                Figure.atLeast(
                        what + ", %,d decisions".formatted(result.total().decisions()),
                        perSecond(count, begin),
                        BAR,
                        "records/s"));
        perProcessorSecond(count, processor);
        return result;
    }

    private void perProcessorSecond(long count, Processor processor) {
        report.add(
                Figure.informs(
                        "the same for each second of processor time, Kafka included",
                        Numbers.shown(count / processor.seconds()) + " /s"));
    }

    private void compare(ReplayReport first, ReplayReport second) {
        first.divergences().stream().limit(3).forEach(one -> report.say("  %s", one));
        first.reasons().stream().limit(3).forEach(one -> report.say("  %s", one));
        report.add(
                Figure.atMost(
                        "decisions that come out otherwise or cannot be followed",
                        (double) (first.total().divergent() + first.total().unfollowed()),
                        0,
                        "of %,d".formatted(first.total().decisions())));
        report.add(
                Figure.atMost(
                        "digests that differ between the two replays",
                        first.digest().equals(second.digest()) ? 0 : 1,
                        0,
                        "digests"));
    }

    private void heap(LocalKafka kafka) {
        var watch = new HeapWatch();
        replay(kafka, watch, true);
        report.add(
                Figure.informs(
                        "live heap while replaying, this process with Kafka",
                        Numbers.shown(watch.mebibytes()) + " MiB"));
    }

    private static ReplayReport replay(LocalKafka kafka, HeapWatch watch, boolean watching) {
        try (var log = new KafkaLog(KafkaAccess.of(kafka.bootstrapServers()))) {
            var replay = new FleetReplay(log, Events.singleObject());
            var request = ReplayRequest.all(Runtime.getRuntime().availableProcessors());
            long length = replay.length(request);
            return replay.run(
                    request,
                    done -> {
                        if (watching) {
                            watch.reached(done, length);
                        }
                    });
        }
    }

    private static double perSecond(long count, long begin) {
        return count / ((System.nanoTime() - begin) / 1e9);
    }
}
