package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Cause;
import org.registryfleet.replay.stream.PartitionResult.StagePartitionResult;
import org.registryfleet.replay.verdict.NotReplayable;
import org.registryfleet.replay.verdict.ReplayFindings;
import org.registryfleet.schemas.Events;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Replays one stage in one partition, from its first to its last step. */
final class StagePartition<R> implements ReadListener, AutoCloseable {

    private final StageRules<R> rules;
    private final ReplayRequest request;
    private final BiFunction<String, OffsetRange, List<InputRecord>> log;
    private final OutputCursor steps;
    private final MessageDigest digest = ReplayDigests.begin();
    private final ReplayFindings findings;
    private final OutputComparison comparison;
    private final ConsumedPositions passed = new ConsumedPositions();
    private final Map<String, ReplayedCluster<R>> tracks = new HashMap<>();
    private @Nullable RecordedStep next;

    /**
     * @param log reads a cluster's records of a range once more
     */
    StagePartition(
            StageRules<R> rules,
            ReplayRequest request,
            Events events,
            List<OutputCursor.Topic> outputs,
            BiFunction<String, OffsetRange, List<InputRecord>> log) {
        this.rules = rules;
        this.request = request;
        this.log = log;
        this.findings = new ReplayFindings(request::covers);
        this.comparison = new OutputComparison(rules.anywhere(), events, findings, digest);
        this.steps = new OutputCursor(outputs, events, this);
        advance();
    }

    /** The input topics that still have to be read for the remaining steps. */
    List<String> inputs() {
        return rules.anywhere().inputs();
    }

    /** The time of the next step; null if there is none. */
    @Nullable Instant nextAt() {
        return next == null ? null : next.publishedAt();
    }

    /** Replays the next step. */
    void play(InputCursor sources) {
        if (next == null) {
            throw new IllegalStateException("no step is left");
        }
        var step = next;
        if (request.wants(step.cluster())) {
            step.decision().getSilentSteps().forEach(s -> sources.readTo(s.getBasis()));
            sources.readTo(step.decision().getBasis());
            track(step.cluster()).play(step);
        }
        advance();
    }

    /** Applies a record of a selected cluster. */
    void take(String cluster, InputRecord input) {
        findings.read();
        if (next != null) {
            track(cluster).take(input, passed.safe());
        }
    }

    /** An input record cannot be decoded: the service sent it to the dead-letter topic. */
    void refuse() {
        findings.read();
        findings.unreadable();
    }

    StagePartitionResult result() {
        return new StagePartitionResult(
                rules.anywhere().stage().name(),
                findings.tally(),
                findings.divergences(),
                findings.reasons(),
                HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void read(EventLogRecord record) {
        findings.read();
    }

    @Override
    public void repeated() {
        findings.repeated();
    }

    @Override
    public void unreadable(EventLogRecord record) {
        findings.notReplayable();
        findings.because(
                new NotReplayable(
                        rules.anywhere().stage().name(),
                        String.valueOf(record.key()),
                        0,
                        "the record at %s-%d@%d cannot be decoded"
                                .formatted(record.topic(), record.partition(), record.offset())));
    }

    @Override
    public void close() {
        steps.close();
    }

    private void advance() {
        next = steps.next();
        if (next != null) {
            passed.comes(next, steps.isPast(next.publishedAt()));
            return;
        }
        tracks.values().forEach(track -> track.finish(this::isAtEnd));
        tracks.clear(); // nothing was decided on the rest
    }

    private boolean isAtEnd(RecordedStep step, String topic) {
        return !steps.lastOf(topic).isAfter(step.publishedAt());
    }

    private ReplayedCluster<R> track(String cluster) {
        return tracks.computeIfAbsent(
                cluster,
                id ->
                        new ReplayedCluster<>(
                                id, rules, comparison, findings, range -> log.apply(id, range)));
    }

    /**
     * The positions that a stage had consumed before its next step. It consumes records of all
     * clusters in order, so no later step is based on fewer, unless a crash resets the stage.
     */
    private static final class ConsumedPositions {

        private final Map<String, Cause> latest = new TreeMap<>();
        private List<Cause> safe = List.of();
        private Instant latestAt = Instant.MIN;

        /**
         * Notes the next step.
         *
         * @param isAlone no other topic holds a step with the same timestamp, which might precede
         *     it
         */
        void comes(RecordedStep step, boolean isAlone) {
            boolean isLater = step.publishedAt().isAfter(latestAt);
            if (isLater) {
                safe = List.copyOf(latest.values());
                latestAt = step.publishedAt();
            }
            for (var place : step.firstBasis()) {
                latest.merge(
                        place.getTopic(), place, (a, b) -> a.getOffset() < b.getOffset() ? b : a);
            }
            if (isLater && isAlone) {
                safe = List.copyOf(latest.values());
            }
        }

        /** Positions consumed by every remaining step, including the next one. */
        List<Cause> safe() {
            return safe;
        }
    }
}
