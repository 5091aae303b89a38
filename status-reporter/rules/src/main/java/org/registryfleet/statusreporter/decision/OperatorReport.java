package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.Transitions;
import org.registryfleet.statusreporter.operator.OperatorStatus;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.upstream.PlatformResult;

import java.time.Instant;
import java.util.List;

/** The ClusterOperator and its status, from conditions that need not be in the cluster yet. */
record OperatorReport(List<Condition> conditions, ObjectNode status) {

    static OperatorReport of(
            StatusContext situation, List<Condition> sources, String release, Instant now) {
        var observed =
                situation
                        .view()
                        .find(Subjects.OPERATOR)
                        .map(Observed::status)
                        .orElse(MissingNode.getInstance())
                        .path("conditions");
        var transitions =
                Transitions.of(
                        ObservedConditions.of(Subjects.OPERATOR, situation.view().objects()),
                        situation.previousOperatorConditions(),
                        now);
        var conditions = OperatorStatus.conditions(sources, transitions);
        return new OperatorReport(
                conditions,
                OperatorStatus.status(observed, conditions, version(situation, release)));
    }

    /**
     * The object, where it is missing, and its status. Nothing in a cluster that serves no
     * ClusterOperators: one whose platform no Infrastructure object tells.
     */
    List<Desired> desired(StatusContext situation) {
        boolean exists = situation.view().objects().contains(Subjects.OPERATOR);
        var reported = StatusStage.status(Subjects.OPERATOR, status);
        if (exists) {
            return List.of(reported);
        }
        return situation.platform().filter(PlatformResult::isInferred).isPresent()
                ? List.of()
                : List.of(object(), reported);
    }

    /** The API server creates it without its status. */
    private static Desired object() {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", Subjects.OPERATOR.apiVersion());
        manifest.put("kind", Subjects.OPERATOR.kind());
        manifest.putObject("metadata").put("name", Subjects.OPERATOR.name());
        manifest.putObject("spec");
        return Desired.object(Subjects.OPERATOR, manifest);
    }

    /** The release that is in place (spec/status.md 2.5); empty while that cannot be said. */
    private static String version(StatusContext situation, String release) {
        var facts = situation.facts();
        if (facts.management() != ManagementState.MANAGED) {
            return release;
        }
        return facts.rollout().filter(Rollout::isRolledOut).map(Rollout::release).orElse("");
    }
}
