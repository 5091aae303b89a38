package org.registryfleet.fleetpolicy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.Placement.Operator;
import org.registryfleet.fleetpolicy.policy.Placement.Requirement;
import org.registryfleet.fleetpolicy.policy.Placement.Topology;
import org.registryfleet.fleetpolicy.policy.SchemaCheck.Problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A policy as people write it. */
public final class PolicyDocument {

    private static final String CLAIM = "claim";

    private PolicyDocument() {}

    /** All that is wrong with a document: against the schema, and what a schema cannot say. */
    public static List<Problem> problems(JsonNode document, JsonNode schema) {
        var problems = new ArrayList<>(SchemaCheck.of(document, schema));
        if (!problems.isEmpty()) {
            return problems;
        }
        var spec = document.path("spec");
        var path = "spec.placement.labelSelector.matchExpressions";
        for (var one : document.at("/" + path.replace('.', '/'))) {
            var operator = operator(one.path("operator").asText());
            boolean hasValues = !one.path("values").isEmpty();
            if (hasValues != (operator == Operator.IN || operator == Operator.NOT_IN)) {
                problems.add(
                        new Problem(
                                path,
                                "has %s %s values; In and NotIn need some, Exists and DoesNotExist have none"
                                        .formatted(operator.word(), hasValues ? "with" : "without"),
                                List.of()));
            }
        }
        if (spec.path("config").has(CLAIM) && spec.at("/config/storage/pvc").isMissingNode()) {
            problems.add(
                    new Problem(
                            "spec.config.claim",
                            "is about no storage; set spec.config.storage.pvc, too",
                            List.of()));
        }
        if (spec.path("config").isEmpty() && spec.path("imagePruner").isEmpty()) {
            problems.add(
                    new Problem("spec", "wants nothing; set config or imagePruner", List.of()));
        }
        return problems;
    }

    /** The policy of a document without problems. */
    public static FleetPolicy read(JsonNode document) {
        var spec = document.path("spec");
        var fields = new ArrayList<AssignedField>();
        for (var subject : SpecField.Subject.values()) {
            for (var member : spec.path(subject.word()).properties()) {
                if (!isClaim(subject, member.getKey())) {
                    fields.add(
                            AssignedField.requested(
                                    new SpecField(subject, member.getKey()), member.getValue()));
                }
            }
        }
        fields.replaceAll(field -> withClaim(field, spec.path("config").path(CLAIM)));
        return new FleetPolicy(
                document.at("/metadata/name").asText(), placement(spec.path("placement")), fields);
    }

    private static boolean isClaim(SpecField.Subject subject, String name) {
        return subject == SpecField.Subject.CONFIG && name.equals(CLAIM);
    }

    private static AssignedField withClaim(AssignedField field, JsonNode claim) {
        return field.field().equals(SpecField.STORAGE) && claim instanceof ObjectNode made
                ? field.withClaim(made)
                : field;
    }

    private static Placement placement(JsonNode placement) {
        var selector = placement.path("labelSelector");
        var expressions = new ArrayList<Requirement>();
        for (var one : selector.path("matchExpressions")) {
            expressions.add(
                    new Requirement(
                            one.path("key").asText(),
                            operator(one.path("operator").asText()),
                            texts(one.path("values"))));
        }
        return new Placement(
                labels(selector.path("matchLabels")),
                expressions,
                texts(placement.path("platforms")),
                switch (placement.path("topology").asText("")) {
                    case "SingleReplica" -> Topology.SINGLE_REPLICA;
                    case "HighlyAvailable" -> Topology.HIGHLY_AVAILABLE;
                    default -> Topology.ANY;
                });
    }

    private static Operator operator(String word) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "the schema allows the operator " + word));
    }

    private static Map<String, String> labels(JsonNode labels) {
        var found = new HashMap<String, String>();
        labels.properties().forEach(one -> found.put(one.getKey(), one.getValue().asText()));
        return found;
    }

    private static Set<String> texts(JsonNode list) {
        var found = new TreeSet<String>();
        list.forEach(one -> found.add(one.asText()));
        return found;
    }
}
