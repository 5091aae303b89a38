package org.registryfleet.statusreporter.service.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest result of a stage.
 *
 * @param facts the result's fields by name: texts, numbers, booleans, lists and maps of these
 */
public record StageResult(
        RecordPosition origin, DecisionReason reasoning, Map<String, Object> facts) {

    public StageResult {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
