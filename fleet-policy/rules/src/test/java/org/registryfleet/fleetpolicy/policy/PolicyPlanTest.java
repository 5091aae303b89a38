package org.registryfleet.fleetpolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.FieldCompliance.State;
import org.registryfleet.fleetpolicy.policy.Placement.Operator;
import org.registryfleet.fleetpolicy.policy.Placement.Requirement;
import org.registryfleet.fleetpolicy.policy.Placement.Topology;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.Observed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class PolicyPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replicas         | 1         | 1         | COMPLIANT",
                "replicas         | 2         | 1         | NON_COMPLIANT",
                "managementState  | 'Managed' | 'Managed' | COMPLIANT",
                "storage | {'managementState':'Managed','pvc':{'claim':'image-registry-storage'}} | {'pvc':{'claim':''}} | COMPLIANT",
                "storage | {'pvc':{'claim':'mine'}} | {'pvc':{'claim':''}} | NON_COMPLIANT",
                "storage | {}                       | {'emptyDir':{}}      | NON_COMPLIANT",
                "storage | {'emptyDir':{}}          | {'emptyDir':{}}      | COMPLIANT",
                "storage | {'s3':{'bucket':'b','region':'eu'}} | {'s3':{'region':'eu'}} | COMPLIANT"
            })
    void comparesAField(String field, String found, String wanted, State state) {
        var plan =
                PolicyPlan.of(
                        List.of(policy("p", Placement.ALL, field, wanted)),
                        List.of(cluster("c1", Map.of(), "{'%s':%s}".formatted(field, found))));

        assertThat(only(plan).state()).isEqualTo(state);
    }

    @Test
    void namesWhoWroteTheFieldAndWhatChangingItWouldCost() {
        var plan =
                PolicyPlan.of(
                        List.of(policy("p", Placement.ALL, "managementState", "'Removed'")),
                        List.of(cluster("c1", Map.of(), "{'managementState':'Managed'}")));

        assertThat(only(plan).writer()).isEqualTo("kubectl-edit");
        assertThat(only(plan).found()).isEqualTo("\"Managed\"");
        assertThat(only(plan).dangers()).containsExactly(Danger.REMOVAL);
    }

    @Test
    void callsDifferentValuesOfTwoPoliciesAConflictAndEqualOnesNone() {
        var one = policy("one", Placement.ALL, "requests", "{'read':{'maxRunning':1},'write':{}}");
        var same =
                policy("same", Placement.ALL, "requests", "{'write':{},'read':{'maxRunning':1}}");
        var other = policy("other", Placement.ALL, "requests", "{'read':{'maxRunning':2}}");
        var fleet = List.of(cluster("c1", Map.of(), "{}"));

        var conflict = only(PolicyPlan.of(List.of(one, other), fleet));

        assertThat(conflict.state()).isEqualTo(State.CONFLICT);
        assertThat(conflict.policies()).containsExactly("one", "other");
        assertThat(only(PolicyPlan.of(List.of(one, same), fleet)).state())
                .isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void saysThatThereIsNoObject() {
        var bare = new FleetMember("c1", Map.of(), "VSphere", false, Map.of(), Map.of());

        var plan =
                PolicyPlan.of(List.of(policy("p", Placement.ALL, "replicas", "1")), List.of(bare));

        assertThat(only(plan).state()).isEqualTo(State.UNKNOWN);
        assertThat(plan.compliant()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "IN, edge, true",
        "IN, core, false",
        "NOT_IN, core, true",
        "NOT_IN, edge, false",
        "EXISTS, '', true",
        "DOES_NOT_EXIST, '', false"
    })
    void selectsByLabels(Operator operator, String value, boolean selected) {
        var values = value.isEmpty() ? Set.<String>of() : Set.of(value);
        var placement =
                new Placement(
                        Map.of(),
                        List.of(new Requirement("env", operator, values)),
                        Set.of(),
                        Topology.ANY);

        assertThat(placement.objection(cluster("c1", Map.of("env", "edge"), "{}")).isEmpty())
                .isEqualTo(selected);
    }

    @Test
    void selectsByPlatformAndTopology() {
        var edge = cluster("c1", Map.of("env", "edge"), "{}");
        var unknown = new FleetMember("c2", Map.of(), "", false, Map.of(), Map.of());

        assertThat(placement(Map.of("env", "core"), "VSphere", Topology.ANY).objection(edge))
                .contains("labels");
        assertThat(placement(Map.of(), "AWS", Topology.ANY).objection(edge)).contains("platform");
        assertThat(placement(Map.of(), "VSphere", Topology.HIGHLY_AVAILABLE).objection(edge))
                .contains("topology");
        assertThat(placement(Map.of(), "VSphere", Topology.SINGLE_REPLICA).objection(edge))
                .isEmpty();
        assertThat(
                        new Placement(Map.of(), List.of(), Set.of(), Topology.HIGHLY_AVAILABLE)
                                .objection(unknown))
                .contains("topology");
    }

    /** The order in which policies and clusters are read says nothing; every other value does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalInputGivesTheSameHashInAnyOrder(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var policies = new ArrayList<FleetPolicy>();
            for (int n = 0; n < 1 + random.nextInt(4); n++) {
                var placement =
                        random.nextBoolean()
                                ? Placement.ALL
                                : placement(
                                        Map.of("env", random.nextBoolean() ? "edge" : "core"),
                                        "VSphere",
                                        Topology.ANY);
                policies.add(policy("p" + n, placement, "replicas", "" + random.nextInt(3)));
            }
            var fleet = new ArrayList<FleetMember>();
            for (int n = 0; n < random.nextInt(8); n++) {
                fleet.add(
                        cluster(
                                "c" + n,
                                Map.of("env", random.nextBoolean() ? "edge" : "core"),
                                "{'replicas':%d}".formatted(random.nextInt(3))));
            }
            var plan = PolicyPlan.of(policies, fleet);
            Collections.shuffle(policies, random);
            Collections.shuffle(fleet, random);

            assertThat(PolicyPlan.of(policies, fleet)).isEqualTo(plan);
            assertThat(plan.clusters().size() + plan.unselected()).isEqualTo(fleet.size());
            if (!plan.clusters().isEmpty()) {
                var id = plan.clusters().firstKey();
                fleet.removeIf(one -> one.cluster().equals(id));
                fleet.add(cluster(id, Map.of("env", "edge"), "{'replicas':7}"));
                assertThat(PolicyPlan.of(policies, fleet).hash()).isNotEqualTo(plan.hash());
            }
        }
    }

    private static FieldCompliance only(PolicyPlan plan) {
        return plan.clusters().get("c1").getFirst();
    }

    private static Placement placement(
            Map<String, String> labels, String platform, Topology topology) {
        return new Placement(labels, List.of(), Set.of(platform), topology);
    }

    private static FleetPolicy policy(
            String name, Placement placement, String field, String wanted) {
        return new FleetPolicy(
                name,
                placement,
                List.of(
                        AssignedField.requested(
                                new SpecField(SpecField.Subject.CONFIG, field), json(wanted))));
    }

    private static FleetMember cluster(String id, Map<String, String> labels, String spec) {
        var config =
                new Observed(
                        SpecField.Subject.CONFIG.ref(),
                        "u",
                        "1",
                        json("{'spec':%s}".formatted(spec)),
                        List.of(
                                new FieldOwner(
                                        "kubectl-edit",
                                        List.of("/spec/managementState", "/spec/replicas"))));
        return new FleetMember(
                id,
                labels,
                "VSphere",
                true,
                Map.of(SpecField.Subject.CONFIG, config),
                Map.of(SpecField.Subject.CONFIG, "registry-fleet"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
