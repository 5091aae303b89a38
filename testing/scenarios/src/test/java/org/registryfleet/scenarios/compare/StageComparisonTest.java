package org.registryfleet.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.Yaml;
import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

class StageComparisonTest {

    private static final ObjectNode DEPLOYMENT =
            Yaml.object(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: image-registry
                      namespace: openshift-image-registry
                      annotations:
                        imageregistry.operator.openshift.io/checksum: <checksum>
                    spec:
                      replicas: 2
                      template:
                        metadata:
                          annotations:
                            imageregistry.operator.openshift.io/dependencies-checksum: <checksum>
                        spec:
                          containers:
                          - name: registry
                            env:
                            - name: A
                              value: "1"
                            - name: B
                              value: "2"
                    """);
    private static final ObjectNode OPERATOR =
            Yaml.object(
                    """
                    apiVersion: config.openshift.io/v1
                    kind: ClusterOperator
                    metadata:
                      name: image-registry
                    spec: {}
                    status:
                      conditions:
                      - type: Available
                        status: "True"
                        reason: Ready
                        message: The registry is ready
                      - type: Degraded
                        status: "False"
                        reason: AsExpected
                    """);
    private static final ScenarioObjectRef DEPLOYMENT_REF = ScenarioObjectRef.of(DEPLOYMENT);
    private static final ScenarioObjectRef OPERATOR_REF = ScenarioObjectRef.of(OPERATOR);
    private static final ScenarioObjectRef SECRET_REF =
            new ScenarioObjectRef("v1", "Secret", "ns", "s");

    private final StageComparison comparison = new StageComparison(ComparisonRules.USUAL, Set.of());

    @Test
    void comparesOnlyWhatAPartialStageNames() {
        var named =
                """
                apiVersion: config.openshift.io/v1
                kind: ClusterOperator
                metadata: {name: image-registry}
                status: {conditions: {"[type=Available]": {status: STATUS, reason: Ready}}}
                """;

        assertThat(partial(named.replace("STATUS", "'True'"))).isEmpty();
        assertThat(partial(named.replace("STATUS", "'False'")))
                .singleElement()
                .asString()
                .contains("conditions[Available].status: expected \"False\", found \"True\"");
        assertThat(partial(named.replace("STATUS", "null")))
                .singleElement()
                .asString()
                .contains("expected nothing");
    }

    @Test
    void passesWhenEverythingIsAsExpected() {
        assertThat(compare(_ -> {})).isEmpty();
    }

    @Test
    void namesPathExpectedAndFound() {
        assertThat(compare(objects -> spec(objects).put("replicas", 1)))
                .extracting(Difference::toString)
                .containsExactly(
                        "deployment openshift-image-registry/image-registry: spec.replicas: "
                                + "expected 2, found 1");
    }

    @Test
    void matchesElementsByName() {
        assertThat(compare(objects -> env(objects).remove(0)))
                .extracting(Difference::path, Difference::found)
                .containsExactly(
                        tuple("spec.template.spec.containers[registry].env[A]", "nothing"));
    }

    @Test
    void noticesAnotherOrder() {
        assertThat(
                        compare(
                                objects -> {
                                    var first = env(objects).remove(0);
                                    env(objects).add(first);
                                }))
                .extracting(Difference::expected)
                .containsExactly("the order [A, B]");
    }

    @Test
    void comparesTypeStatusAndReasonOfConditionsButNotTheWording() {
        assertThat(compare(objects -> condition(objects, 0).put("message", "Ready indeed")))
                .isEmpty();
        assertThat(compare(objects -> condition(objects, 0).put("reason", "Lie")))
                .extracting(Difference::path)
                .containsExactly("status.conditions[Available].reason");
        assertThat(compare(objects -> condition(objects, 0).remove("message"))).hasSize(1);
        assertThat(compare(objects -> condition(objects, 1).put("message", "x"))).hasSize(1);
    }

    @Test
    void ignoresChecksumsAndOwnAnnotations() {
        assertThat(
                        compare(
                                objects -> {
                                    var annotations =
                                            objects.get(DEPLOYMENT_REF)
                                                    .withObject("/metadata/annotations");
                                    annotations.removeAll();
                                    annotations.put("registryfleet.org/digest", "x");
                                }))
                .isEmpty();
        assertThat(
                        compare(
                                objects ->
                                        objects.get(DEPLOYMENT_REF)
                                                .withObject("/metadata/annotations")
                                                .put("example.org/foreign", "x")))
                .extracting(Difference::path)
                .containsExactly("metadata.annotations");
    }

    @Test
    void reportsWhatIsMissingAndWhatMustNotExist() {
        assertThat(compare(objects -> objects.remove(DEPLOYMENT_REF)))
                .extracting(Difference::toString)
                .containsExactly(DEPLOYMENT_REF + ": expected an object, found none");
        assertThat(compare(objects -> objects.put(SECRET_REF, secret())))
                .extracting(Difference::toString)
                .containsExactly("secret ns/s: expected no object, found one");
    }

    @Test
    void reportsWhatTheSystemUnderTestHasTouchedOrDeletedUnexpectedly() {
        var stage = new ExpectedStage("expected", Map.of(), Set.of());
        var touched =
                new ObservedState(
                        Map.of(SECRET_REF, secret()), Set.of(SECRET_REF), Set.of(), Map.of());
        var vanished = new ObservedState(Map.of(), Set.of(), Set.of(SECRET_REF), Map.of());
        var untouched =
                new ObservedState(Map.of(SECRET_REF, secret()), Set.of(), Set.of(), Map.of());

        assertThat(comparison.compare(new ReachedStage(stage, touched), List.of())).hasSize(1);
        assertThat(comparison.compare(new ReachedStage(stage, vanished), List.of())).hasSize(1);
        assertThat(comparison.compare(new ReachedStage(stage, untouched), List.of())).isEmpty();
    }

    @Test
    void hidesTheValuesOfSecrets() {
        var expected = secret();
        var found = secret();
        found.withObject("/stringData").put("key", "canary");
        var stage = new ExpectedStage("expected", Map.of(SECRET_REF, expected), Set.of());
        var state = new ObservedState(Map.of(SECRET_REF, found), Set.of(), Set.of(), Map.of());

        assertThat(comparison.compare(new ReachedStage(stage, state), List.of()))
                .singleElement()
                .satisfies(d -> assertThat(d.toString()).doesNotContain("canary", "hidden"));
    }

    @Test
    void wantsPodsToRollExactlyWhenTheRecordedOnesDid() {
        var before = new ReachedStage(stage(DEPLOYMENT), state(found("one")));
        var same = new ReachedStage(stage(DEPLOYMENT), state(found("one")));
        var rolledWithout = new ReachedStage(stage(DEPLOYMENT), state(found("two")));
        var numbered = DEPLOYMENT.deepCopy();
        numbered.withObject("/spec/template/metadata/annotations")
                .put("imageregistry.operator.openshift.io/dependencies-checksum", "<checksum#2>");
        var rolled = new ReachedStage(stage(numbered), state(found("two")));
        var notRolled = new ReachedStage(stage(numbered), state(found("one")));

        assertThat(comparison.compare(same, List.of(before))).isEmpty();
        assertThat(comparison.compare(rolled, List.of(before))).isEmpty();
        assertThat(comparison.compare(rolledWithout, List.of(before)))
                .extracting(Difference::toString)
                .containsExactly(
                        DEPLOYMENT_REF
                                + ": spec.template: expected the pod template of expected, "
                                + "found a change since expected");
        assertThat(comparison.compare(notRolled, List.of(before))).hasSize(1);
    }

    private List<Difference> partial(String fields) {
        var expected = Yaml.object(fields);
        var stage =
                new ExpectedStage(
                        "expected",
                        Map.of(ScenarioObjectRef.of(expected), expected),
                        Set.of(),
                        true);
        Map<ScenarioObjectRef, ObjectNode> objects =
                Map.of(OPERATOR_REF, OPERATOR, SECRET_REF, secret());
        var state = new ObservedState(objects, objects.keySet(), Set.of(DEPLOYMENT_REF), Map.of());
        return comparison.compare(new ReachedStage(stage, state), List.of());
    }

    private static ObjectNode found(String digest) {
        var found = DEPLOYMENT.deepCopy();
        found.withObject("/spec/template/metadata/annotations")
                .put("registryfleet.org/dependencies", digest);
        return found;
    }

    private static ExpectedStage stage(ObjectNode object) {
        return new ExpectedStage(
                "expected", Map.of(ScenarioObjectRef.of(object), object), Set.of());
    }

    private static ObservedState state(ObjectNode object) {
        return new ObservedState(
                Map.of(ScenarioObjectRef.of(object), object), Set.of(), Set.of(), Map.of());
    }

    private List<Difference> compare(Consumer<Map<ScenarioObjectRef, ObjectNode>> mutation) {
        var expected =
                new ExpectedStage(
                        "expected",
                        Map.of(DEPLOYMENT_REF, DEPLOYMENT, OPERATOR_REF, OPERATOR),
                        Set.of(SECRET_REF));
        var objects = new HashMap<ScenarioObjectRef, ObjectNode>();
        expected.objects().forEach((ref, object) -> objects.put(ref, object.deepCopy()));
        mutation.accept(objects);
        var state = new ObservedState(objects, new HashSet<>(objects.keySet()), Set.of(), Map.of());
        return comparison.compare(new ReachedStage(expected, state), List.of());
    }

    private static ObjectNode secret() {
        return Yaml.object(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: ns}
                stringData: {key: hidden}
                """);
    }

    private static ObjectNode spec(Map<ScenarioObjectRef, ObjectNode> objects) {
        return objects.get(DEPLOYMENT_REF).withObject("/spec");
    }

    private static ArrayNode env(Map<ScenarioObjectRef, ObjectNode> objects) {
        return (ArrayNode) spec(objects).at("/template/spec/containers/0/env");
    }

    private static ObjectNode condition(Map<ScenarioObjectRef, ObjectNode> objects, int index) {
        return (ObjectNode) objects.get(OPERATOR_REF).at("/status/conditions/" + index);
    }
}
