package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.audit.log.Span;
import org.registryfleet.replay.verdict.Findings;
import org.registryfleet.replay.verdict.Unfollowed;
import org.registryfleet.schemas.Events;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One stage in one partition, from the first to the last record. */
final class StageLane<R> implements ReadListener {

    private final StageRules<R> rules;
    private final Events events;
    private final ReplayRequest request;
    private final Runnable onRead;
    private final Findings findings;
    private final Comparison comparison;
    private final Passed passed = new Passed();
    private final Map<String, ClusterTrack<R>> tracks = new HashMap<>();

    StageLane(
            StageRules<R> rules,
            Events events,
            ReplayRequest request,
            MessageDigest digest,
            Runnable onRead) {
        this.rules = rules;
        this.events = events;
        this.request = request;
        this.onRead = onRead;
        this.findings = new Findings(request::covers);
        this.comparison = new Comparison(rules.anywhere(), events, findings, digest);
    }

    /** Replays; the spans are of one partition. */
    Findings run(EventLog log, List<Span> outputs, List<Span> inputs) {
        try (var steps = new OutputCursor(outputs.stream().map(log::open).toList(), events, this);
                var sources = new Inputs(cursors(log, inputs), this::take)) {
            for (var step = steps.next(); step != null; step = steps.next()) {
                passed.passed(step);
                if (isWanted(step.cluster())) {
                    step.decision().getSilentSteps().forEach(s -> sources.readTo(s.getBasis()));
                    sources.readTo(step.decision().getBasis());
                    track(step.cluster()).play(step);
                }
            }
            tracks.values().forEach(ClusterTrack::finish);
            tracks.clear(); // nothing was decided on the rest
            sources.readToEnd();
        }
        return findings;
    }

    @Override
    public void read(LogRecord record) {
        findings.read();
        onRead.run();
    }

    @Override
    public void repeated() {
        findings.repeated();
    }

    @Override
    public void unreadable(LogRecord record) {
        findings.unfollowed();
        findings.because(
                new Unfollowed(
                        rules.anywhere().stage().name(),
                        String.valueOf(record.key()),
                        0,
                        "the record at %s-%d@%d cannot be decoded"
                                .formatted(record.topic(), record.partition(), record.offset())));
    }

    private void take(LogRecord record) {
        read(record);
        var cluster = record.key();
        if (cluster != null && isWanted(cluster)) {
            track(cluster).take(record, passed.safe());
        }
    }

    private boolean isWanted(String cluster) {
        return request.clusters().isEmpty() || request.clusters().contains(cluster);
    }

    private ClusterTrack<R> track(String cluster) {
        return tracks.computeIfAbsent(
                cluster, id -> new ClusterTrack<>(id, rules, events, comparison, findings));
    }

    private static Map<String, LogCursor> cursors(EventLog log, List<Span> spans) {
        var cursors = new HashMap<String, LogCursor>();
        spans.forEach(span -> cursors.put(span.topic(), log.open(span)));
        return cursors;
    }
}
