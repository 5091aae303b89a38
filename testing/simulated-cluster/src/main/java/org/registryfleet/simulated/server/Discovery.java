package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers what a server is and what it serves: /version, /api, /apis and the resource lists. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "get", "list", "patch", "update", "watch");

    private final ResourceCatalog catalog;

    Discovery(ResourceCatalog catalog) {
        this.catalog = catalog;
    }

    ObjectNode answer(List<String> path) {
        return switch (String.join("/", path)) {
            case "version" -> version();
            case "api" -> coreVersions();
            case "apis" -> groups();
            case String other -> below(path);
        };
    }

    private ObjectNode below(List<String> path) {
        if (path.size() == 2 && path.getFirst().equals("api")) {
            return resources(path.get(1));
        }
        if (path.size() == 2 && path.getFirst().equals("apis")) {
            return group(
                    Json.object().put("kind", "APIGroup").put("apiVersion", "v1"), path.get(1));
        }
        if (path.size() == 3 && path.getFirst().equals("apis")) {
            return resources(path.get(1) + "/" + path.get(2));
        }
        throw ApiFailure.unknownPath();
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "36")
                .put("gitVersion", "v1.36.0+simulated")
                .put("gitCommit", "simulated")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-01-01T00:00:00Z")
                .put("goVersion", "go1.26")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        var answer = Json.object().put("kind", "APIVersions");
        answer.putArray("versions").add("v1");
        answer.putArray("serverAddressByClientCIDRs");
        return answer;
    }

    private ObjectNode groups() {
        var answer = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        var list = answer.putArray("groups");
        for (var group : groupNames()) {
            list.add(group(Json.object(), group));
        }
        return answer;
    }

    private Set<String> groupNames() {
        var names = new LinkedHashSet<String>();
        for (var type : catalog.types()) {
            if (!type.group().isEmpty()) {
                names.add(type.group());
            }
        }
        return names;
    }

    private ObjectNode group(ObjectNode answer, String group) {
        var version =
                catalog.types().stream()
                        .filter(type -> type.group().equals(group))
                        .findFirst()
                        .orElseThrow(ApiFailure::unknownPath)
                        .version();
        answer.put("name", group);
        answer.putArray("versions").add(groupVersion(group, version));
        answer.set("preferredVersion", groupVersion(group, version));
        return answer;
    }

    private static ObjectNode groupVersion(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    private ObjectNode resources(String apiVersion) {
        var answer = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        answer.put("groupVersion", apiVersion);
        var list = answer.putArray("resources");
        for (var type : catalog.types()) {
            if (type.apiVersion().equals(apiVersion)) {
                list.add(resource(type, ""));
                if (type.hasStatus()) {
                    list.add(resource(type, "/status"));
                }
            }
        }
        if (list.isEmpty()) {
            throw ApiFailure.unknownPath();
        }
        return answer;
    }

    private static ObjectNode resource(ResourceType type, String subresource) {
        var resource = Json.object().put("name", type.plural() + subresource);
        resource.put("singularName", type.kind().toLowerCase(Locale.ROOT));
        resource.put("namespaced", type.namespaced()).put("kind", type.kind());
        var verbs = resource.putArray("verbs");
        (subresource.isEmpty() ? VERBS : List.of("get", "patch", "update")).forEach(verbs::add);
        return resource;
    }
}
