package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.events.Cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records of a cluster that were read and not folded yet, by topic. */
final class Pending {

    private final Map<String, Deque<LogRecord>> records = new TreeMap<>();
    private int size;

    void add(LogRecord record) {
        records.computeIfAbsent(record.topic(), _ -> new ArrayDeque<>()).add(record);
        size++;
    }

    /** Puts records back, which were taken before everything that is here. */
    void putBack(List<LogRecord> earlier) {
        for (var record : earlier.reversed()) {
            records.computeIfAbsent(record.topic(), _ -> new ArrayDeque<>()).addFirst(record);
            size++;
        }
    }

    int size() {
        return size;
    }

    /** Takes what lies up to the places, in the order of each topic. */
    List<LogRecord> takeTo(List<Cause> places) {
        var taken = new ArrayList<LogRecord>();
        for (var place : places) {
            var queue = records.get(place.getTopic());
            while (queue != null
                    && !queue.isEmpty()
                    && queue.getFirst().offset() <= place.getOffset()) {
                taken.add(queue.removeFirst());
            }
        }
        size -= taken.size();
        return taken;
    }
}
