package org.registryfleet.scenarios.play;

import java.util.List;

/**
 * What came of one stage.
 *
 * @param problems differences and unexpected answers of steps since the stage before; none means
 *     passed
 */
public record StageOutcome(String stage, List<String> problems) {

    public StageOutcome {
        problems = List.copyOf(problems);
    }

    public boolean isPassed() {
        return problems.isEmpty();
    }
}
