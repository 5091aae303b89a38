package org.registryfleet.scenarios.override;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.GoldenScenario;

import java.util.List;
import java.util.Optional;

/** Looks up objects in the scenarios as they were recorded, before any override. */
record Recorded(List<GoldenScenario> scenarios) {

    Optional<ObjectNode> object(ObjectOverride.Alike alike) {
        return scenarios.stream()
                .filter(scenario -> scenario.id().equals(alike.scenario()))
                .flatMap(scenario -> scenario.stages().values().stream())
                .filter(stage -> stage.name().equals(alike.stage()))
                .flatMap(stage -> Optional.ofNullable(stage.objects().get(alike.ref())).stream())
                .findFirst();
    }
}
