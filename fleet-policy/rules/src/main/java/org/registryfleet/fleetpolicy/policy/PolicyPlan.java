package org.registryfleet.fleetpolicy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.assignment.SpecManifest;
import org.registryfleet.fleetpolicy.policy.FieldCompliance.State;
import org.registryfleet.stage.view.Observed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All policies against all clusters: equal input gives an equal plan with an equal hash.
 *
 * @param clusters the compliance of each selected cluster, by field
 * @param unselected clusters that no policy is for
 */
public record PolicyPlan(
        SortedMap<String, List<FieldCompliance>> clusters, int unselected, String hash) {

    /** Compares. */
    public static PolicyPlan of(Collection<FleetPolicy> policies, Collection<FleetMember> fleet) {
        var clusters = new TreeMap<String, List<FieldCompliance>>();
        int unselected = 0;
        for (var cluster : fleet) {
            var wanted = wanted(policies, cluster);
            if (wanted.isEmpty()) {
                unselected++;
            } else {
                clusters.put(
                        cluster.cluster(),
                        wanted.entrySet().stream()
                                .map(one -> compared(one.getKey(), one.getValue(), cluster))
                                .toList());
            }
        }
        return new PolicyPlan(clusters, unselected, hash(clusters));
    }

    /** One field of one cluster against the policy that assigns it. */
    public static FieldCompliance compare(AssignedField field, FleetMember cluster) {
        return compared(
                field.field(), List.of(new Candidate(field.source().policy(), field)), cluster);
    }

    /** How many selected clusters have a field in this state. */
    public long count(State state) {
        return clusters.values().stream()
                .filter(fields -> fields.stream().anyMatch(field -> field.state() == state))
                .count();
    }

    /** How many selected clusters are as the policies want them. */
    public long compliant() {
        return clusters.values().stream()
                .filter(
                        fields ->
                                fields.stream().allMatch(field -> field.state() == State.COMPLIANT))
                .count();
    }

    private record Candidate(String policy, AssignedField field) {}

    private static SortedMap<SpecField, List<Candidate>> wanted(
            Collection<FleetPolicy> policies, FleetMember cluster) {
        var wanted = new TreeMap<SpecField, List<Candidate>>();
        policies.stream()
                .filter(policy -> policy.placement().objection(cluster).isEmpty())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(
                        policy ->
                                policy.fields()
                                        .forEach(
                                                field ->
                                                        wanted.computeIfAbsent(
                                                                        field.field(),
                                                                        _ -> new ArrayList<>())
                                                                .add(
                                                                        new Candidate(
                                                                                policy.name(),
                                                                                field))));
        return wanted;
    }

    private static FieldCompliance compared(
            SpecField field, List<Candidate> candidates, FleetMember cluster) {
        var first = candidates.getFirst().field();
        var object = cluster.object(field.subject());
        var policies = candidates.stream().map(Candidate::policy).toList();
        if (object == null) {
            return new FieldCompliance(
                    field, policies, State.UNKNOWN, text(first.value()), "", "", List.of());
        }
        var isConflict =
                candidates.stream()
                        .anyMatch(
                                one ->
                                        !canonical(one.field().value())
                                                .equals(canonical(first.value())));
        var state =
                isConflict
                        ? State.CONFLICT
                        : SpecManifest.isMet(first, object) ? State.COMPLIANT : State.NON_COMPLIANT;
        return new FieldCompliance(
                field,
                policies,
                state,
                text(first.value()),
                text(found(field, object)),
                cluster.writer(field),
                state == State.NON_COMPLIANT ? Danger.of(first, object) : List.of());
    }

    private static JsonNode found(SpecField field, Observed object) {
        return object.spec().path(field.name());
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : canonical(value).toString();
    }

    /** The same value with the members of its objects in alphabetical order. */
    public static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            value.properties().forEach(one -> sorted.put(one.getKey(), canonical(one.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll(sorted);
        }
        if (value.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> list.add(canonical(one)));
            return list;
        }
        return value;
    }

    /** The writers are left out: who set a value changes nothing of what a plan would do. */
    private static String hash(Map<String, List<FieldCompliance>> clusters) {
        var digest = sha256();
        clusters.forEach(
                (cluster, fields) ->
                        fields.forEach(
                                field ->
                                        digest.update(
                                                String.join(
                                                                "\0",
                                                                cluster,
                                                                field.field().toString(),
                                                                field.state().name(),
                                                                field.wanted(),
                                                                field.found(),
                                                                "\n")
                                                        .getBytes(StandardCharsets.UTF_8))));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
