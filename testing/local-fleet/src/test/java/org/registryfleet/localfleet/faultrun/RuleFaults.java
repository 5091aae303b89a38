package org.registryfleet.localfleet.faultrun;

import org.registryfleet.stage.runtime.StageDefinition;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules that throw for one cluster, until they are mended or some decisions have passed. */
final class RuleFaults {

    private final Mishaps mishaps;
    private final Map<String, Integer> left = new HashMap<>();
    private final Set<String> damaged = new TreeSet<>();
    private int thrown;

    RuleFaults(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    <R> StageDefinition<R> in(StageDefinition<R> sound) {
        return BrokenRule.in(sound, this::strikes);
    }

    void damage(String cluster) {
        damaged.add(cluster);
        left.put(cluster, 1 + mishaps.below(12));
    }

    void heal() {
        left.clear();
    }

    /** Clusters for which a rule had a bug once. */
    Set<String> damaged() {
        return damaged;
    }

    /** How often a rule has thrown. */
    int thrown() {
        return thrown;
    }

    private boolean strikes(String cluster) {
        var rest = left.computeIfPresent(cluster, (_, count) -> count > 1 ? count - 1 : null);
        boolean strikes = rest != null;
        thrown += strikes ? 1 : 0;
        return strikes;
    }
}
