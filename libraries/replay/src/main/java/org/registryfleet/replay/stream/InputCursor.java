package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.events.Cause;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a stage's input topics in one partition up to the offsets that its decisions were based on.
 */
final class InputCursor implements AutoCloseable {

    private final Map<String, LogCursor> cursors;
    private final Map<String, Long> reached = new HashMap<>();
    private final Consumer<EventLogRecord> taker;

    /**
     * @param cursors by topic; more may be added before the first read
     * @param taker receives each record, in the order of its topic
     */
    InputCursor(Map<String, LogCursor> cursors, Consumer<EventLogRecord> taker) {
        this.cursors = cursors;
        this.taker = taker;
    }

    /** Reads each topic up to the position. */
    void readTo(List<Cause> basis) {
        for (var place : basis) {
            var cursor = cursors.get(place.getTopic());
            while (cursor != null && reached(place) < place.getOffset() && cursor.hasNext()) {
                var record = cursor.next();
                reached.put(record.topic(), record.offset());
                taker.accept(record);
            }
        }
    }

    /** Reads the remaining records, which no recorded step was based on. */
    void readToEnd() {
        cursors.values().forEach(cursor -> cursor.forEachRemaining(taker));
    }

    @Override
    public void close() {
        cursors.values().forEach(LogCursor::close);
    }

    private long reached(Cause place) {
        return reached.getOrDefault(place.getTopic(), -1L);
    }
}
