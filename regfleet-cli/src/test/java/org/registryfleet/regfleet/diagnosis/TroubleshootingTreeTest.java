package org.registryfleet.regfleet.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Membership;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Obstacle;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

class TroubleshootingTreeTest {

    private static final JsonNode NONE = MissingNode.getInstance();
    private static final Workload NO = new Workload(NONE, List.of());
    private static final Membership MEMBER = new Membership(true, false);
    private static final Membership PAUSED = new Membership(true, true);
    private static final JsonNode DEPLOYMENT =
            yaml("{spec: {replicas: 1}, status: {readyReplicas: 1}}");
    private static final JsonNode READY =
            yaml(
                    "{metadata: {name: p}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}}");
    private static final JsonNode MANAGED = yaml("{spec: {managementState: Managed}}");

    static final List<Arguments> ROWS =
            List.of(
                    row(
                            "not registered",
                            facts(new Membership(false, false), NO, NONE, NO),
                            "does not know",
                            "regfleet clusters add c1"),
                    row(
                            "credential",
                            new ClusterFacts(
                                    "c1",
                                    MEMBER,
                                    new Obstacle(true, "401"),
                                    false,
                                    NO,
                                    NONE,
                                    NO,
                                    List.of(),
                                    "pvc"),
                            "credential",
                            "Renew"),
                    row(
                            "no contact",
                            new ClusterFacts(
                                    "c1",
                                    MEMBER,
                                    new Obstacle(false, "timeout"),
                                    false,
                                    NO,
                                    NONE,
                                    NO,
                                    List.of(),
                                    "pvc"),
                            "cannot be reached",
                            "network"),
                    row("runs", facts(MEMBER, pods(READY), MANAGED, NO), "runs with 1 ready", ""),
                    row(
                            "runs but paused",
                            facts(PAUSED, pods(READY), MANAGED, NO),
                            "paused",
                            "regfleet clusters resume c1"),
                    row(
                            "runs but degraded",
                            facts(
                                    MEMBER,
                                    pods(READY),
                                    yaml(
                                            "{status: {conditions: [{type: Degraded, status: 'True', reason: R, message: m}]}}"),
                                    NO),
                            "Degraded=True (R): m",
                            "regfleet status c1"),
                    row(
                            "image cannot be pulled",
                            facts(
                                    MEMBER,
                                    pods(
                                            yaml(
                                                    "{metadata: {name: p}, status: {containerStatuses: [{state: {waiting: {reason: ImagePullBackOff}}}]}}")),
                                    MANAGED,
                                    NO),
                            "Pod p: ImagePullBackOff",
                            "oc describe pod p -n openshift-image-registry"),
                    row(
                            "crashes",
                            facts(
                                    MEMBER,
                                    pods(
                                            yaml(
                                                    "{metadata: {name: p}, status: {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}}]}}")),
                                    MANAGED,
                                    NO),
                            "CrashLoopBackOff",
                            "oc logs --previous p"),
                    row(
                            "cannot be scheduled",
                            facts(
                                    MEMBER,
                                    pods(
                                            yaml(
                                                    "{metadata: {name: p}, status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: unbound claims}]}}")),
                                    MANAGED,
                                    NO),
                            "not scheduled: unbound claims",
                            "oc describe pod p"),
                    row(
                            "no pods, with a reason",
                            facts(
                                    MEMBER,
                                    new Workload(
                                            yaml(
                                                    "{spec: {replicas: 1}, status: {conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: quota}]}}"),
                                            List.of()),
                                    MANAGED,
                                    NO),
                            "FailedCreate): quota",
                            "oc get deployment image-registry -o yaml"),
                    row(
                            "no pods, silent",
                            facts(MEMBER, new Workload(DEPLOYMENT, List.of()), MANAGED, NO),
                            "does not say why",
                            "oc get deployment image-registry -o yaml"),
                    row(
                            "no replicas",
                            facts(
                                    MEMBER,
                                    new Workload(yaml("{spec: {replicas: 0}}"), List.of()),
                                    MANAGED,
                                    NO),
                            "no replicas",
                            "\"replicas\":1"),
                    row(
                            "removed without storage",
                            facts(
                                    MEMBER,
                                    NO,
                                    yaml("{spec: {managementState: Removed, storage: {}}}"),
                                    NO),
                            "no storage is configured",
                            "regfleet storage set c1 pvc"),
                    row(
                            "removed with storage",
                            facts(
                                    MEMBER,
                                    NO,
                                    yaml(
                                            "{spec: {managementState: Removed, storage: {emptyDir: {}}}}"),
                                    NO),
                            "Removed",
                            "regfleet registry manage c1"),
                    row(
                            "unmanaged",
                            facts(MEMBER, NO, yaml("{spec: {managementState: Unmanaged}}"), NO),
                            "Unmanaged",
                            "regfleet registry manage c1"),
                    row(
                            "storage is missing",
                            facts(
                                    MEMBER,
                                    NO,
                                    yaml(
                                            "{spec: {managementState: Managed}, status: {conditions: [{type: Available, status: 'False', reason: DeploymentNotFound, message: x}, {type: StorageExists, status: 'False', reason: PVC, message: no claim}]}}"),
                                    NO),
                            "StorageExists=False (PVC): no claim",
                            "regfleet storage set c1 pvc"),
                    row(
                            "degraded before there is a Deployment",
                            facts(
                                    MEMBER,
                                    NO,
                                    yaml(
                                            "{spec: {managementState: Managed}, status: {conditions: [{type: Degraded, status: 'True', reason: Broken, message: why}]}}"),
                                    NO),
                            "Degraded=True (Broken): why",
                            "regfleet explain c1"),
                    row(
                            "managed but paused",
                            facts(PAUSED, NO, MANAGED, NO),
                            "paused",
                            "regfleet clusters resume c1"),
                    row(
                            "managed and silent",
                            facts(MEMBER, NO, MANAGED, NO),
                            "may be new",
                            "regfleet status c1"),
                    row(
                            "operator without pod",
                            facts(MEMBER, NO, NONE, new Workload(DEPLOYMENT, List.of())),
                            "has no pod",
                            "oc get deployment cluster-image-registry-operator -o yaml"),
                    row(
                            "operator with pod",
                            facts(MEMBER, NO, NONE, pods(READY)),
                            "its log says why",
                            "oc logs p -n openshift-image-registry"),
                    row(
                            "no operator, in the fleet",
                            facts(MEMBER, NO, NONE, NO),
                            "services do not run",
                            "regfleet status c1"),
                    row(
                            "no operator, nobody",
                            facts(null, NO, NONE, NO),
                            "installer",
                            "regfleet clusters add c1"),
                    row(
                            "no kinds",
                            new ClusterFacts(
                                    "c1", MEMBER, null, false, NO, NONE, NO, List.of(), "pvc"),
                            "CustomResourceDefinitions",
                            "oc get crd"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("ROWS")
    void endsWithTheFindingAndTheNextStep(
            String name, ClusterFacts facts, String finding, String nextStep) {
        var diagnosis = TroubleshootingTree.walk(facts);

        assertThat(diagnosis.finding()).contains(finding);
        assertThat(diagnosis.nextStep()).contains(nextStep);
        assertThat(diagnosis.healthy()).isEqualTo(nextStep.isEmpty());
        assertThat(diagnosis.steps()).isNotEmpty();
    }

    private static Arguments row(String name, ClusterFacts facts, String finding, String nextStep) {
        return Arguments.of(name, facts, finding, nextStep);
    }

    private static ClusterFacts facts(
            Membership membership, Workload registry, JsonNode config, Workload operator) {
        return new ClusterFacts(
                "c1", membership, null, true, registry, config, operator, List.of(), "pvc");
    }

    private static Workload pods(JsonNode... pods) {
        return new Workload(DEPLOYMENT, Stream.of(pods).toList());
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
