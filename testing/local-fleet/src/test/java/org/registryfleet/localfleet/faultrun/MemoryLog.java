package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Topics of one partition in memory. Nothing that was written is ever lost. */
final class MemoryLog {

    private static final Events EVENTS = Events.singleObject();

    private final Map<String, List<Line>> topics = new TreeMap<>();

    private final List<String> order = new ArrayList<>();

    /** One record of a topic. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(String key, byte @Nullable [] value, long timestamp, Header[] headers) {

        Line(String key, byte[] value, long timestamp) {
            this(key, value, timestamp, new Header[0]);
        }

        String describe() {
            try {
                var text = String.valueOf(value == null ? null : EVENTS.decode(value));
                return text.substring(0, Math.min(text.length(), 1_500));
            } catch (UndecodableEventException nonsense) {
                return key + " nonsense";
            }
        }
    }

    void append(String topic, Line line) {
        topics.computeIfAbsent(topic, _ -> new ArrayList<>()).add(line);
        order.add(topic);
    }

    List<Line> lines(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** The offset of the next record. */
    int end(String topic) {
        return lines(topic).size();
    }

    /** Records of all topics. */
    int size() {
        return order.size();
    }

    /** The last records but those of changelogs, a line each, for people. */
    List<String> newest(int count) {
        var ends = new HashMap<String, Integer>();
        var newest = new ArrayDeque<String>();
        for (var topic : order) {
            var line = lines(topic).get(ends.merge(topic, 1, Integer::sum) - 1);
            if (!topic.endsWith("-changelog")) {
                newest.add(topic + " " + line.describe());
                if (newest.size() > count) {
                    newest.remove();
                }
            }
        }
        return List.copyOf(newest);
    }
}
