package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.replay.stream.PartitionResult.StagePartitionResult;
import org.registryfleet.replay.verdict.DecisionCounts;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.NotReplayable;
import org.registryfleet.replay.verdict.ReplayReport;
import org.registryfleet.schemas.Events;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Replays the whole log. Partitions are independent and replayed in parallel. The offsets to read
 * are fixed at the start, so a running fleet does not interfere.
 */
public final class FleetReplay {

    private final EventLog log;
    private final Events events;
    private final List<StageRules<?>> stages;

    /** The settings shared by all partitions. */
    record Setting(ReplayRequest request, Events events, List<StageRules<?>> stages) {}

    /** Replays with the stages of this release. */
    public FleetReplay(EventLog log, Events events) {
        this(
                log,
                events,
                List.of(
                        new StageRules<>(_ -> PlatformDefinition.create()),
                        new StageRules<>(StorageDefinition::of),
                        new StageRules<>(RegistryDefinition::of),
                        new StageRules<>(StatusDefinition::of)));
    }

    /** Replays with other stages or rules. */
    public FleetReplay(EventLog log, Events events, List<StageRules<?>> stages) {
        this.log = log;
        this.events = events;
        this.stages = List.copyOf(stages);
    }

    /**
     * Replays.
     *
     * @param progress receives the number of records read, periodically and from any thread
     */
    public ReplayReport run(ReplayRequest request, LongConsumer progress) {
        return run(request, ReplayCheckpoints.NONE, progress);
    }

    /** Replays the partitions without a checkpoint. */
    public ReplayReport run(ReplayRequest request, ReplayCheckpoints notes, LongConsumer progress) {
        var plan = notes.plan(request, () -> plan(request));
        var setting = new Setting(request, events, wanted(request));
        var counter = new ReadCounter(progress);
        var threads = Executors.newFixedThreadPool(request.threads());
        try {
            var running = new TreeMap<Integer, Future<PartitionResult>>();
            for (var partition : longestFirst(plan)) {
                running.put(
                        partition.getKey(),
                        threads.submit(() -> result(partition, setting, notes, counter)));
            }
            var results = new ArrayList<StagePartitionResult>();
            for (var partition : running.values()) {
                results.addAll(partition.get().stages());
            }
            return report(results);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was interrupted", stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The number of records that a replay reads. */
    public long length(ReplayRequest request) {
        return plan(request).length();
    }

    // longest first, so that no thread ends up with a long partition at the end
    private static List<Map.Entry<Integer, List<OffsetRange>>> longestFirst(ReplayPlan plan) {
        return plan.partitions().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -ReplayPlan.length(entry.getValue())))
                .toList();
    }

    private PartitionResult result(
            Map.Entry<Integer, List<OffsetRange>> partition,
            Setting setting,
            ReplayCheckpoints notes,
            ReadCounter counter) {
        var known = notes.find(partition.getKey());
        if (known != null) {
            counter.skipped(ReplayPlan.length(partition.getValue()));
            return known;
        }
        try (var replay = new PartitionReplay(log, partition.getValue(), setting, counter)) {
            var result = new PartitionResult(partition.getKey(), replay.run());
            notes.done(result);
            return result;
        }
    }

    private List<StageRules<?>> wanted(ReplayRequest request) {
        return stages.stream()
                .filter(
                        rules ->
                                request.stages().isEmpty()
                                        || request.stages()
                                                .contains(rules.anywhere().stage().name()))
                .toList();
    }

    // the inputs of every step must be included: end offsets of a stage's outputs are read before
    // those of its inputs, so the last stage comes first
    private ReplayPlan plan(ReplayRequest request) {
        var inputs = new TreeSet<String>();
        var all = new ArrayList<OffsetRange>();
        for (var rules : wanted(request).reversed()) {
            all.addAll(log.spans(rules.anywhere().outputs()));
            inputs.addAll(rules.anywhere().inputs());
        }
        all.forEach(span -> inputs.remove(span.topic()));
        all.addAll(log.spans(inputs));
        var wanted = request.clusters().stream().map(log::partitionOf).toList();
        var partitions = new TreeMap<Integer, List<OffsetRange>>();
        for (var span : all) {
            if (wanted.isEmpty() || wanted.contains(span.partition())) {
                partitions.computeIfAbsent(span.partition(), _ -> new ArrayList<>()).add(span);
            }
        }
        return new ReplayPlan(partitions);
    }

    private static ReplayReport report(List<StagePartitionResult> results) {
        var tallies = new TreeMap<String, DecisionCounts>();
        var divergences = new ArrayList<Divergence>();
        var reasons = new ArrayList<NotReplayable>();
        var digests = new ArrayList<String>();
        for (var result : results) {
            tallies.merge(result.stage(), result.tally(), DecisionCounts::plus);
            divergences.addAll(result.divergences());
            reasons.addAll(result.reasons());
            digests.add(result.digest());
        }
        divergences.sort(
                Comparator.comparing(Divergence::decidedAt)
                        .thenComparing(Divergence::cluster)
                        .thenComparing(Divergence::stage)
                        .thenComparingLong(Divergence::step));
        return new ReplayReport(tallies, divergences, reasons, ReplayDigests.of(digests));
    }
}
