package org.registryfleet.simulatedcloud.swift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keystone at any host that begins with its name, and Swift at the host that its catalogue names.
 * Faults are answered in place of an operation: token, PUT, DELETE, list, list account.
 */
public final class SwiftCloudStore {

    private static final String SWIFT = "swift.stub.test";
    private static final String ROOT = "/v1/AUTH_p/";
    private static final String METADATA = "x-container-meta-";
    private static final int PAGE = 50;

    private final Map<String, StoredContainer> containers = new ConcurrentHashMap<>();
    private final CloudRefusals refusals = new CloudRefusals();
    private volatile boolean isInCatalogue = true;

    /** A container that was there before. */
    public StoredContainer put(String name) {
        return containers.computeIfAbsent(name, _ -> new StoredContainer());
    }

    public Optional<StoredContainer> find(String name) {
        return Optional.ofNullable(containers.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(containers.keySet());
    }

    public CloudRefusals refusals() {
        return refusals;
    }

    /** From now on the catalogue names no object store. */
    public void leaveCatalogue() {
        isInCatalogue = false;
    }

    /** Whether a host is one of OpenStack's. */
    public static boolean serves(String host) {
        return host.startsWith("keystone.") || host.equals(SWIFT);
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        var parts = request.path().replace(ROOT, "").split("/", 2);
        boolean isObject = parts.length > 1;
        var operation = operation(request, isObject);
        var refusal = refusals.of(operation);
        if (refusal.isPresent()) {
            return text(refusal.get().status(), refusal.get().code());
        }
        if (operation.equals("token")) {
            return token();
        }
        if (request.header("x-auth-token").isEmpty()) {
            return text(401, "Unauthorized");
        }
        if (operation.equals("list account")) {
            return accountList(request);
        }
        return operation.equals("PUT")
                ? create(parts[0], request)
                : inContainer(operation, parts, request);
    }

    private static String operation(CloudRequest request, boolean isObject) {
        if (request.path().endsWith("/auth/tokens")) {
            return "token";
        }
        if ((request.path().replaceAll("/$", "") + "/").equals(ROOT)) {
            return "list account";
        }
        return request.method().equals("GET")
                ? "list"
                : request.method() + (isObject ? " object" : "");
    }

    private CloudReply create(String name, CloudRequest request) {
        var container = put(name);
        request.headers()
                .forEach(
                        (header, value) -> {
                            if (header.startsWith(METADATA)) {
                                container.metadata().put(header, value);
                            }
                        });
        return CloudReply.empty(201);
    }

    private CloudReply inContainer(String operation, String[] parts, CloudRequest request) {
        var container = containers.get(parts[0]);
        if (container == null) {
            return text(404, "Not Found");
        }
        return switch (operation) {
            case "list" -> list(container, request);
            case "DELETE object" ->
                    container.objects().remove(parts[1])
                            ? CloudReply.empty(204)
                            : text(404, "Not Found");
            case "DELETE" -> {
                if (!container.objects().isEmpty()) {
                    yield text(409, "There was a conflict");
                }
                containers.remove(parts[0]);
                yield CloudReply.empty(204);
            }
            default -> text(501, request.method() + " is not simulated");
        };
    }

    private static CloudReply list(StoredContainer container, CloudRequest request) {
        var limit = Long.parseLong(request.query().getOrDefault("limit", "" + PAGE));
        var names = container.objects().stream().limit(Math.min(limit, PAGE)).toList();
        var headers = facts(container);
        if (request.header("accept").equals("application/json")) {
            var page = JsonNodeFactory.instance.arrayNode();
            names.forEach(name -> page.addObject().put("name", name));
            headers.put("Content-Type", "application/json");
            return new CloudReply(200, headers, page.toString());
        }
        headers.put("Content-Type", "text/plain");
        return new CloudReply(names.isEmpty() ? 204 : 200, headers, String.join("\n", names));
    }

    private static SortedMap<String, String> facts(StoredContainer container) {
        var facts = new TreeMap<>(container.metadata());
        var count = String.valueOf(container.objects().size());
        facts.put("X-Container-Object-Count", count);
        facts.put("X-Container-Bytes-Used", count);
        facts.put("X-Timestamp", container.created().getEpochSecond() + ".00000");
        return facts;
    }

    private CloudReply accountList(CloudRequest request) {
        var page = JsonNodeFactory.instance.arrayNode();
        new TreeMap<>(containers)
                .tailMap(request.query().getOrDefault("marker", ""), false).keySet().stream()
                        .limit(PAGE)
                        .forEach(name -> page.addObject().put("name", name));
        return CloudReply.json(200, page);
    }

    private CloudReply token() {
        var body = JsonNodeFactory.instance.objectNode();
        var service = body.putObject("token").putArray("catalog").addObject();
        service.put("name", "swift").put("type", isInCatalogue ? "object-store" : "other");
        service.putArray("endpoints")
                .addObject()
                .put("interface", "public")
                .put("region", "RegionOne")
                .put("url", "http://" + SWIFT + ROOT);
        return new CloudReply(
                201,
                Map.of("Content-Type", "application/json", "X-Subject-Token", "simulated"),
                body.toString());
    }

    private static CloudReply text(int status, String text) {
        return new CloudReply(status, Map.of("Content-Type", "text/plain"), text);
    }
}
