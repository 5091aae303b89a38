package org.registryfleet.statusreporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.GoldenStatusScenario.situation;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.stage.change.Desired;

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

        var differences = new ArrayList<String>();
        stages.stream()
                .filter(stage -> !EARLY_RECORDINGS.contains(scenario(stage)))
                .forEach(stage -> differences.addAll(differences(stage)));

        assertThat(stages).hasSizeGreaterThan(RecordedScenarios.find().isComplete() ? 200 : 30);
        assertThat(differences).isEmpty();
    }

    @Test
    void addsWhatEarlyRecordingsLack() {
        var stages =
                GoldenStage.all().stream()
                        .filter(stage -> EARLY_RECORDINGS.contains(scenario(stage)))
                        .toList();

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

    private static String scenario(GoldenStage stage) {
        return stage.name().substring(0, stage.name().indexOf('/'));
    }
}
