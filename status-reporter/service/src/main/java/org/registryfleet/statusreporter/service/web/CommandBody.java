package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.fleetpolicy.policy.Consent;
import org.registryfleet.fleetpolicy.policy.FleetPolicy;
import org.registryfleet.fleetpolicy.policy.PolicyDocument;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The body of a request about a policy or a source of clusters. All errors are reported together.
 */
final class CommandBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "reason";
    private static final List<String> OF_POLICY =
            List.of("document", "planHash", "confirmed", "allClusters", REASON);
    private static final List<String> OF_CONFIRMATION = List.of("gone", REASON);
    private static final List<String> OF_CLUSTER = List.of("cluster", REASON);
    private static final List<String> OF_STEP = List.of("stage", "clusters", REASON);
    private static final int LONGEST = 500;

    private final List<String> faults = new ArrayList<>();
    private final JsonNode body;

    private CommandBody(JsonNode body) {
        this.body = body;
    }

    /**
     * A policy that somebody hands in.
     *
     * @param json the document as the log keeps it
     */
    record Handed(FleetPolicy policy, String json, Consent consent, String reason) {}

    /**
     * What somebody says to a rollout.
     *
     * @param stage of an approval
     * @param clusters of a retry
     */
    record Step(String stage, SortedSet<String> clusters, String reason) {}

    /**
     * What somebody confirms of a source.
     *
     * @param gone how many clusters have gone
     */
    record Confirmation(int gone, String reason) {}

    /** What somebody decides about one cluster of a source. */
    record AboutCluster(String cluster, String reason) {}

    static Confirmation confirmation(String text) {
        var body = new CommandBody(json(text));
        body.fields(OF_CONFIRMATION);
        var gone = body.body.path("gone");
        if (!gone.isInt() || gone.asInt() < 1) {
            body.faults.add("gone is the number of clusters that have gone");
        }
        var confirmation = new Confirmation(gone.asInt(), body.needed(REASON));
        body.refuse();
        return confirmation;
    }

    static AboutCluster aboutCluster(String text) {
        var body = new CommandBody(json(text));
        body.fields(OF_CLUSTER);
        var said = new AboutCluster(body.needed("cluster"), body.needed(REASON));
        body.refuse();
        return said;
    }

    static Handed policy(String name, String text) {
        return new CommandBody(json(text)).policy(name);
    }

    static Step step(String text) {
        return new CommandBody(json(text)).step();
    }

    /** Why somebody says something; it stands in the log. */
    static String reason(String text) {
        if (text.length() > LONGEST) {
            throw RequestProblem.badRequest(List.of(tooLong(REASON)));
        }
        return text;
    }

    private static JsonNode json(String text) {
        try {
            var body = JSON.readTree(text);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException malformed) {
            // the same as any other text that is no object
        }
        throw RequestProblem.badRequest(List.of("the body is no JSON object"));
    }

    private Handed policy(String name) {
        fields(OF_POLICY);
        var document = body.path("document");
        if (!document.isObject()) {
            faults.add("document is the policy, a JSON object");
        } else {
            PolicyDocument.problems(document)
                    .forEach(problem -> faults.add(problem.sentence(SimilarNames::of)));
            var named = document.at("/metadata/name").asText("");
            if (faults.isEmpty() && !named.equals(name)) {
                faults.add("metadata.name is \"%s\", the address names %s".formatted(named, name));
            }
        }
        var consent = new Consent(text("planHash"), flag("confirmed"), flag("allClusters"));
        var reason = text(REASON);
        refuse();
        return new Handed(PolicyDocument.read(document), document.toString(), consent, reason);
    }

    private Step step() {
        fields(OF_STEP);
        var clusters = new TreeSet<String>();
        var given = body.path("clusters");
        if (!given.isMissingNode() && !given.isArray()) {
            faults.add("clusters is a list of ids");
        }
        given.forEach(one -> clusters.add(one.asText()));
        var step = new Step(text("stage"), clusters, text(REASON));
        refuse();
        return step;
    }

    private void fields(List<String> known) {
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                var near = SimilarNames.of(name, known);
                                faults.add(
                                        "there is a field of a name that is not known; %s"
                                                .formatted(
                                                        near.isEmpty()
                                                                ? "fields are "
                                                                        + String.join(", ", known)
                                                                : "did you mean "
                                                                        + near.getFirst()
                                                                        + "?"));
                            }
                        });
    }

    private boolean flag(String field) {
        var value = body.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            faults.add(field + " is true or false");
        }
        return value.asBoolean(false);
    }

    private String needed(String field) {
        var text = text(field);
        if (text.isBlank()) {
            faults.add(field + " is missing");
        }
        return text;
    }

    private String text(String field) {
        var value = body.path(field);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual() || value.asText().length() > LONGEST) {
            faults.add(tooLong(field));
            return "";
        }
        return value.asText();
    }

    private static String tooLong(String field) {
        return "%s is a text of at most %d characters".formatted(field, LONGEST);
    }

    private void refuse() {
        if (!faults.isEmpty()) {
            throw RequestProblem.badRequest(faults);
        }
    }
}
