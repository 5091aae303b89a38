package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceCatalog;

import java.util.Locale;

/**
 * Answers what a client asks about its own rights, in the form of the SelfSubjectAccessReview API:
 * everything is allowed but what the faults answer with 403.
 */
final class AccessReviews {
    private final ResourceCatalog catalog = ResourceCatalog.everything();
    private final Faults faults;

    AccessReviews(Faults faults) {
        this.faults = faults;
    }

    static boolean isAsked(Verb verb, ApiPath path) {
        return verb == Verb.CREATE
                && path.apiVersion().equals("authorization.k8s.io/v1")
                && path.plural().equals("selfsubjectaccessreviews");
    }

    HttpReply answer(JsonNode review, String userAgent) {
        var asked = review.at("/spec/resourceAttributes");
        if (!asked.isObject()) {
            throw ApiFailure.badRequest("spec.resourceAttributes is missing");
        }
        var answer = Json.object();
        answer.put("kind", "SelfSubjectAccessReview").put("apiVersion", "authorization.k8s.io/v1");
        answer.set("spec", review.path("spec"));
        answer.putObject("status").put("allowed", !isForbidden(asked, userAgent));
        return Replies.json(201, Json.bytes(answer));
    }

    private boolean isForbidden(JsonNode asked, String userAgent) {
        var verb = verb(asked.path("verb").asText());
        return catalog.types().stream()
                .filter(type -> type.group().equals(asked.path("group").asText()))
                .filter(type -> type.plural().equals(asked.path("resource").asText()))
                .map(type -> type.collectionPath(asked.path("namespace").asText()))
                .map(collection -> new ApiCall(verb, collection + rest(verb, asked), userAgent))
                .anyMatch(faults::forbids);
    }

    private static String rest(Verb verb, JsonNode asked) {
        var name = asked.path("name").asText();
        boolean isOfCollection = verb == Verb.LIST || verb == Verb.WATCH || name.isEmpty();
        var part = asked.path("subresource").asText();
        return isOfCollection ? "" : "/" + name + (part.isEmpty() ? "" : "/" + part);
    }

    /** Verbs that are no request, such as bind, are none that a fault could fit. */
    private static Verb verb(String word) {
        for (var verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return verb;
            }
        }
        return Verb.OTHER;
    }
}
