package org.registryfleet.statusreporter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.TransitionTimes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The worked examples of spec/status.md 2.3 and the rules behind them. */
class OperatorStatusTest {

    private static final String NODE_CA_OK =
            "NodeCADaemonAvailable T AsExpected;NodeCADaemonProgressing F AsExpected;";
    private static final String READY = "Available T Ready;Progressing F Ready;Degraded F -;";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                READY
                        + NODE_CA_OK
                        + "ImagePrunerAvailable T AsExpected | T/Ready F/Ready F/AsExpected",
                "Available T Removed;Progressing F Removed;Degraded F Removed;"
                        + NODE_CA_OK
                        + " | T/Removed F/Removed F/Removed",
                "Available T Unmanaged;Progressing F Unmanaged;Degraded F Unmanaged"
                        + " | T/Unmanaged F/Unmanaged F/Unmanaged",
                READY
                        + "NodeCADaemonAvailable F NotFound;NodeCADaemonProgressing T NotFound |"
                        + " F/NodeCADaemonNotFound::Ready T/NodeCADaemonNotFound::Ready"
                        + " F/AsExpected",
                "Available F NoReplicasAvailable;Progressing T"
                        + " DeploymentNotCompleted;NodeCADaemonAvailable T"
                        + " AsExpected;NodeCADaemonProgressing T Progressing | F/NoReplicasAvailable"
                        + " T/DeploymentNotCompleted::NodeCADaemonProgressing F/AsExpected",
                READY + "ImagePrunerDegraded T JobFailed | T/Ready F/Ready T/ImagePrunerJobFailed",
                READY
                        + "ImagePrunerAvailable F Error | F/ImagePrunerError::Ready F/Ready"
                        + " F/AsExpected",
                "Available T Ready;Progressing F Error;Degraded T VerificationFailed;"
                        + "ImageRegistryCertificatesControllerDegraded T Error"
                        + " | T/Ready F/Error"
                        + " T/ImageRegistryCertificatesControllerError::VerificationFailed",
                READY
                        + "NodeCADaemonAvailable U Unknown;NodeCADaemonProgressing U Unknown |"
                        + " U/NodeCADaemonUnknown::Ready U/NodeCADaemonUnknown::Ready F/AsExpected",
                "Removed T Removed;StorageExists F Bad;ImagePrunerFailed T x"
                        + " | T/AsExpected F/AsExpected F/AsExpected"
            })
    void unites(String sources, String expected) {
        var conditions = OperatorStatus.conditions(conditions(sources), fresh());

        assertThat(
                        conditions.stream()
                                .map(c -> c.status().text().charAt(0) + "/" + c.reason())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(expected.strip());
    }

    @Test
    void namesTheSourceOfEveryLine() {
        var sources =
                List.of(
                        condition("Degraded", "T", "X", "one\ntwo"),
                        condition("ImagePrunerDegraded", "F", "AsExpected", ""),
                        condition("NodeCADaemonControllerDegraded", "T", "Error", "three"));

        var degraded = OperatorStatus.conditions(sources, fresh()).get(2);

        assertThat(degraded.message())
                .isEqualTo("Degraded: one\nDegraded: two\nNodeCADaemonControllerDegraded: three");
    }

    @Test
    void keepsAForeignConditionAndLeavesUnknownVersionsAlone() {
        var observed = yaml("- {type: Upgradeable, status: \"False\", reason: Theirs, note: kept}");
        var conditions = OperatorStatus.conditions(conditions(READY), fresh());

        var status = OperatorStatus.status(observed, conditions, "");

        assertThat(status.at("/conditions/0/note").asText()).isEqualTo("kept");
        assertThat(status.path("conditions")).hasSize(4);
        assertThat(status.has("versions")).isFalse();
        assertThat(status.path("relatedObjects")).hasSize(6);
    }

    private static TransitionTimes fresh() {
        return TransitionTimes.of(List.of(), List.of(), NOW);
    }

    private static List<Condition> conditions(String sources) {
        var conditions = new ArrayList<Condition>();
        for (var source : sources.strip().split(";", -1)) {
            var words = source.split(" ", -1);
            if (words.length == 3) {
                conditions.add(
                        condition(words[0], words[1], words[2].equals("-") ? "" : words[2], ""));
            }
        }
        return conditions;
    }

    private static Condition condition(String type, String status, String reason, String message) {
        var known =
                switch (status) {
                    case "T" -> ConditionStatus.TRUE;
                    case "F" -> ConditionStatus.FALSE;
                    default -> ConditionStatus.UNKNOWN;
                };
        return new Condition(type, known, reason, message, NOW);
    }
}
