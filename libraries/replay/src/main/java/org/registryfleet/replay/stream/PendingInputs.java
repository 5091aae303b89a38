package org.registryfleet.replay.stream;

import org.registryfleet.events.Cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Input records of a cluster that were read but not folded yet, by topic. */
final class PendingInputs {

    private final Map<String, Deque<InputRecord>> inputs = new TreeMap<>();
    private int size;

    void add(InputRecord input) {
        inputs.computeIfAbsent(input.topic(), _ -> new ArrayDeque<>()).add(input);
        size++;
    }

    /** Puts back records that precede everything pending. */
    void putBack(List<InputRecord> earlier) {
        for (var input : earlier.reversed()) {
            inputs.computeIfAbsent(input.topic(), _ -> new ArrayDeque<>()).addFirst(input);
            size++;
        }
    }

    int size() {
        return size;
    }

    /** Takes the records up to the given positions, in the order of each topic. */
    List<InputRecord> takeTo(List<Cause> places) {
        var taken = new ArrayList<InputRecord>();
        for (var place : places) {
            var queue = inputs.get(place.getTopic());
            while (queue != null
                    && !queue.isEmpty()
                    && queue.getFirst().offset() <= place.getOffset()) {
                taken.add(queue.removeFirst());
            }
        }
        size -= taken.size();
        return taken;
    }

    /** Compacts the records up to the given positions to the last one of each subject. */
    void condense(List<Cause> places) {
        putBack(lastWords(takeTo(places)));
    }

    /** The last record of each subject, and all records that count by themselves, in order. */
    static List<InputRecord> lastWords(List<InputRecord> inputs) {
        if (inputs.size() < 2) {
            return inputs;
        }
        var known = new HashSet<Object>();
        var superseding = new HashSet<Object>();
        var left = new ArrayList<InputRecord>();
        for (var input : inputs.reversed()) {
            var subject = input.subject();
            if (subject == null || known.add(subject)) {
                left.add(input);
            } else {
                superseding.add(subject);
            }
        }
        return left.reversed().stream().map(input -> marked(input, superseding)).toList();
    }

    private static InputRecord marked(InputRecord input, Set<Object> superseding) {
        var subject = input.subject();
        return subject != null && superseding.contains(subject) ? input.superseding() : input;
    }
}
