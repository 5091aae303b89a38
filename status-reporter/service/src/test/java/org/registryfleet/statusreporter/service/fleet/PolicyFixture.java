package org.registryfleet.statusreporter.service.fleet;

import com.fasterxml.jackson.databind.node.IntNode;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RolloutNote;
import org.registryfleet.events.RolloutStageCount;
import org.registryfleet.events.RolloutState;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Source;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.stream.AssignmentCodec;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A policy that waits for an approval, as the log tells of it. */
public final class PolicyFixture {

    public static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    public static final String DOCUMENT =
            "{\"apiVersion\":\"fleet.registryfleet.org/v1alpha1\",\"kind\":\"FleetPolicy\",\"metadata\":{\"name\":\"edge\"},"
                    + "\"spec\":{\"placement\":{\"labelSelector\":{\"matchLabels\":{\"env\":\"edge\"}}},"
                    + "\"remediationAction\":\"enforce\",\"config\":{\"replicas\":1}}}";

    private PolicyFixture() {}

    public static PolicyRollout waiting() {
        return PolicyRollout.newBuilder()
                .setPolicy("edge")
                .setVersion(3)
                .setDocument(DOCUMENT)
                .setBy("ann")
                .setReason("smaller")
                .setAt(AT)
                .setConsent("confirmed")
                .setState(RolloutState.APPROVAL)
                .setMessage("the stage prod needs an approval")
                .setSince(AT)
                .setStages(
                        List.of(
                                new RolloutStageCount(
                                        "canary", true, false, Map.of("SUCCEEDED", 1, "SKIP", 1)),
                                new RolloutStageCount("prod", false, true, Map.of("TO_APPLY", 2))))
                .setCompliance(Map.of("compliant", 1, "non_compliant", 2, "contested", 1))
                .setNotes(
                        List.of(
                                new RolloutNote(
                                        "beta",
                                        "canary",
                                        "SKIP",
                                        "config.replicas: argocd-controller holds the field; release it there")))
                .setCommand("2")
                .setRefusal("there is no stage prd")
                .build();
    }

    /** Ann has applied it, and Bob has misspelled a stage. */
    public static List<PolicyEvent> said() {
        return List.of(
                PolicyEventCodec.encode(
                        new PolicyFact.Applied(
                                AT, command("1", "ann", "smaller"), DOCUMENT, 2, "confirmed")),
                PolicyEventCodec.encode(
                        new PolicyFact.Stepped(
                                AT.plusSeconds(60),
                                command("2", "bob", "looks good"),
                                PolicyFact.Step.APPROVE,
                                3,
                                "prd",
                                new TreeSet<>())));
    }

    private static PolicyFact.Command command(String id, String by, String reason) {
        return new PolicyFact.Command(id, "edge", by, reason);
    }

    public static ClusterRegistration registration(String cluster) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setDisplayName(cluster)
                .setCredential("kubeconfig:" + cluster)
                .setLabels(Map.of("env", "edge"))
                .build();
    }

    /** One replica, enforced. */
    public static org.registryfleet.events.Assignment assignment(String cluster) {
        var field =
                AssignedField.requested(SpecField.REPLICAS, IntNode.valueOf(1))
                        .from(new Source("edge", 3, Mode.ENFORCE, false));
        return AssignmentCodec.encode(cluster, Assignment.ofPolicies(List.of(field), AT));
    }

    public static Observation config(String cluster, int replicas) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession("s")
                .setSequence(1)
                .setType(ObservationType.MODIFIED)
                .setObject(
                        new ObjectKey(
                                "imageregistry.operator.openshift.io/v1", "Config", "", "cluster"))
                .setUid("u")
                .setResourceVersion("7")
                .setContent("{\"spec\":{\"replicas\":%d}}".formatted(replicas))
                .setManagers(List.of("kubectl-edit"))
                .setObservedAt(AT)
                .build();
    }
}
