package org.registryfleet.statusreporter.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class ConditionListTest {

    private static final Instant EARLIER = Instant.parse("2026-11-19T08:00:00Z");

    @Test
    void leavesAListAsItIsThatSaysTheSame() {
        var observed =
                yaml(
                        """
                        - {type: B, status: "True", reason: Ready, lastTransitionTime: "2026-11-19T10:00:00+02:00"}
                        - {type: A, status: "False", message: ""}
                        """);

        var merged =
                ConditionList.merge(
                        observed,
                        List.of(
                                new Condition("A", ConditionStatus.FALSE, "", "", NOW),
                                new Condition("B", ConditionStatus.TRUE, "Ready", "", NOW)),
                        Set.of());

        assertThat(merged.json()).isEqualTo(observed);
    }

    @Test
    void keepsThePlaceOfKnownConditionsAndAppendsNewOnes() {
        var observed =
                yaml(
                        """
                        - {type: Foreign, status: "True", extra: kept}
                        - {type: Gone, status: "True"}
                        - {type: A, status: "True", reason: Old, message: old}
                        """);

        var merged =
                ConditionList.merge(
                        observed,
                        List.of(
                                new Condition("New", ConditionStatus.UNKNOWN, "", "", NOW),
                                new Condition("A", ConditionStatus.FALSE, "", "", EARLIER)),
                        Set.of("Gone"));

        assertThat(merged.json())
                .isEqualTo(
                        yaml(
                                """
                                - {type: Foreign, status: "True", extra: kept}
                                - {type: A, status: "False", lastTransitionTime: "2026-11-19T08:00:00Z"}
                                - {type: New, status: Unknown, lastTransitionTime: "2026-11-20T10:00:00Z"}
                                """));
    }

    @Test
    void movesTheTimeOnlyWhenTheStatusChanges() {
        var observed =
                yaml("- {type: A, status: \"True\", lastTransitionTime: \"2026-11-19T08:00:00Z\"}");
        var transitions = TransitionTimes.of(ConditionList.read(observed), List.of(), NOW);

        assertThat(transitions.apply(verdict("A", ConditionStatus.TRUE)).since())
                .isEqualTo(EARLIER);
        assertThat(transitions.apply(verdict("A", ConditionStatus.FALSE)).since()).isEqualTo(NOW);
        assertThat(transitions.apply(verdict("B", ConditionStatus.FALSE)).since()).isEqualTo(NOW);
    }

    @Test
    void remembersATimeThatIsOnItsWayToTheCluster() {
        var decided = new Condition("A", ConditionStatus.FALSE, "", "", EARLIER);
        var observed =
                yaml("- {type: A, status: \"True\", lastTransitionTime: \"2026-11-19T07:00:00Z\"}");

        var transitions = TransitionTimes.of(ConditionList.read(observed), List.of(decided), NOW);

        assertThat(transitions.apply(verdict("A", ConditionStatus.FALSE)).since())
                .isEqualTo(EARLIER);
    }

    @Test
    void countsInWholeSecondsAndSurvivesTimesItCannotRead() {
        var observed = yaml("- {type: A, status: \"True\", lastTransitionTime: yesterday}");
        var transitions =
                TransitionTimes.of(ConditionList.read(observed), List.of(), NOW.plusMillis(999));

        assertThat(transitions.apply(verdict("A", ConditionStatus.TRUE)).since()).isEqualTo(NOW);
    }

    @Test
    void readsWordsItDoesNotKnowAsUnknown() {
        assertThat(ConditionStatus.of("Maybe")).isEqualTo(ConditionStatus.UNKNOWN);
        assertThat(ConditionList.read(yaml("- {type: A, status: \"True\"}")).getFirst().since())
                .isNull();
    }

    @Test
    void writesAConditionWithoutATimeWhenItHasNone() {
        var timeless = new Condition("A", ConditionStatus.TRUE, "", "", null);

        assertThat(ConditionList.merge(yaml(""), List.of(timeless), Set.of()).json())
                .isEqualTo(yaml("- {type: A, status: \"True\"}"));
    }

    @Test
    void refusesATableWithHoles() {
        var table =
                new DecisionTable<String>(
                        "A",
                        List.of(
                                DecisionRow.of(
                                        "1", String::isEmpty, ConditionStatus.TRUE, "", "")));

        assertThat(table.judge("").row()).isEqualTo("1");
        assertThatThrownBy(() -> table.judge("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A has no row for x");
    }

    private static EvaluatedCondition verdict(String type, ConditionStatus status) {
        return new EvaluatedCondition("", type, status, "Changed", "");
    }
}
