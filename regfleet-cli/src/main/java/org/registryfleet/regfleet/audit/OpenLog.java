package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.audit.wire.AuditQueries;
import org.registryfleet.audit.wire.RetentionStart;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.io.PrintWriter;
import java.time.Instant;

/** The open log of a command. */
record OpenLog(EventLog events, AuditQueries log, PrintWriter notes) implements AutoCloseable {

    /** Refuses a cluster that never was in the fleet, and suggests others. */
    void requireKnown(String cluster) {
        if (log.isKnown(cluster)) {
            return;
        }
        var known = log.clusters();
        var near = SimilarNames.of(cluster, known);
        throw CommandFailure.refused(
                "no cluster \"%s\" was ever in the fleet%s"
                        .formatted(
                                cluster,
                                near.isEmpty()
                                        ? "; it has " + known.size()
                                        : "; did you mean " + String.join(", ", near) + "?"));
    }

    /** Refuses a range that the log does not hold any more; says so when its beginning is gone. */
    void requireHistory(String cluster, Instant from, Instant to, TimeText time) {
        require(log.beginning(cluster), "the history of " + cluster, from, to, time);
    }

    /** The same for the fleet at a moment. */
    void requireHistory(Instant moment, TimeText time) {
        require(log.beginning(), "the history of the fleet", moment, moment, time);
    }

    private void require(
            RetentionStart beginning, String what, Instant from, Instant to, TimeText time) {
        var first = beginning.first();
        var whole = beginning.whole();
        if (first != null && beginning.isAfter(to)) {
            throw CommandFailure.refused(since(what, first, time));
        }
        if (whole != null && beginning.isPartlyAfter(from)) {
            note(since(what, whole, time));
        }
        if (beginning.nothingLeft()) {
            note(
                    "%s is beyond the log's retention: only the latest results are left"
                            .formatted(what));
        }
    }

    private void note(String text) {
        notes.println("regfleet: " + text);
        notes.flush();
    }

    private static String since(String what, Instant beginning, TimeText time) {
        return "%s exists from %s on; what was before is beyond the log's retention"
                .formatted(what, time.full(beginning));
    }

    @Override
    public void close() {
        events.close();
    }
}
