package org.registryfleet.simulatedcloud.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.call.Federation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cloud Storage's JSON API, the token service and the Resource Manager's tags. Faults are answered
 * in place of an operation: token, buckets.get, buckets.insert, objects.list, tagBindings.create
 * and so on.
 */
public final class SimulatedGcs {

    private static final String BUCKETS = "/storage/v1/b";
    private static final Set<String> PUBLIC = Set.of("token", "exchange");

    private final Map<String, StoredBucket> buckets = new ConcurrentHashMap<>();
    private final CloudRefusals refusals = new CloudRefusals();
    private final Federation federation;

    public SimulatedGcs(Federation federation) {
        this.federation = federation;
    }

    /** A bucket that was there before. */
    public StoredBucket put(String name, boolean isForeign) {
        var resource = JsonNodeFactory.instance.objectNode().put("name", name);
        resource.put("timeCreated", now());
        var bucket = new StoredBucket(isForeign, resource);
        buckets.put(name, bucket);
        return bucket;
    }

    public Optional<StoredBucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(buckets.keySet());
    }

    public CloudRefusals refusals() {
        return refusals;
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        var operation = operation(request);
        var refusal = refusals.of(operation);
        if (refusal.isPresent()) {
            return error(refusal.get().status(), refusal.get().code(), "stub failure");
        }
        if (!PUBLIC.contains(operation) && !request.header("authorization").startsWith("Bearer ")) {
            return error(401, "required", "Anonymous caller");
        }
        return switch (operation) {
            case "token" -> token();
            case "exchange" -> exchange(request);
            case "impersonate" -> impersonate();
            case "buckets.insert" -> insert(request);
            case "buckets.list" -> GcsListings.buckets(buckets, request);
            case "effectiveTags.list" -> effectiveTags(request);
            case "tagBindings.create" -> bindTag(request);
            default -> inBucket(operation, request);
        };
    }

    private CloudReply inBucket(String operation, CloudRequest request) {
        var name = parts(request)[0];
        var bucket = buckets.get(name);
        if (bucket == null) {
            return error(404, "notFound", "The specified bucket does not exist.");
        }
        if (bucket.isForeign()) {
            return error(403, "forbidden", "a@b does not have storage.buckets.get access");
        }
        return switch (operation) {
            case "buckets.get" -> CloudReply.json(200, bucket.resource());
            case "buckets.patch" -> patch(bucket, request);
            case "buckets.delete" -> delete(name, bucket);
            case "objects.list" -> GcsListings.objects(bucket, request);
            case "objects.delete" ->
                    bucket.objects().remove(parts(request)[2])
                            ? CloudReply.empty(204)
                            : error(404, "notFound", "No such object");
            default -> error(501, "notImplemented", operation + " is not simulated");
        };
    }

    private static CloudReply token() {
        return CloudReply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", "simulated")
                        .put("token_type", "Bearer")
                        .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                        .put("expires_in", 3600));
    }

    /** A token of the cluster for one of the pool's (security token service). */
    private CloudReply exchange(CloudRequest request) {
        var verdict = federation.verdict(request.form().getOrDefault("subject_token", ""));
        if (verdict == Federation.Verdict.TRUSTED) {
            return token();
        }
        var answer =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", "invalid_grant")
                        .put(
                                "error_description",
                                switch (verdict) {
                                    case EXPIRED -> "ID Token expired";
                                    case OTHER_AUDIENCE ->
                                            "The audience in ID Token does not match the expected audience.";
                                    default ->
                                            "The given credential is rejected by the attribute condition.";
                                });
        return CloudReply.json(400, answer);
    }

    /** A token of the pool for one of a service account. */
    private static CloudReply impersonate() {
        return CloudReply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("accessToken", "simulated")
                        .put(
                                "expireTime",
                                Instant.now()
                                        .plusSeconds(3600)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }

    private CloudReply insert(CloudRequest request) {
        if (!(request.json() instanceof ObjectNode resource)) {
            return error(400, "invalid", "Invalid bucket");
        }
        resource.put("timeCreated", now());
        var made = new StoredBucket(false, resource);
        var there = buckets.putIfAbsent(resource.path("name").asText(), made);
        if (there == null) {
            return CloudReply.json(200, resource);
        }
        return error(
                409,
                "conflict",
                there.isForeign()
                        ? "The requested bucket name is not available."
                        : "Your previous request to create the named bucket succeeded and you"
                                + " already own it.");
    }

    private static CloudReply patch(StoredBucket bucket, CloudRequest request) {
        bucket.resource().set("labels", request.json().path("labels"));
        return CloudReply.json(200, bucket.resource());
    }

    private CloudReply delete(String name, StoredBucket bucket) {
        if (!bucket.objects().isEmpty()) {
            return error(409, "conflict", "The bucket you tried to delete is not empty.");
        }
        buckets.remove(name);
        return CloudReply.empty(204);
    }

    private CloudReply effectiveTags(CloudRequest request) {
        var page = JsonNodeFactory.instance.objectNode();
        var tags = page.putArray("effectiveTags");
        tagged(request.query().getOrDefault("parent", ""))
                .ifPresent(
                        bucket ->
                                bucket.tags()
                                        .forEach(
                                                tag ->
                                                        tags.addObject()
                                                                .put("namespacedTagValue", tag)));
        return CloudReply.json(200, page);
    }

    private CloudReply bindTag(CloudRequest request) {
        var bucket = tagged(request.json().path("parent").asText());
        if (bucket.isEmpty()) {
            return error(404, "notFound", "no such resource");
        }
        bucket.get().tags().add(request.json().path("tagValueNamespacedName").asText());
        return CloudReply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "operations/1")
                        .put("done", true));
    }

    private Optional<StoredBucket> tagged(String parent) {
        return find(parent.substring(parent.lastIndexOf('/') + 1));
    }

    private static String operation(CloudRequest request) {
        var path = request.path();
        if (path.equals("/token")) {
            return "token";
        }
        if (path.equals("/v1/token")) {
            return "exchange";
        }
        if (path.endsWith(":generateAccessToken")) {
            return "impersonate";
        }
        if (path.startsWith("/v3/")) {
            return path.substring("/v3/".length())
                    + (request.method().equals("POST") ? ".create" : ".list");
        }
        boolean isObject = parts(request).length > 1;
        var overriding = request.header("x-http-method-override");
        return switch (overriding.isEmpty() ? request.method() : overriding) {
            case "POST" -> "buckets.insert";
            case "PATCH" -> "buckets.patch";
            case "GET" ->
                    path.equals(BUCKETS)
                            ? "buckets.list"
                            : isObject ? "objects.list" : "buckets.get";
            case "DELETE" -> isObject ? "objects.delete" : "buckets.delete";
            case String other -> other;
        };
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Bucket, the letter o, object. */
    private static String[] parts(CloudRequest request) {
        var path = request.path();
        return path.length() > BUCKETS.length()
                ? path.substring(BUCKETS.length() + 1).split("/", 3)
                : new String[] {""};
    }

    private static CloudReply error(int status, String reason, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors").addObject().put("reason", reason).put("message", message);
        return CloudReply.json(status, body);
    }
}
