package org.registryfleet.statusreporter.controller;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;

import java.util.List;
import java.util.Optional;

/** The conditions of the node-ca DaemonSet. */
public final class NodeCaConditions {

    private static final String ABSENT = "The daemon set node-ca does not exist";

    private static final DecisionTable<NodeCa> AVAILABLE =
            new DecisionTable<>(
                    "NodeCADaemonAvailable",
                    List.of(
                            DecisionRow.of("N1", NodeCa::isMissing, FALSE, "NotFound", ABSENT),
                            DecisionRow.of(
                                    "N2",
                                    daemon -> daemon.number("numberAvailable") > 0,
                                    TRUE,
                                    "AsExpected",
                                    "The daemon set node-ca has available replicas"),
                            DecisionRow.of(
                                    "N3",
                                    _ -> true,
                                    FALSE,
                                    "NoAvailableReplicas",
                                    "The daemon set node-ca does not have available replicas")));

    private static final DecisionTable<NodeCa> PROGRESSING =
            new DecisionTable<>(
                    NodeCa.PROGRESSING,
                    List.of(
                            DecisionRow.of("N4", NodeCa::isMissing, TRUE, "NotFound", ABSENT),
                            DecisionRow.of(
                                    "N5",
                                    NodeCa::isUpdating,
                                    TRUE,
                                    "Progressing",
                                    "The daemon set node-ca is updating node pods"),
                            DecisionRow.of(
                                    "N6",
                                    _ -> true,
                                    FALSE,
                                    "AsExpected",
                                    "The daemon set node-ca is deployed")));

    private static final String NOT_LISTED =
            "the fleet may not list daemon sets in openshift-image-registry; grant list and watch";

    private NodeCaConditions() {}

    /**
     * Evaluates the DaemonSet.
     *
     * @param daemonSet empty if there is none
     * @param isUnreadable RBAC denies reading it
     * @param rolledOut the generation that was last seen on every node; 0 for none
     */
    public static List<EvaluatedCondition> judge(
            Optional<Observed> daemonSet, boolean isUnreadable, long rolledOut) {
        if (daemonSet.isEmpty() && isUnreadable) {
            return List.of(unknown(AVAILABLE, "availability"), unknown(PROGRESSING, "progress"));
        }
        var daemon = new NodeCa(daemonSet, rolledOut);
        return List.of(AVAILABLE.judge(daemon), PROGRESSING.judge(daemon));
    }

    private static EvaluatedCondition unknown(DecisionTable<NodeCa> table, String what) {
        return new EvaluatedCondition(
                "N0",
                table.type(),
                ConditionStatus.UNKNOWN,
                "Unknown",
                "Unable to check daemon set %s: %s".formatted(what, NOT_LISTED));
    }
}
