package org.registryfleet.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.Yaml;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;

import java.util.List;

class ScenarioReportTest {

    private final ScenarioReport report =
            new ScenarioReport(
                    List.of(
                            new ScenarioResult("a", "expected", Outcome.PASSED, List.of()),
                            new ScenarioResult(
                                    "b", "expected-1", Outcome.FAILED, List.of("x", "y")),
                            new ScenarioResult("b", "expected-2", Outcome.PASSED, List.of()),
                            new ScenarioResult("c", null, Outcome.OUT_OF_SCOPE, List.of("why"))));

    @Test
    void countsScenariosInItsLastLine() {
        assertThat(report.lines())
                .containsExactly(
                        "FAILED b expected-1",
                        "  x",
                        "  y",
                        "scenarios: 1 passed, 1 failed, 1 out of scope");
    }

    @Test
    void listsEveryStageAsJson() {
        assertThat(report.json())
                .isEqualTo(
                        Yaml.node(
                                """
                                - {id: a, stage: expected, result: passed, reason: ""}
                                - {id: b, stage: expected-1, result: failed, reason: "x; y"}
                                - {id: b, stage: expected-2, result: passed, reason: ""}
                                - {id: c, stage: null, result: out-of-scope, reason: why}
                                """));
    }

    @Test
    void failsWhenOneScenarioFails() {
        assertThat(report.exitStatus()).isEqualTo(1);
        assertThat(new ScenarioReport(List.of(report.results().getLast())).exitStatus()).isZero();
    }
}
