package org.registryfleet.fleetpolicy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.FieldCompliance;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What policies are compared with, from the log. */
class FleetMembersTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final ObjectKey CONFIG =
            new ObjectKey("imageregistry.operator.openshift.io/v1", "Config", "", "cluster");
    private static final ObjectKey POD = new ObjectKey("v1", "Pod", "ns", "registry-1");

    private final FleetMembers members = new FleetMembers();

    @Test
    void keepTheLastSpecAndWhoWroteIt() {
        register("a");
        members.take("a", config(ObservationType.ADDED, 1, 2));
        members.take("a", config(ObservationType.MODIFIED, 1, 3));
        members.take("a", seen(ObservationType.MODIFIED, 1, POD, "{}"));

        var found = compared("a", 1);

        assertThat(found.found()).isEqualTo("3");
        assertThat(found.state()).isEqualTo(FieldCompliance.State.NON_COMPLIANT);
        assertThat(found.writer()).isEqualTo("oc");
    }

    @Test
    void doNotCountWhatAnEarlierSessionWritesLate() {
        register("a");
        members.take("a", config(ObservationType.ADDED, 1, 2));
        members.take("a", seen(ObservationType.SYNCED, 2, null, ""));
        members.take("a", config(ObservationType.MODIFIED, 1, 9));
        assertThat(compared("a", 2).found()).isEqualTo("2");

        members.take("a", config(ObservationType.DELETED, 2, 0));
        assertThat(compared("a", 2).state()).isEqualTo(FieldCompliance.State.UNKNOWN);
    }

    @Test
    void areTheClustersThatAreRegistered() {
        members.take("b", config(ObservationType.ADDED, 1, 2));
        register("b");
        register("a");
        assertThat(members.all()).extracting(one -> one.cluster()).containsExactly("a", "b");

        members.leave("a");
        assertThat(members.all()).extracting(one -> one.cluster()).containsExactly("b");
        assertThat(members.find("a")).isEmpty();
    }

    @Test
    void refuseAnObjectThatIsNoJson() {
        assertThatThrownBy(
                        () -> members.take("a", seen(ObservationType.ADDED, 1, CONFIG, "{\"spec")))
                .isInstanceOf(UndecodableEventException.class);
    }

    private FieldCompliance compared(String cluster, int wanted) {
        return PolicyPlan.compare(
                AssignedField.requested(SpecField.REPLICAS, IntNode.valueOf(wanted)),
                members.find(cluster).orElseThrow());
    }

    private void register(String cluster) {
        members.take(
                cluster,
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setCredential("kubeconfig:" + cluster)
                        .setLabels(Map.of("env", "edge"))
                        .build());
    }

    private static Observation config(ObservationType type, long epoch, int replicas) {
        return seen(type, epoch, CONFIG, "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
    }

    private static Observation seen(
            ObservationType type, long epoch, ObjectKey object, String content) {
        return Observation.newBuilder()
                .setCluster("a")
                .setSession("s")
                .setType(type)
                .setEpoch(epoch)
                .setSequence(1)
                .setObject(object)
                .setUid("u")
                .setResourceVersion("7")
                .setContent(content)
                .setObservedAt(AT)
                .setManagers(List.of("oc"))
                .build();
    }
}
