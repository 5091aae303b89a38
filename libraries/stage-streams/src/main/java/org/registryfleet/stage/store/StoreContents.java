package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the store entries of one cluster. Entries that the last step made obsolete may still be
 * there after a crash; they are filtered out and reported as leftovers.
 */
final class StoreContents {

    private static final String SEPARATOR = "\n";

    private final Map<String, byte[]> inputs = new TreeMap<>();
    private final List<String> emptied = new ArrayList<>();
    private @Nullable StepRecord newest;
    private String newestKey = "";

    /** Encodes the keys that a completed list made obsolete, as the input of a state entry. */
    static byte @Nullable [] dropping(Set<String> keys) {
        return keys.isEmpty()
                ? null
                : String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds an entry. */
    void add(String key, StepRecord step) {
        if (newest == null || step.number() > newest.number()) {
            newest = step;
            newestKey = key;
        }
        if (StoreKeys.isOf(StoreKeys.STATE, key)) {
            return;
        }
        if (step.input() == null) {
            emptied.add(key);
        } else {
            inputs.put(key, step.input());
        }
    }

    /** The latest step; null when nothing is stored. */
    @Nullable StepRecord newest() {
        return newest;
    }

    /** Key of the latest step. */
    String newestKey() {
        return newestKey;
    }

    /** The cluster's current inputs, by key. */
    Map<String, byte[]> inputs() {
        var current = new TreeMap<>(inputs);
        dropped().forEach(current::remove);
        return current;
    }

    /** Keys of entries without a current input, except the latest step; they can be deleted. */
    List<String> leftovers() {
        var leftovers = new ArrayList<>(emptied);
        leftovers.remove(newestKey);
        leftovers.addAll(dropped());
        return leftovers;
    }

    private List<String> dropped() {
        return newest == null
                        || newest.input() == null
                        || !StoreKeys.isOf(StoreKeys.STATE, newestKey)
                ? List.of()
                : List.of(new String(newest.input(), StandardCharsets.UTF_8).split(SEPARATOR));
    }
}
