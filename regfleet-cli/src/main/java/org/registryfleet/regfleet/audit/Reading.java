package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.NearNames;
import org.registryfleet.audit.wire.LogReading;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.io.PrintWriter;
import java.time.Instant;

/** The open log of a command. */
record Reading(EventLog events, LogReading log, PrintWriter notes) implements AutoCloseable {

    /** Refuses a cluster that never was in the fleet, and suggests others. */
    void requireKnown(String cluster) {
        if (log.isKnown(cluster)) {
            return;
        }
        var known = log.clusters();
        var near = NearNames.of(cluster, known);
        throw CommandFailure.refused(
                "no cluster \"%s\" was ever in the fleet%s"
                        .formatted(
                                cluster,
                                near.isEmpty()
                                        ? "; it has " + known.size()
                                        : "; did you mean " + String.join(", ", near) + "?"));
    }

    /** Refuses a range that the log does not hold any more; says so when its beginning is gone. */
    void requireHistory(String cluster, Instant from, Instant to, Moments time) {
        var beginning = log.beginning(cluster);
        if (beginning == null || !from.isBefore(beginning)) {
            return;
        }
        if (to.isBefore(beginning)) {
            throw CommandFailure.refused(
                    "the history of %s exists from %s on; what was before is beyond the log's retention"
                            .formatted(cluster, time.full(beginning)));
        }
        notes.println(
                "regfleet: the history exists from %s on; what was before is beyond the log's retention"
                        .formatted(time.full(beginning)));
        notes.flush();
    }

    @Override
    public void close() {
        events.close();
    }
}
