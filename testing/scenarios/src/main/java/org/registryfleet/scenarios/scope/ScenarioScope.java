package org.registryfleet.scenarios.scope;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.scenarios.format.Fields;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.NamePattern;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which scenarios are out of scope: name or pattern of names, and the reason. */
public final class ScenarioScope {

    /** Everything is in scope. */
    public static final ScenarioScope ALL = new ScenarioScope("", Map.of());

    private final String file;
    private final Map<NamePattern, String> reasons;

    private ScenarioScope(String file, Map<NamePattern, String> reasons) {
        this.file = file;
        this.reasons = reasons;
    }

    /** Parses a mapping of name or pattern to reason. */
    public static ScenarioScope parse(String file, JsonNode content) {
        var fields = new Fields(file, "", content);
        var reasons = new LinkedHashMap<NamePattern, String>();
        for (var key : fields.keys()) {
            if (fields.text(key).isBlank()) {
                throw fields.problem(key, "needs a reason");
            }
            reasons.put(new NamePattern(key), fields.text(key));
        }
        return new ScenarioScope(file, reasons);
    }

    /** Why the scenario is out of scope; empty when it is in scope. */
    public Optional<String> reasonAgainst(String id) {
        return reasons.entrySet().stream()
                .filter(e -> e.getKey().matches(id))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** An entry that matches no scenario is a mistake or outdated. */
    public void requireUse(Collection<String> ids) {
        for (var pattern : reasons.keySet()) {
            if (ids.stream().noneMatch(pattern::matches)) {
                throw new FormatException(file, pattern.text(), "matches no scenario");
            }
        }
    }
}
