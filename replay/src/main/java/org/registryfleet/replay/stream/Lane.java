package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.Span;
import org.registryfleet.schemas.Events;

import java.util.List;

/** A stage in a partition, ready to be replayed. */
record Lane(
        StageRules<?> rules,
        Events events,
        ReplayRequest request,
        List<Span> outputs,
        List<Span> inputs) {

    LaneResult run(EventLog log, ReadCounter counter) {
        return run(rules, log, counter);
    }

    long length() {
        return outputs.stream().mapToLong(Span::length).sum()
                + inputs.stream().mapToLong(Span::length).sum();
    }

    private <R> LaneResult run(StageRules<R> own, EventLog log, ReadCounter counter) {
        var digest = Digests.begin();
        var lane = new StageLane<>(own, events, request, digest, counter::read);
        var findings = lane.run(log, outputs, inputs);
        return new LaneResult(own.anywhere().stage().name(), findings, digest.digest());
    }
}
