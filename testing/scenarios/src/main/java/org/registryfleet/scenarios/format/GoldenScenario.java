package org.registryfleet.scenarios.format;

import java.util.List;
import java.util.Map;

/** A scenario together with the stages it must lead to, by name. */
public record GoldenScenario(Scenario scenario, Map<String, ExpectedStage> stages) {

    public GoldenScenario {
        stages = Map.copyOf(stages);
    }

    public String id() {
        return scenario.id();
    }

    /** The stage of that name; the reader has made sure that it exists. */
    public ExpectedStage stage(String name) {
        var stage = stages.get(name);
        if (stage == null) {
            throw new IllegalStateException(id() + " has no stage " + name);
        }
        return stage;
    }

    /** The stages in the order in which they are reached. */
    public List<ExpectedStage> orderedStages() {
        return scenario.stageNames().stream().map(this::stage).toList();
    }
}
