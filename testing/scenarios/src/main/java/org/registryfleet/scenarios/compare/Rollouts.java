package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares when pods roll. Which annotation causes a rollout is an implementation's own business;
 * that the pod template changes between two stages exactly when the recorded one does is not.
 */
final class Rollouts {

    private Rollouts() {}

    static List<Difference> between(List<ReachedStage> earlier, ReachedStage now) {
        var differences = new ArrayList<Difference>();
        now.expected()
                .objects()
                .forEach(
                        (ref, object) -> {
                            if (ref.kind().equals("Deployment")) {
                                differences.addAll(rollout(ref, object, earlier, now));
                            }
                        });
        return differences;
    }

    private static List<Difference> rollout(
            ScenarioObjectRef ref,
            ObjectNode expected,
            List<ReachedStage> earlier,
            ReachedStage now) {
        var found = now.observed().objects().get(ref);
        if (found == null) {
            return List.of();
        }
        for (var before : earlier.reversed()) {
            var expectedBefore = before.expected().objects().get(ref);
            var foundBefore = before.observed().objects().get(ref);
            if (expectedBefore != null && foundBefore != null) {
                var mustRoll = !template(expectedBefore).equals(template(expected));
                var rolled = !template(foundBefore).equals(template(found));
                return mustRoll == rolled
                        ? List.of()
                        : List.of(difference(ref, mustRoll, before.expected().name()));
            }
        }
        return List.of();
    }

    private static Object template(ObjectNode workload) {
        return workload.path("spec").path("template");
    }

    private static Difference difference(ScenarioObjectRef ref, boolean mustRoll, String since) {
        var changed = "a change since " + since;
        var same = "the pod template of " + since;
        return new Difference(
                ref, "spec.template", mustRoll ? changed : same, mustRoll ? same : changed);
    }
}
