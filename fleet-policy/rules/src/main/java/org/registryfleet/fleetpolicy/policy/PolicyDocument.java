package org.registryfleet.fleetpolicy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.assignment.SpecManifest;
import org.registryfleet.fleetpolicy.policy.Placement.Operator;
import org.registryfleet.fleetpolicy.policy.Placement.Requirement;
import org.registryfleet.fleetpolicy.policy.Placement.Topology;
import org.registryfleet.fleetpolicy.policy.SchemaCheck.Problem;
import org.registryfleet.stage.view.JsonText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A policy as people write it. */
public final class PolicyDocument {

    private static final String CLAIM = "claim";

    private PolicyDocument() {}

    /** All that is wrong with a document: against the schema, and what a schema cannot say. */
    private static List<Problem> problems(JsonNode document, JsonNode schema) {
        var problems = new ArrayList<>(SchemaCheck.of(document, schema));
        if (!problems.isEmpty()) {
            return problems;
        }
        var spec = document.path("spec");
        problems.addAll(expressions("spec.placement", spec.path("placement")));
        problems.addAll(RolloutDocument.problems(spec));
        problems.addAll(contradictions(spec));
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

    /** All that is wrong with a document. */
    public static List<Problem> problems(JsonNode document) {
        return problems(document, Schema.JSON);
    }

    static List<Problem> expressions(String where, JsonNode selecting) {
        var problems = new ArrayList<Problem>();
        for (var one : selecting.at("/labelSelector/matchExpressions")) {
            var operator = operator(one.path("operator").asText());
            boolean hasValues = !one.path("values").isEmpty();
            if (hasValues != (operator == Operator.IN || operator == Operator.NOT_IN)) {
                problems.add(
                        new Problem(
                                where + ".labelSelector.matchExpressions",
                                "has %s %s values; In and NotIn need some, Exists and DoesNotExist have none"
                                        .formatted(operator.word(), hasValues ? "with" : "without"),
                                List.of()));
            }
        }
        return problems;
    }

    /** What could never be brought about, or is not written by anybody. */
    private static List<Problem> contradictions(JsonNode spec) {
        var problems = new ArrayList<Problem>();
        var modes = spec.at("/config/claim/accessModes");
        boolean isShared = modes.isMissingNode() || texts(modes).contains("ReadWriteMany");
        if (!isShared
                && (spec.at("/config/replicas").asInt(1) > 1
                        || !spec.at("/config/rolloutStrategy").asText("").equals("Recreate"))) {
            problems.add(
                    new Problem(
                            "spec.config.claim.accessModes",
                            "is ReadWriteOnce; that needs one replica and rolloutStrategy: Recreate",
                            List.of()));
        }
        if (!spec.path("remediationAction").asText("").equals("enforce")) {
            return problems;
        }
        if (spec.has("imagePruner")) {
            problems.add(
                    new Problem(
                            "spec.imagePruner",
                            "is only compared; leave it to a policy with remediationAction: inform",
                            List.of()));
        }
        var claim = spec.at("/config/storage/pvc/claim").asText("");
        if (spec.path("config").has(CLAIM)
                && (claim.isEmpty() || claim.equals("image-registry-storage"))) {
            problems.add(
                    new Problem(
                            "spec.config.storage.pvc.claim",
                            "has to name the claim that is made, another one than the operator's image-registry-storage",
                            List.of()));
        }
        return problems;
    }

    /** The policy of a document without problems. */
    public static FleetPolicy read(JsonNode document) {
        var spec = document.path("spec");
        var allow =
                texts(spec.path("allow")).stream()
                        .flatMap(word -> Danger.of(word).stream())
                        .collect(Collectors.toUnmodifiableSet());
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
        fields.replaceAll(
                field -> withClaim(field, spec.path("config").path(CLAIM)).allowing(allow));
        return new FleetPolicy(
                document.at("/metadata/name").asText(),
                placement(spec.path("placement")),
                fields,
                RolloutDocument.read(spec));
    }

    private static boolean isClaim(SpecField.Subject subject, String name) {
        return subject == SpecField.Subject.CONFIG && name.equals(CLAIM);
    }

    private static AssignedField withClaim(AssignedField field, JsonNode claim) {
        return field.field().equals(SpecField.STORAGE) && claim.isObject()
                ? field.withClaim(
                        SpecManifest.claim(field.value().at("/pvc/claim").asText(""), claim))
                : field;
    }

    /** The schema that the jar has with it. */
    private static final class Schema {

        private static final JsonNode JSON = load();

        private static JsonNode load() {
            try (var file = FleetPolicy.class.getResourceAsStream("/fleet-policy.schema.json")) {
                if (file == null) {
                    throw new IllegalStateException("the schema of policies is missing");
                }
                return JsonText.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** A selector of labels. */
    static Placement labels(JsonNode selector) {
        return placement(JsonNodeFactory.instance.objectNode().set("labelSelector", selector));
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
                matchLabels(selector.path("matchLabels")),
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

    private static Map<String, String> matchLabels(JsonNode labels) {
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
