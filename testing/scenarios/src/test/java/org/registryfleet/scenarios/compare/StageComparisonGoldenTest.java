package org.registryfleet.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.Golden;
import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class StageComparisonGoldenTest {

    private final StageComparison comparison = new StageComparison(ComparisonRules.USUAL, Set.of());

    @Test
    void everyRecordedStageEqualsItself() {
        for (var golden : Golden.scenarios()) {
            var reached = new ArrayList<ReachedStage>();
            for (var stage : golden.orderedStages()) {
                var now = reached(stage, stage.objects());
                assertThat(comparison.compare(now, reached))
                        .as("%s %s", golden.id(), stage.name())
                        .isEmpty();
                reached.add(now);
            }
        }
    }

    @Test
    void everySingleChangedValueIsFoundWhereItIs() {
        int mutations = 0;
        for (var golden : Golden.scenarios()) {
            var stage = golden.orderedStages().getLast();
            for (var ref : stage.objects().keySet()) {
                for (var path : scalarPaths(stage.objects().get(ref).path("spec"), "/spec")) {
                    if (mutations++ % 29 == 0) {
                        mutate(golden.id(), stage, ref, path);
                    }
                }
            }
        }
        assertThat(mutations).isGreaterThan(RecordedScenarios.find().isComplete() ? 10_000 : 2_000);
    }

    private void mutate(String id, ExpectedStage stage, ScenarioObjectRef ref, String pointer) {
        var isPlaceholder = stage.objects().get(ref).at(pointer).asText().contains("<");
        if (pointer.contains("checksum") || isPlaceholder) {
            return;
        }
        var object = stage.objects().get(ref).deepCopy();
        var slash = pointer.lastIndexOf('/');
        ((ObjectNode) object.at(pointer.substring(0, slash)))
                .put(pointer.substring(slash + 1).replace("~1", "/"), "mutated");
        Map<ScenarioObjectRef, ObjectNode> objects = new HashMap<>(stage.objects());
        objects.put(ref, object);

        var key = pointer.substring(slash + 1).replace("~1", "/");
        assertThat(comparison.compare(reached(stage, objects), List.of()))
                .as("%s %s %s", id, ref, pointer)
                .isNotEmpty()
                .allSatisfy(
                        d -> {
                            assertThat(d.ref()).isEqualTo(ref);
                            assertThat(d.path()).startsWith("spec");
                        })
                .anySatisfy(d -> assertThat(d.path() + d.found()).containsAnyOf(key, "mutated"));
    }

    private static ReachedStage reached(
            ExpectedStage stage, Map<ScenarioObjectRef, ObjectNode> objects) {
        return new ReachedStage(
                stage, new ObservedState(objects, objects.keySet(), Set.of(), Map.of()));
    }

    private static List<String> scalarPaths(JsonNode node, String path) {
        var paths = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            e -> {
                                var child = path + "/" + e.getKey().replace("/", "~1");
                                if (e.getValue().isValueNode()) {
                                    paths.add(child);
                                } else {
                                    paths.addAll(scalarPaths(e.getValue(), child));
                                }
                            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                paths.addAll(scalarPaths(node.path(i), path + "/" + i));
            }
        }
        return paths;
    }
}
