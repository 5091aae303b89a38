package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLogRecord;
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

/** One stage in one partition, from the first to the last step it made. */
final class StagePartition<R> implements ReadListener, AutoCloseable {

    private final StageRules<R> rules;
    private final ReplayRequest request;
    private final OutputCursor steps;
    private final MessageDigest digest = ReplayDigests.begin();
    private final ReplayFindings findings;
    private final OutputComparison comparison;
    private final ConsumedPositions passed = new ConsumedPositions();
    private final Map<String, ReplayedCluster<R>> tracks = new HashMap<>();
    private @Nullable RecordedStep next;

    StagePartition(
            StageRules<R> rules,
            ReplayRequest request,
            Events events,
            List<OutputCursor.Topic> outputs) {
        this.rules = rules;
        this.request = request;
        this.findings = new ReplayFindings(request::covers);
        this.comparison = new OutputComparison(rules.anywhere(), events, findings, digest);
        this.steps = new OutputCursor(outputs, events, this);
        advance();
    }

    /** The topics it reads, as long as a step is still to come. */
    List<String> inputs() {
        return rules.anywhere().inputs();
    }

    /** When the next step was made; null when there is none. */
    @Nullable Instant nextAt() {
        return next == null ? null : next.publishedAt();
    }

    /** Makes the next step again. */
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

    /** Takes in a record of a cluster that is wanted. */
    void take(String cluster, InputRecord input) {
        findings.read();
        if (next != null) {
            track(cluster).take(input, passed.safe());
        }
    }

    /** A record of its inputs cannot be decoded: the service put it to the dead letters. */
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
                cluster, id -> new ReplayedCluster<>(id, rules, comparison, findings));
    }

    /**
     * How far a stage had come in its inputs before the step that comes next. It takes records one
     * after the other, whatever their cluster, so no later step stands on less.
     */
    private static final class ConsumedPositions {

        private final Map<String, Cause> latest = new TreeMap<>();
        private List<Cause> safe = List.of();
        private Instant latestAt = Instant.MIN;

        /**
         * A step comes next.
         *
         * @param isAlone no other topic holds a step of its moment, which might be an earlier one
         */
        void comes(RecordedStep step, boolean isAlone) {
            boolean isLater = step.publishedAt().isAfter(latestAt);
            if (isLater) {
                safe = List.copyOf(latest.values());
                latestAt = step.publishedAt();
            }
            for (var place : step.decision().getBasis()) {
                latest.merge(
                        place.getTopic(), place, (a, b) -> a.getOffset() < b.getOffset() ? b : a);
            }
            if (isLater && isAlone) {
                safe = List.copyOf(latest.values());
            }
        }

        /** Places that every step to come has passed, the next one included. */
        List<Cause> safe() {
            return safe;
        }
    }
}
