package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.TransitionTimes;
import org.registryfleet.statusreporter.operator.OperatorStatus;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.RegistryResult;

import java.time.Instant;
import java.util.List;

/**
 * The desired ClusterOperator and its status, from conditions that may not be in the cluster yet.
 */
record OperatorReport(List<Condition> conditions, ObjectNode status) {

    static OperatorReport of(
            StatusContext context, List<Condition> sources, String release, Instant now) {
        var observed =
                context.view()
                        .find(ReportedObjects.OPERATOR)
                        .map(Observed::status)
                        .orElse(MissingNode.getInstance())
                        .path("conditions");
        var transitions =
                TransitionTimes.of(
                        ObservedConditions.of(ReportedObjects.OPERATOR, context.view().objects()),
                        context.previousOperatorConditions(),
                        now);
        var conditions = OperatorStatus.conditions(sources, transitions);
        return new OperatorReport(
                conditions, OperatorStatus.status(observed, conditions, version(context, release)));
    }

    /**
     * The object if it is missing, and its status. Empty for a cluster that does not serve
     * ClusterOperators, which is one without an Infrastructure object.
     */
    List<Desired> desired(StatusContext context) {
        boolean exists = context.view().objects().contains(ReportedObjects.OPERATOR);
        var reported = StatusStage.status(ReportedObjects.OPERATOR, status);
        if (exists) {
            return List.of(reported);
        }
        return context.platform().filter(PlatformResult::isInferred).isPresent()
                ? List.of()
                : List.of(object(), reported);
    }

    /** The API server creates it without its status. */
    private static Desired object() {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", ReportedObjects.OPERATOR.apiVersion());
        manifest.put("kind", ReportedObjects.OPERATOR.kind());
        manifest.putObject("metadata").put("name", ReportedObjects.OPERATOR.name());
        manifest.putObject("spec");
        return Desired.object(ReportedObjects.OPERATOR, manifest);
    }

    /** The rolled-out release (spec/status.md 2.5); empty while unknown. */
    private static String version(StatusContext context, String release) {
        var facts = context.facts();
        if (facts.management() != ManagementState.MANAGED) {
            return context.registry()
                    .map(RegistryResult::release)
                    .filter(own -> !own.isEmpty())
                    .orElse(release);
        }
        return facts.rollout().filter(Rollout::isRolledOut).map(Rollout::release).orElse("");
    }
}
