package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.Span;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.Findings;
import org.registryfleet.replay.verdict.ReplayReport;
import org.registryfleet.replay.verdict.Tally;
import org.registryfleet.replay.verdict.Unfollowed;
import org.registryfleet.schemas.Events;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Decides the whole log again. A stage in a partition is one lane; lanes know nothing of each other
 * and run side by side. What is read is fixed at the start, so a running fleet does not matter.
 */
public final class FleetReplay {

    private final EventLog log;
    private final Events events;
    private final List<StageRules<?>> stages;

    /** The stages of the fleet as this release has them. */
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

    /** Other stages, or the same with other rules. */
    public FleetReplay(EventLog log, Events events, List<StageRules<?>> stages) {
        this.log = log;
        this.events = events;
        this.stages = List.copyOf(stages);
    }

    /**
     * Replays.
     *
     * @param progress is told the number of records read, now and then and from any thread
     */
    public ReplayReport run(ReplayRequest request, LongConsumer progress) {
        var lanes = lanes(request);
        var counter = new ReadCounter(progress);
        var threads = Executors.newFixedThreadPool(request.threads());
        try {
            var running = new ArrayList<Future<LaneResult>>();
            lanes.forEach(lane -> running.add(threads.submit(() -> lane.run(log, counter))));
            var results = new ArrayList<LaneResult>();
            for (var lane : running) {
                results.add(lane.get());
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

    /** How many records a replay reads. */
    public long length(ReplayRequest request) {
        return lanes(request).stream().mapToLong(Lane::length).sum();
    }

    private List<Lane> lanes(ReplayRequest request) {
        var lanes = new ArrayList<Lane>();
        for (var rules : stages) {
            if (request.stages().isEmpty()
                    || request.stages().contains(rules.anywhere().stage().name())) {
                lanes.addAll(lanes(rules, request));
            }
        }
        return lanes;
    }

    // the ends of the outputs are taken first: what a recorded step stands on is then inside
    private List<Lane> lanes(StageRules<?> rules, ReplayRequest request) {
        var outputs = byPartition(log.spans(rules.anywhere().outputs()));
        var inputs = byPartition(log.spans(rules.anywhere().inputs()));
        var wanted = request.clusters().stream().map(log::partitionOf).toList();
        return outputs.entrySet().stream()
                .filter(entry -> wanted.isEmpty() || wanted.contains(entry.getKey()))
                .map(
                        entry ->
                                new Lane(
                                        rules,
                                        events,
                                        request,
                                        entry.getValue(),
                                        inputs.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static Map<Integer, List<Span>> byPartition(Collection<Span> spans) {
        var byPartition = new TreeMap<Integer, List<Span>>();
        spans.forEach(
                span ->
                        byPartition
                                .computeIfAbsent(span.partition(), _ -> new ArrayList<>())
                                .add(span));
        return byPartition;
    }

    private static ReplayReport report(List<LaneResult> results) {
        var tallies = new TreeMap<String, Tally>();
        var divergences = new ArrayList<Divergence>();
        var reasons = new ArrayList<Unfollowed>();
        var digests = new ArrayList<byte[]>();
        for (var result : results) {
            Findings findings = result.findings();
            tallies.merge(result.stage(), findings.tally(), Tally::plus);
            divergences.addAll(findings.divergences());
            reasons.addAll(findings.reasons());
            digests.add(result.digest());
        }
        divergences.sort(
                Comparator.comparing(Divergence::decidedAt)
                        .thenComparing(Divergence::cluster)
                        .thenComparing(Divergence::stage)
                        .thenComparingLong(Divergence::step));
        return new ReplayReport(tallies, divergences, reasons, Digests.of(digests));
    }
}
