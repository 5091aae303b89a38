package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.empty;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.StatusScenario;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.upstream.PlatformResult;

import java.util.List;
import java.util.Optional;

/** Statuses as a decision wants them and as they then stand in the cluster. */
final class Written {

    static final String NODE_CA =
            """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: node-ca, namespace: openshift-image-registry}
            status: {numberAvailable: 1}
            """;
    static final String CRON_JOB =
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: image-pruner, namespace: openshift-image-registry}
            """;
    static final String PRUNER =
            """
            apiVersion: imageregistry.operator.openshift.io/v1
            kind: ImagePruner
            metadata: {name: cluster, generation: 1}
            """;
    static final String OPERATOR =
            """
            apiVersion: config.openshift.io/v1
            kind: ClusterOperator
            metadata: {name: image-registry}
            spec: {}
            """;

    static StatusScenario whole(StatusScenario context) {
        return context.with(NODE_CA).with(CRON_JOB).with(PRUNER).with(OPERATOR);
    }

    /** A cluster whose status of generation 2 was written. */
    static StatusScenario reported(String management) {
        var start = whole(empty().with(config(management)));
        var decision = start.decide();
        return write(start, decision).after(decision);
    }

    static Observed inGeneration(long generation, String management, String more) {
        var status =
                reported("Removed")
                        .view()
                        .find(ReportedObjects.CONFIG)
                        .orElseThrow()
                        .content()
                        .path("status");
        var next =
                (ObjectNode)
                        yaml(
                                config(management, more)
                                        .replace("generation: 2", "generation: " + generation));
        next.set("status", status);
        return observed(next);
    }

    static PlatformResult platform(String name, boolean operator) {
        return new PlatformResult(name, false, "", operator, List.of());
    }

    static List<Change> changes(StatusScenario context, Decision<ClusterStatusState> decision) {
        return decision.desired().stream()
                .map(desired -> Drift.between(desired, context.view().objects()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Carries out the decision as an API server would. */
    static StatusScenario write(StatusScenario context, Decision<ClusterStatusState> decision) {
        var written = context;
        for (var change : changes(context, decision)) {
            if (change instanceof Change.Patch patch) {
                var object = written.view().find(patch.ref()).orElseThrow();
                var content = (ObjectNode) object.content().deepCopy();
                MergePatch.apply(content, patch.body());
                written = written.with(observed(content));
            }
        }
        return written;
    }

    static Optional<JsonNode> find(Decision<ClusterStatusState> decision, String kind) {
        return decision.desired().stream()
                .filter(desired -> desired.ref().kind().equals(kind))
                .filter(Desired.Present.class::isInstance)
                .map(Desired.Present.class::cast)
                .filter(desired -> desired.scope() == Desired.Scope.STATUS)
                .map(desired -> desired.manifest().path("status"))
                .findFirst();
    }

    static JsonNode status(Decision<ClusterStatusState> decision, String kind) {
        return find(decision, kind).orElseThrow();
    }

    static String words(Decision<ClusterStatusState> decision, String type) {
        return words(decision, "Config", type);
    }

    static String words(Decision<ClusterStatusState> decision, String kind, String type) {
        for (var condition : status(decision, kind).path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText()
                        + " "
                        + condition.path("reason").asText("");
            }
        }
        return "absent";
    }

    static String message(Decision<ClusterStatusState> decision) {
        for (var condition : status(decision, "Config").path("conditions")) {
            if (condition.path("type").asText().equals("Progressing")) {
                return condition.path("message").asText();
            }
        }
        return "";
    }

    static ClusterStatusState result(Decision<ClusterStatusState> decision) {
        var result = decision.result();
        assertThat(result).isNotNull();
        return result;
    }

    private Written() {}
}
