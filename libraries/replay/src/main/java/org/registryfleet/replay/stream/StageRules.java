package org.registryfleet.replay.stream;

import org.registryfleet.stage.runtime.StageDefinition;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A stage's rules under the settings that a decision was recorded with.
 *
 * @param <R> type of the stage's result
 */
public final class StageRules<R> {

    private final Function<Map<String, String>, StageDefinition<R>> factory;
    private final Map<Map<String, String>, StageDefinition<R>> known = new HashMap<>();

    public StageRules(Function<Map<String, String>, StageDefinition<R>> factory) {
        this.factory = factory;
    }

    /** The stage under these settings; cached, so equal settings give the same object. */
    synchronized StageDefinition<R> under(Map<String, String> settings) {
        return known.computeIfAbsent(Map.copyOf(settings), factory);
    }

    /** The stage's name and topics, which are independent of settings. */
    StageDefinition<R> anywhere() {
        return under(Map.of());
    }
}
