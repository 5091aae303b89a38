package org.registryfleet.statusreporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.AppliedGeneration;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** A recorded stage as this service would see it, results of the earlier stages included. */
final class GoldenStatusScenario {

    private static final String APPLYING = "Unable to apply resources: ";
    private static final Map<String, String> PARTS =
            Map.of(
                    "NodeCADaemonControllerDegraded", "nodeca",
                    "ImageConfigControllerDegraded", "imageconfig",
                    "ImageRegistryCertificatesControllerDegraded", "certificates",
                    "ConfigObservationDegraded", "observer");

    static StatusScenario situation(GoldenStage stage, JsonNode expected) {
        var context = StatusScenario.empty();
        for (var object : stage.objects()) {
            var kind = object.path("kind").asText();
            if (kind.equals("Config")) {
                context = context.with(StatusScenario.observed(before(object, expected)));
            } else if (kind.equals("ImagePruner")) {
                context = context.with(StatusScenario.observed(withoutStatus(object)));
            } else if (kind.equals("ClusterOperator")) {
                context = context.with(StatusScenario.observed(withForeignConditions(object)));
            } else {
                context = context.with(StatusScenario.observed(object));
            }
        }
        return context.with(storage(expected)).with(registry(stage, expected));
    }

    /** The Config before its status was written; an old Available condition where time matters. */
    private static JsonNode before(JsonNode config, JsonNode expected) {
        var before = withoutStatus(config);
        var status = before.putObject("status").put("observedGeneration", 5);
        var degraded = condition(expected, "Degraded");
        if (degraded.path("reason").asText("").equals("Unavailable")) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "Available")
                    .put("status", "False")
                    .put("lastTransitionTime", "2026-11-20T09:00:00Z");
        }
        return before;
    }

    private static JsonNode withForeignConditions(JsonNode operator) {
        var before = withoutStatus(operator);
        var conditions = before.putObject("status").putArray("conditions");
        for (var condition : operator.at("/status/conditions")) {
            if (condition.path("reason").asText("").equals("Foreign")) {
                conditions.add(condition);
            }
        }
        return before;
    }

    private static ObjectNode withoutStatus(JsonNode object) {
        return ((ObjectNode) object.deepCopy()).without("status");
    }

    private static StorageResult storage(JsonNode expected) {
        var verdicts = new ArrayList<EvaluatedCondition>();
        for (var condition : expected.path("conditions")) {
            if (condition.path("type").asText().startsWith("Storage")) {
                verdicts.add(
                        new EvaluatedCondition(
                                "",
                                condition.path("type").asText(),
                                ConditionStatus.of(condition.path("status").asText()),
                                condition.path("reason").asText(""),
                                condition.path("message").asText("")));
            }
        }
        return new StorageResult(
                new StorageResult.Basis("uid-Config", 5),
                PartProgress.DONE,
                "",
                error(expected),
                verdicts,
                expected.path("storage"),
                expected.path("storageManaged").asBoolean());
    }

    private static UpstreamApplyError error(JsonNode expected) {
        var progressing = condition(expected, "Progressing");
        var degraded = condition(expected, "Degraded");
        if (!progressing.path("reason").asText("").equals("Error")) {
            return UpstreamApplyError.none();
        }
        var message = progressing.path("message").asText().substring(APPLYING.length());
        return progressing.path("status").asText().equals("False")
                ? new UpstreamApplyError.Permanent(degraded.path("reason").asText(), message)
                : new UpstreamApplyError.Transient(message);
    }

    private static RegistryResult registry(GoldenStage stage, JsonNode expected) {
        var failures = new ArrayList<PartFailure>();
        var since = StatusScenario.NOW.minus(Duration.ofMinutes(3));
        PARTS.forEach(
                (type, part) -> {
                    var condition = condition(expected, type);
                    if (condition.path("status").asText("").equals("True")) {
                        failures.add(
                                new PartFailure(part, condition.path("message").asText(), since));
                    }
                });
        stage.find("ImagePruner", "cluster")
                .map(pruner -> condition(pruner.path("status"), "Degraded"))
                .filter(condition -> condition.path("reason").asText("").equals("SyncError"))
                .ifPresent(
                        condition ->
                                failures.add(
                                        new PartFailure(
                                                "pruner",
                                                condition
                                                        .path("message")
                                                        .asText()
                                                        .substring("Error: ".length()),
                                                since)));
        var generations = new ArrayList<AppliedGeneration>();
        for (var entry : expected.path("generations")) {
            generations.add(
                    new AppliedGeneration(
                            entry.path("group").asText(),
                            entry.path("resource").asText(),
                            entry.path("namespace").asText(),
                            entry.path("name").asText(),
                            entry.path("lastGeneration").asLong()));
        }
        return new RegistryResult(
                new StorageResult.Basis("uid-Config", 5),
                PartProgress.DONE,
                UpstreamApplyError.none(),
                generations,
                failures);
    }

    private static JsonNode condition(JsonNode status, String type) {
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return status.path("none");
    }

    private GoldenStatusScenario() {}
}
