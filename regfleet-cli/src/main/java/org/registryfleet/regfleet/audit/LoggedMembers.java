package org.registryfleet.regfleet.audit;

import org.apache.kafka.common.errors.SerializationException;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.fleetpolicy.policy.FleetMember;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;

import java.util.List;

/** The clusters of the fleet with their Config and ImagePruner, as the log shows them last. */
final class LoggedMembers {

    private static final List<String> TOPICS =
            List.of(Topics.CLUSTERS, Topics.PLATFORMS, Topics.OBSERVATIONS);

    private final Events events = Events.singleObject();
    private final FleetMembers members = new FleetMembers();
    private int unreadable;

    private LoggedMembers() {}

    /**
     * The facts.
     *
     * @param unreadable how many records could not be read
     */
    record Read(List<FleetMember> clusters, int unreadable) {}

    static Read of(EventLog log) {
        var facts = new LoggedMembers();
        for (var span : log.spans(TOPICS)) {
            try (var cursor = log.open(span)) {
                while (cursor.hasNext()) {
                    facts.take(cursor.next());
                }
            }
        }
        return new Read(facts.members.all(), facts.unreadable);
    }

    private void take(EventLogRecord record) {
        var key = record.key();
        if (key == null) {
            unreadable++;
            return;
        }
        if (record.value() == null) {
            if (record.topic().equals(Topics.CLUSTERS)) {
                members.leave(key);
            }
            return;
        }
        try {
            var event = events.decode(record.value());
            RecordKeyCheck.require(key, event);
            members.take(key, event);
        } catch (SerializationException undecodable) {
            unreadable++;
        }
    }
}
