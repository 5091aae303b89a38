package org.registryfleet.statusreporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.Verdict;
import org.registryfleet.statusreporter.upstream.ApplyError;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.AppliedGeneration;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;
import org.registryfleet.statusreporter.upstream.StorageResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The recorded statuses of the reference follow from the recorded objects. */
class GoldenParityTest {

    private static final String APPLYING = "Unable to apply resources: ";
    private static final Map<String, String> PARTS =
            Map.of(
                    "NodeCADaemonControllerDegraded", "nodeca",
                    "ImageConfigControllerDegraded", "imageconfig",
                    "ImageRegistryCertificatesControllerDegraded", "certificates",
                    "ConfigObservationDegraded", "observer");

    /** Here the reference crashed, hung, or never ran some of its controllers. */
    private static final Set<String> FAILED_RECORDINGS =
            Set.of(
                    "026-bootstrap-gcp-without-gcp-block",
                    "058-bare-namespace",
                    "432-gcs-unreachable",
                    "441-azure-user-secret-unreachable");

    /** Recorded before each of the reference's small controllers had its turn. */
    private static final Set<String> EARLY_RECORDINGS =
            Set.of(
                    "009-bootstrap-libvirt",
                    "012-bootstrap-openstack-no-swift",
                    "013-bootstrap-openstack-swift",
                    "014-bootstrap-openstack-swift-forbidden",
                    "017-bootstrap-empty-platform-type",
                    "020-bootstrap-aws-no-credentials",
                    "021-bootstrap-azure-no-credentials",
                    "031-bootstrap-sno-libvirt",
                    "033-bootstrap-sno-aws",
                    "211-delete-config-unmanaged-pvc",
                    "212-delete-config-libvirt",
                    "416-s3-delete-config",
                    "423-aws-resource-tags",
                    "425-aws-cloud-ca",
                    "435-bootstrap-gcp");

    @Test
    void findsTheConditionsOfEveryRecordedStage() {
        var stages =
                GoldenStage.all().stream()
                        .filter(stage -> stage.find("Config", "cluster").isPresent())
                        .filter(stage -> !FAILED_RECORDINGS.contains(scenario(stage)))
                        .toList();
        assumeTrue(!stages.isEmpty(), "no recorded scenarios on this machine");

        var differences = new ArrayList<String>();
        stages.stream()
                .filter(stage -> !EARLY_RECORDINGS.contains(scenario(stage)))
                .forEach(stage -> differences.addAll(differences(stage)));

        assertThat(stages).hasSizeGreaterThan(200);
        assertThat(differences).isEmpty();
    }

    @Test
    void addsWhatEarlyRecordingsLack() {
        var stages =
                GoldenStage.all().stream()
                        .filter(stage -> EARLY_RECORDINGS.contains(scenario(stage)))
                        .toList();
        assumeTrue(!stages.isEmpty(), "no recorded scenarios on this machine");

        for (var stage : stages) {
            var expected = stage.find("Config", "cluster").orElseThrow().path("status");
            var decision = situation(stage, expected).decide();
            var computed = (Desired.Present) decision.desired().getFirst();
            assertThat(facts(computed.manifest().path("status")))
                    .as(stage.name())
                    .containsAllEntriesOf(facts(expected));
        }
    }

    private static List<String> differences(GoldenStage stage) {
        var config = stage.find("Config", "cluster").orElseThrow();
        var expected = config.path("status");
        var decision = situation(stage, expected).decide();
        var differences = new ArrayList<String>();
        for (var kind : List.of("Config", "ImagePruner", "ClusterOperator")) {
            var recorded =
                    stage.find(kind, kind.equals("ClusterOperator") ? "image-registry" : "cluster")
                            .map(object -> object.path("status"));
            var computed =
                    decision.desired().stream()
                            .filter(desired -> desired.ref().kind().equals(kind))
                            .filter(Desired.Present.class::isInstance)
                            .map(Desired.Present.class::cast)
                            .filter(desired -> desired.scope() == Desired.Scope.STATUS)
                            .map(desired -> desired.manifest().path("status"))
                            .findFirst();
            var difference = difference(recorded, computed);
            if (!difference.isEmpty()) {
                differences.add(stage.name() + " " + kind + ": " + difference);
            }
        }
        return differences;
    }

    private static String difference(Optional<JsonNode> recorded, Optional<JsonNode> computed) {
        if (recorded.isEmpty() || computed.isEmpty()) {
            return recorded.isEmpty() && computed.isEmpty() ? "" : "only one of both has a status";
        }
        var wanted = facts(recorded.get());
        var found = facts(computed.get());
        if (!found.containsKey("versions")) {
            // left as they are
            wanted.remove("versions");
        }
        if (wanted.equals(found)) {
            return "";
        }
        var missing = new TreeMap<>(wanted);
        missing.entrySet().removeAll(found.entrySet());
        var extra = new TreeMap<>(found);
        extra.entrySet().removeAll(wanted.entrySet());
        return "recorded " + missing + " found " + extra;
    }

    /** Conditions by type, messages as sets of lines; the other fields as they are. */
    private static Map<String, Object> facts(JsonNode status) {
        var facts = new TreeMap<String, Object>();
        for (var condition : status.path("conditions")) {
            facts.put(
                    condition.path("type").asText(),
                    List.of(
                            condition.path("status").asText(),
                            condition.path("reason").asText(""),
                            condition
                                    .path("message")
                                    .asText("")
                                    .lines()
                                    .collect(Collectors.toSet())));
        }
        status.properties().stream()
                .filter(field -> !field.getKey().equals("conditions"))
                .filter(field -> !field.getKey().equals("generations"))
                .forEach(field -> facts.put(field.getKey(), plain(field.getValue())));
        facts.put(
                "generations",
                StreamSupport.stream(status.path("generations").spliterator(), false)
                        .map(entry -> entry.path("name").asText() + entry.path("lastGeneration"))
                        .sorted()
                        .toList());
        return facts;
    }

    private static Object plain(JsonNode value) {
        return value.isValueNode() ? value.asText() : value;
    }

    private static Situations situation(GoldenStage stage, JsonNode expected) {
        var situation = Situations.empty();
        for (var object : stage.objects()) {
            var kind = object.path("kind").asText();
            if (kind.equals("Config")) {
                situation = situation.with(Situations.observed(before(object, expected)));
            } else if (kind.equals("ImagePruner")) {
                situation = situation.with(Situations.observed(withoutStatus(object)));
            } else if (kind.equals("ClusterOperator")) {
                situation = situation.with(Situations.observed(withForeignConditions(object)));
            } else {
                situation = situation.with(Situations.observed(object));
            }
        }
        return situation.with(storage(expected)).with(registry(stage, expected));
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
        var verdicts = new ArrayList<Verdict>();
        for (var condition : expected.path("conditions")) {
            if (condition.path("type").asText().startsWith("Storage")) {
                verdicts.add(
                        new Verdict(
                                "",
                                condition.path("type").asText(),
                                ConditionStatus.of(condition.path("status").asText()),
                                condition.path("reason").asText(""),
                                condition.path("message").asText("")));
            }
        }
        return new StorageResult(
                new StorageResult.Basis("uid-Config", 5),
                false,
                "",
                error(expected),
                verdicts,
                expected.path("storage"),
                expected.path("storageManaged").asBoolean());
    }

    private static ApplyError error(JsonNode expected) {
        var progressing = condition(expected, "Progressing");
        var degraded = condition(expected, "Degraded");
        if (!progressing.path("reason").asText("").equals("Error")) {
            return ApplyError.none();
        }
        var message = progressing.path("message").asText().substring(APPLYING.length());
        return progressing.path("status").asText().equals("False")
                ? new ApplyError.Permanent(degraded.path("reason").asText(), message)
                : new ApplyError.Transient(message);
    }

    private static RegistryResult registry(GoldenStage stage, JsonNode expected) {
        var failures = new ArrayList<PartFailure>();
        var since = Situations.NOW.minus(Duration.ofMinutes(3));
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
                false,
                ApplyError.none(),
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

    private static String scenario(GoldenStage stage) {
        return stage.name().substring(0, stage.name().indexOf('/'));
    }
}
