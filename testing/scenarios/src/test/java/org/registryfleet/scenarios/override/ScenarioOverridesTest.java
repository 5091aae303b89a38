package org.registryfleet.scenarios.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.scenarios.Yaml;
import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.format.ScenarioParser;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ScenarioOverridesTest {

    private static final String REF = "{apiVersion: c/v1, kind: Config, name: cluster}";
    private static final ObjectNode CONFIG =
            Yaml.object(
                    """
                    apiVersion: c/v1
                    kind: Config
                    metadata: {name: cluster}
                    spec: {replicas: 1}
                    status:
                      conditions:
                      - {type: Available, status: "True"}
                      - {type: Degraded, status: "False"}
                    """);

    @Test
    void patchesOneConditionAndAddsAnother() {
        var changed =
                apply(
                        """
                        scenario: one
                        reason: we report it
                        stages:
                          expected-1:
                          - ref: REF
                            merge-patch:
                              spec: {replicas: null}
                              status:
                                conditions:
                                  "[type=Degraded]": {status: "True", reason: NotOwned}
                                  "[type=Available]": null
                                  "[type=Added]": {status: "False"}
                        """);

        assertThat(changed.stage("expected-1").objects().get(ScenarioObjectRef.of(CONFIG)))
                .isEqualTo(
                        Yaml.node(
                                """
                                apiVersion: c/v1
                                kind: Config
                                metadata: {name: cluster}
                                spec: {}
                                status:
                                  conditions:
                                  - {type: Added, status: "False"}
                                  - {type: Degraded, status: "True", reason: NotOwned}
                                """));
        assertThat(changed.stage("expected-2")).isEqualTo(golden().stage("expected-2"));
    }

    @Test
    void takesAnObjectAwayOrAddsOne() {
        var changed =
                apply(
                        """
                        scenario: [o*]
                        reason: r
                        stages:
                          "expected-*":
                          - {ref: REF, absent: true}
                          expected-2:
                          - present: {apiVersion: v1, kind: Secret, metadata: {name: gone, namespace: n}}
                        """);

        var ref = ScenarioObjectRef.of(CONFIG);
        assertThat(changed.stage("expected-1").objects()).isEmpty();
        assertThat(changed.stage("expected-1").absent()).contains(ref);
        assertThat(changed.stage("expected-2").objects()).hasSize(1).doesNotContainKey(ref);
        assertThat(changed.stage("expected-2").absent()).containsExactly(ref);
    }

    @Test
    void takesAnObjectAsAnotherStageExpectsIt() {
        var yaml =
                """
                scenario: one
                reason: r
                stages:
                  expected-1:
                  - ref: REF
                    absent: true
                  - ref: REF
                    as-in: {scenario: one, stage: expected-2}
                """;

        assertThat(apply(yaml).stage("expected-1").objects())
                .containsEntry(ScenarioObjectRef.of(CONFIG), CONFIG);
        assertThat(apply(yaml).stage("expected-1").absent())
                .doesNotContain(ScenarioObjectRef.of(CONFIG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{scenario: two, reason: r, stages: {}} | matches no scenario",
                "{scenario: one, reason: ' ', stages: {}} | must say why",
                "{scenario: one, reason: r, stages: {expected-9: []}} | is no stage of one",
                "{scenario: one, reason: r, stages: {expected-1: [{ref: OTHER, merge-patch: {a: 1}}]}} | is not expected there",
                "{scenario: one, reason: r, stages: {expected-1: [{ref: REF, merge-patch: {spec: {replicas: 1}}}]}} | changes nothing",
                "{scenario: 'o*', reason: r, stages: {'*': [{ref: REF, merge-patch: {spec: {replicas: 1}}}]}} | changes nothing",
                "{scenario: one, reason: r, stages: {expected-1: [{ref: OTHER, absent: true}]}} | changes nothing",
                "{scenario: one, reason: r, stages: {expected-1: [{ref: OTHER, as-in: {scenario: one, stage: expected-2}}]}} | is not expected in one/expected-2",
                "{scenario: one, reason: r, stages: {expected-1: [{ref: REF, patch: 1}]}} | merge-patch: is missing"
            })
    void refusesOverridesWithoutEffect(String yaml, String problem) {
        var other = "{apiVersion: v1, kind: Secret, namespace: n, name: gone}";

        assertThatThrownBy(() -> apply(yaml.replace("OTHER", other)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining(problem);
    }

    @Test
    void leavesOverridesOfOtherScenariosAloneInAPartOfTheScenarios() {
        var file =
                OverrideFile.parse(
                        "own.yaml", Yaml.node("{scenario: two, reason: r, stages: {a: []}}"));

        assertThat(new ScenarioOverrides(List.of(file)).apply(List.of(golden()), false))
                .containsExactly(golden());
    }

    private static GoldenScenario apply(String yaml) {
        var file = OverrideFile.parse("own.yaml", Yaml.node(yaml.replace("REF", REF)));
        return new ScenarioOverrides(List.of(file)).apply(List.of(golden()), true).getFirst();
    }

    private static GoldenScenario golden() {
        var scenario =
                ScenarioParser.parse(
                        "scenario.yaml",
                        Yaml.node("{id: one, title: t, description: d, platform: p, topology: t}"));
        Map<ScenarioObjectRef, ObjectNode> objects = Map.of(ScenarioObjectRef.of(CONFIG), CONFIG);
        var absent = Set.of(new ScenarioObjectRef("v1", "Secret", "n", "gone"));
        return new GoldenScenario(
                scenario,
                Map.of(
                        "expected-1", new ExpectedStage("expected-1", objects, absent),
                        "expected-2", new ExpectedStage("expected-2", objects, absent)));
    }
}
