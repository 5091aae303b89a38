package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the store holds of one cluster, read entry by entry. Entries that the step which was written
 * last made superfluous may still be there, when a crash came in between.
 */
final class StoreContents {

    private static final String SEPARATOR = "\n";

    private final Map<String, byte[]> inputs = new TreeMap<>();
    private final List<String> emptied = new ArrayList<>();
    private @Nullable StepRecord newest;
    private String newestKey = "";

    /** The content of a state entry whose step ends a listing: the entries to be dropped. */
    static byte @Nullable [] dropping(Set<String> keys) {
        return keys.isEmpty()
                ? null
                : String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes an entry in. */
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

    /** Where the stage stands with the cluster; null when it knows nothing of it. */
    @Nullable StepRecord newest() {
        return newest;
    }

    /** Where that was read. */
    String newestKey() {
        return newestKey;
    }

    /** The cluster's inputs, by key. */
    Map<String, byte[]> inputs() {
        var current = new TreeMap<>(inputs);
        dropped().forEach(current::remove);
        return current;
    }

    /** Entries that hold no input, or none that still counts, the newest not among them. */
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
