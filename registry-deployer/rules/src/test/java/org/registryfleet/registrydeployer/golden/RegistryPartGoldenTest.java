package org.registryfleet.registrydeployer.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.registrydeployer.registry.RegistryPart;
import org.registryfleet.registrydeployer.verification.ConfigVerification;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the registry proper wants is what was recorded. */
class RegistryPartGoldenTest {

    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");

    private static final Set<ObjectRef> OBJECTS =
            Set.of(
                    OperandObjects.CLUSTER_ROLE,
                    OperandObjects.CLUSTER_ROLE_BINDING,
                    OperandObjects.SERVICE_ACCOUNT,
                    OperandObjects.PULL_SECRETS,
                    OperandObjects.PRIVATE_CONFIGURATION,
                    OperandObjects.SERVICE,
                    OperandObjects.DEPLOYMENT,
                    OperandObjects.DISRUPTION_BUDGET,
                    OperandObjects.NETWORK_POLICY);

    /** Objects of stages that are better than, or meant to differ from, the recorded ones. */
    private static final Map<String, Set<ObjectRef>> DIFFERENT =
            Map.of(
                    // no replicas are possible with RollingUpdate
                    "306-replicas-0123/expected-6",
                    Set.of(OperandObjects.DEPLOYMENT, OperandObjects.DISRUPTION_BUDGET),
                    // the pull secret is watched
                    "345-pull-secret-changes/expected-1",
                    Set.of(OperandObjects.PULL_SECRETS),
                    // left as it is because of the fault
                    "347-overrides-invalid/expected-1",
                    Set.of(OperandObjects.DEPLOYMENT),
                    // former overrides go at once
                    "351-overrides-removed-restart/expected-1",
                    Set.of(OperandObjects.DEPLOYMENT),
                    "351-overrides-removed-restart/expected-2",
                    Set.of(OperandObjects.DEPLOYMENT),
                    // edits are repaired
                    "503-drift-route/expected-1",
                    Set.of(OperandObjects.route("default-route")),
                    "505-drift-rbac/expected-1",
                    Set.of(OperandObjects.CLUSTER_ROLE));

    static Stream<GoldenStage> managed() {
        return GoldenStages.all().stream()
                .filter(stage -> stateOf(stage).equals("Managed"))
                .filter(stage -> stage.expected().containsKey(OperandObjects.DEPLOYMENT))
                .filter(stage -> ConfigVerification.problem(specOf(stage)).isEmpty());
    }

    static Stream<GoldenStage> removed() {
        return GoldenStages.all().stream().filter(stage -> stateOf(stage).equals("Removed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("managed")
    void wantsTheRecordedObjects(GoldenStage stage) {
        var wanted = wanted(stage);
        assertSoftly(
                softly ->
                        recorded(stage)
                                .forEach(
                                        (ref, object) ->
                                                softly.assertThat(wanted.get(ref))
                                                        .as(ref.toString())
                                                        .isEqualTo(object)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("managed")
    void wantsNothingThatMustBeAbsent(GoldenStage stage) {
        var wanted = wanted(stage).keySet();
        assertThat(wanted).doesNotContainAnyElementsOf(stage.absent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("removed")
    void wantsEverythingGone(GoldenStage stage) {
        var plan = RegistryPart.absent(stage.observed());
        var gone = plan.desired().stream().map(Desired::ref).collect(Collectors.toSet());
        assertThat(gone).containsAll(OBJECTS);
        assertThat(plan.desired()).allMatch(desired -> desired instanceof Desired.Absent);
    }

    private static Map<ObjectRef, ObjectNode> recorded(GoldenStage stage) {
        var different = DIFFERENT.getOrDefault(stage.id(), Set.of());
        var recorded = new TreeMap<ObjectRef, ObjectNode>();
        stage.expected()
                .forEach(
                        (ref, object) -> {
                            if (isOurs(ref, object) && !different.contains(ref)) {
                                recorded.put(ref, comparable(RecordedStorage.withData(object)));
                            }
                        });
        return recorded;
    }

    private static boolean isOurs(ObjectRef ref, ObjectNode object) {
        return OBJECTS.contains(ref)
                || (ref.kind().equals("Route")
                        && object.at("/metadata/annotations").has(OperandObjects.OWNER_ANNOTATION));
    }

    private static Map<ObjectRef, ObjectNode> wanted(GoldenStage stage) {
        var wanted = new TreeMap<ObjectRef, ObjectNode>();
        for (var desired : plan(stage).desired()) {
            if (desired instanceof Desired.Present present) {
                wanted.put(present.ref(), comparable(present.manifest()));
            }
        }
        return wanted;
    }

    private static PartPlan plan(GoldenStage stage) {
        var objects = RecordedStorage.withData(stage.observed());
        var config = objects.find(OperandObjects.CONFIG).orElseThrow();
        var storage =
                new UpstreamStorage(
                        config.uid(),
                        config.generation(),
                        true,
                        RecordedStorage.contribution(stage.expected()));
        return RegistryPart.present(OperandInputs.of(objects, storage, IMAGES), List.of());
    }

    private static String stateOf(GoldenStage stage) {
        return specOf(stage).path("managementState").asText("");
    }

    private static JsonNode specOf(GoldenStage stage) {
        var config = stage.expected().get(OperandObjects.CONFIG);
        return config == null ? MissingNode.getInstance() : config.path("spec");
    }

    private static ObjectNode comparable(ObjectNode object) {
        var normal = NormalForm.of(object);
        if (normal.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations
                    .properties()
                    .removeIf(
                            field ->
                                    field.getKey().equals("poke") // by the scenario's author
                                            || field.getKey().endsWith("/checksum")
                                            || field.getKey().endsWith("/spec-hash"));
            if (annotations.isEmpty()) {
                normal.withObject("/metadata").remove("annotations");
            }
        }
        maskDependencies(normal.at("/spec/template/metadata/annotations"));
        if (normal.path("kind").asText().equals("Service")) {
            normal.withObject("/spec").remove("type");
        }
        return normal;
    }

    private static void maskDependencies(JsonNode annotations) {
        if (annotations instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().endsWith("/dependencies-checksum")) {
                    object.put(field.getKey(), "<checksum>");
                }
            }
        }
    }
}
