package org.registryfleet.simulatedcloud.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.s3.SimulatedS3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * IAM's tokens, the resource controller's groups, instances and keys, and buckets with a bearer
 * token. Faults are answered in place of an operation: token, resource_instances.GET,
 * resource_instances.POST, resource_keys.POST, resource_groups.GET and so on; those of buckets are
 * {@link #buckets()}'s own.
 */
public final class IbmCloudStore {

    private static final String ACCOUNT = "account-1";
    private static final String GROUP = "group-1";
    private static final String RESOURCES = "/v2/";

    private final Map<String, ObjectNode> instances = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> keys = new ConcurrentSkipListMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final CloudRefusals refusals = new CloudRefusals();
    private final SimulatedS3 buckets = new SimulatedS3();

    /** Whether a host is one of IBM Cloud's. */
    public static boolean serves(String host) {
        return host.endsWith(".cloud.ibm.com") || host.endsWith(".appdomain.cloud");
    }

    public CloudRefusals refusals() {
        return refusals;
    }

    public SimulatedS3 buckets() {
        return buckets;
    }

    /** All service instances, in the order of their making. */
    public List<ObjectNode> instances() {
        return List.copyOf(instances.values());
    }

    /** All resource keys, in the order of their making. */
    public List<ObjectNode> keys() {
        return List.copyOf(keys.values());
    }

    /** An instance that was there before. */
    public ObjectNode instance(String name) {
        return made(instances, "", name).put("resource_group_id", GROUP);
    }

    /** A key of an instance that was there before. */
    public ObjectNode key(String name, ObjectNode instance) {
        var source = instance.path("crn").asText();
        return issued(made(keys, "resource-key", name), source, "Writer");
    }

    /** Somebody takes a key away. */
    public void loseKeys() {
        keys.clear();
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        if (request.host().endsWith(".appdomain.cloud")) {
            return bucket(request);
        }
        var operation = operation(request);
        var refusal = refusals.of(operation);
        if (refusal.isPresent()) {
            return error(refusal.get().status(), refusal.get().code());
        }
        if (operation.equals("token")) {
            return token();
        }
        if (!request.header("authorization").startsWith("Bearer ")) {
            return error(401, "The token is not valid");
        }
        return switch (operation) {
            case "resource_groups.GET" -> groups(request);
            case "resource_instances.GET" -> read(instances, request);
            case "resource_instances.POST" -> makeInstance(request);
            case "resource_keys.GET" -> read(keys, request);
            case "resource_keys.POST" -> makeKey(request);
            case "resource_keys.DELETE" -> {
                keys.remove(last(request));
                yield CloudReply.empty(204);
            }
            default -> error(501, operation + " is not simulated");
        };
    }

    private CloudReply bucket(CloudRequest request) {
        boolean isMaking = request.method().equals("PUT") && request.query().isEmpty();
        boolean hasInstance =
                instances.values().stream()
                        .anyMatch(
                                instance ->
                                        instance.path("crn")
                                                .asText()
                                                .equals(request.header("ibm-service-instance-id")));
        if (!request.header("authorization").startsWith("Bearer ") || (isMaking && !hasInstance)) {
            return CloudReply.of(
                    403,
                    "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
        }
        return buckets.answer(request);
    }

    private static CloudReply token() {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.putObject("account").put("bss", ACCOUNT);
        var body = JsonNodeFactory.instance.objectNode().put("expires_in", 3600);
        var bytes = claims.toString().getBytes(StandardCharsets.UTF_8);
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return CloudReply.json(200, body.put("access_token", "e30." + encoded + ".sig"));
    }

    private static CloudReply groups(CloudRequest request) {
        var group = JsonNodeFactory.instance.objectNode().put("id", GROUP).put("name", "test-rg");
        if (!request.asksFor("account_id")) {
            return CloudReply.json(200, group);
        }
        boolean isThere =
                request.query().getOrDefault("account_id", "").equals(ACCOUNT)
                        && request.query().getOrDefault("name", "").equals("test-rg");
        return list(isThere ? List.of(group) : List.of());
    }

    private static CloudReply read(Map<String, ObjectNode> resources, CloudRequest request) {
        var crn = last(request);
        if (!crn.startsWith("resource_")) {
            var found = resources.get(crn);
            return found == null ? error(404, "not found") : CloudReply.json(200, found);
        }
        Predicate<JsonNode> wanted =
                each -> each.path("name").asText().equals(request.query().getOrDefault("name", ""));
        return list(resources.values().stream().filter(wanted).toList());
    }

    private static CloudReply list(List<ObjectNode> resources) {
        var page = JsonNodeFactory.instance.objectNode();
        page.putArray("resources").addAll(resources);
        return CloudReply.json(200, page);
    }

    private CloudReply makeInstance(CloudRequest request) {
        var asked = request.json();
        var instance = made(instances, "", asked.path("name").asText());
        instance.set("tags", asked.path("tags"));
        instance.set("resource_plan_id", asked.path("resource_plan_id"));
        instance.set("resource_group_id", asked.path("resource_group"));
        return CloudReply.json(201, instance);
    }

    private CloudReply makeKey(CloudRequest request) {
        var asked = request.json();
        var role = asked.path("role").asText().replaceAll(".*:", "");
        var key = made(keys, "resource-key", asked.path("name").asText());
        return CloudReply.json(201, issued(key, asked.path("source").asText(), role));
    }

    private ObjectNode made(Map<String, ObjectNode> resources, String kind, String name) {
        int id = number.incrementAndGet();
        var crn =
                "crn:v1:bluemix:public:cloud-object-storage:global:a/%s:%d:%s:%s"
                        .formatted(ACCOUNT, id, kind, kind.isEmpty() ? "" : "k" + id);
        var made = JsonNodeFactory.instance.objectNode().put("id", crn).put("crn", crn);
        resources.put(crn, made.put("name", name).put("state", "active"));
        return made;
    }

    private static ObjectNode issued(ObjectNode key, String source, String role) {
        key.put("source_crn", source);
        var credentials = key.putObject("credentials");
        credentials.put("iam_role_crn", "crn:v1:bluemix:public:iam::::serviceRole:" + role);
        credentials
                .putObject("cos_hmac_keys")
                .put("access_key_id", "hmac-id-of-" + key.path("crn").asText().hashCode())
                .put("secret_access_key", "hmac-secret-of-" + key.path("crn").asText().hashCode());
        return key;
    }

    private static String operation(CloudRequest request) {
        var path = request.path();
        if (path.endsWith("/identity/token")) {
            return "token";
        }
        int start = path.indexOf(RESOURCES);
        var resource = start < 0 ? path : path.substring(start + RESOURCES.length());
        return resource.split("/", 2)[0] + "." + request.method();
    }

    private static String last(CloudRequest request) {
        var path = request.path();
        int start = path.indexOf("crn:");
        return start < 0 ? path.substring(path.lastIndexOf('/') + 1) : path.substring(start);
    }

    private static CloudReply error(int status, String message) {
        return CloudReply.json(
                status, JsonNodeFactory.instance.objectNode().put("message", message));
    }
}
