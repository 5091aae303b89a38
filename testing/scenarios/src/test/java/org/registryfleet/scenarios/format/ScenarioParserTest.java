package org.registryfleet.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.scenarios.Yaml;

import java.time.Duration;
import java.time.Instant;

class ScenarioParserTest {

    private static final String HEAD =
            """
            id: one
            title: t
            description: d
            platform: None
            topology: HighlyAvailable
            """;
    private static final String REF = "{apiVersion: v1, kind: Secret, namespace: n, name: s}";

    @Test
    void readsEveryKindOfStep() {
        var steps =
                parse(
                                """
                                operatorStarted: by a step
                                operatorEnv: {A: b}
                                crdChange: in words
                                clouds: {s3: {}}
                                actors: [gc, service-ca]
                                steps:
                                - apply: {apiVersion: v1, kind: Namespace, metadata: {name: x}}
                                - merge-patch: {ref: REF, body: {a: null}}
                                - status-patch: {ref: REF, body: {status: {a: $generation}}}
                                  result: {code: 422, reason: Invalid, message: m}
                                - delete: {ref: REF, propagationPolicy: Background}
                                  settle: {none: true}
                                - wait: {seconds: 1.5}
                                  settle: {min: 4, max: 9, quiet: 1, note: why, until: {ref: REF, path: a.b, equals: c}}
                                - start-operator: {}
                                - stop-operator: {}
                                - restart-operator: {}
                                - hold-gc: {}
                                - release-gc: {}
                                  expect: expected-1
                                """)
                        .script()
                        .steps();

        assertThat(steps)
                .extracting(step -> step.action().getClass().getSimpleName())
                .containsExactly(
                        "Apply",
                        "MergePatch",
                        "StatusPatch",
                        "Delete",
                        "Wait",
                        "StartOperator",
                        "StopOperator",
                        "RestartOperator",
                        "HoldGc",
                        "ReleaseGc");
        assertThat(steps.get(2).refusal()).isEqualTo(new ScenarioStep.Refusal(422, "Invalid", "m"));
        assertThat(steps.get(3).settle().none()).isTrue();
        assertThat(steps.get(4).action()).isEqualTo(new Action.Wait(Duration.ofMillis(1500)));
        assertThat(steps.get(4).settle().min()).isEqualTo(Duration.ofSeconds(4));
        assertThat(steps.get(4).settle().until().path()).isEqualTo("a.b");
        assertThat(steps.getLast().expect()).isEqualTo("expected-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "surprise: 1 | surprise",
                "steps: [{jump: {}}] | steps[0].jump",
                "steps: [{wait: {seconds: 1}, hold-gc: {}}] | steps[0]",
                "steps: [{wait: {minutes: 1}}] | steps[0].wait.seconds",
                "steps: [{hold-gc: {now: 1}}] | steps[0].hold-gc.now",
                "steps: [{hold-gc: {}, settle: {for: 1}}] | steps[0].settle.for",
                "steps: [{delete: {ref: {kind: x}}}] | steps[0].delete.ref.apiVersion",
                "steps: [{status-patch: {ref: REF, body: {spec: 1}}}] | body.status",
                "operatorStarted: later | operatorStarted",
                "actors: [kubelet] | actors",
                "given: [{kind: x}] | given[0].apiVersion"
            })
    void refusesWhatItDoesNotKnowAndNamesFileAndKey(String yaml, String key) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("scenario.yaml")
                .hasMessageContaining(key);
    }

    @Test
    void resolvesTokens() {
        var tokens = new Tokens(() -> 7, Instant.parse("2026-01-02T03:04:05.678Z"), "PEM");

        var body = tokens.resolve(Yaml.node("{a: $generation, b: [$now], c: x<private-key>y}"));

        assertThat(body.path("a").longValue()).isEqualTo(7);
        assertThat(body.at("/b/0").textValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(body.path("c").textValue()).isEqualTo("xPEMy");
    }

    private static Scenario parse(String yaml) {
        return ScenarioParser.parse(
                "folder/scenario.yaml", Yaml.node(HEAD + yaml.replace("REF", REF)));
    }
}
