package org.registryfleet.fleetpolicy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.FleetPolicy;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which fields of which clusters enforcing policies want differently. Nobody writes them: neither
 * age nor name decides.
 */
final class FieldConflicts {

    private final SortedMap<String, SortedMap<SpecField, List<String>>> byCluster;
    private final Map<String, Map<SpecField, SortedSet<String>>> wanted;

    private FieldConflicts(
            SortedMap<String, SortedMap<SpecField, List<String>>> byCluster,
            Map<String, Map<SpecField, SortedSet<String>>> wanted) {
        this.byCluster = byCluster;
        this.wanted = wanted;
    }

    static FieldConflicts of(Collection<String> clusters, Collection<PolicyRollout> rollouts) {
        var conflicts = new TreeMap<String, SortedMap<SpecField, List<String>>>();
        var wanted = new HashMap<String, Map<SpecField, SortedSet<String>>>();
        for (var cluster : clusters) {
            var values = new TreeMap<SpecField, List<Claim>>();
            for (var rollout : rollouts) {
                for (var policy : rollout.claims(cluster)) {
                    policy.fields().forEach(field -> claim(values, policy, field));
                }
            }
            values.forEach(
                    (field, claims) -> {
                        var policies = new TreeSet<String>();
                        claims.forEach(one -> policies.add(one.policy()));
                        wanted.computeIfAbsent(cluster, _ -> new HashMap<>()).put(field, policies);
                        if (policies.size() > 1 && differ(claims)) {
                            conflicts
                                    .computeIfAbsent(cluster, _ -> new TreeMap<>())
                                    .put(field, List.copyOf(policies));
                        }
                    });
        }
        return new FieldConflicts(conflicts, wanted);
    }

    private record Claim(String policy, JsonNode value) {}

    private static void claim(
            Map<SpecField, List<Claim>> values, FleetPolicy policy, AssignedField field) {
        values.computeIfAbsent(field.field(), _ -> new ArrayList<>())
                .add(new Claim(policy.name(), PolicyPlan.canonical(field.value())));
    }

    /** Two versions of one policy follow each other; they do not contradict. */
    private static boolean differ(List<Claim> claims) {
        return claims.stream()
                .anyMatch(
                        one ->
                                claims.stream()
                                        .anyMatch(
                                                other ->
                                                        !one.policy().equals(other.policy())
                                                                && !one.value()
                                                                        .equals(other.value())));
    }

    /** The policies that contradict each other, by field. */
    SortedMap<SpecField, List<String>> of(String cluster) {
        return byCluster.getOrDefault(cluster, new TreeMap<>());
    }

    /** All conflicts, by cluster. */
    SortedMap<String, SortedMap<SpecField, List<String>>> all() {
        return byCluster;
    }

    /** Whether another policy enforces the field as well. */
    boolean isWantedByOthers(String cluster, SpecField field, String policy) {
        var policies = wanted.getOrDefault(cluster, Map.of()).getOrDefault(field, new TreeSet<>());
        return policies.stream().anyMatch(one -> !one.equals(policy));
    }
}
