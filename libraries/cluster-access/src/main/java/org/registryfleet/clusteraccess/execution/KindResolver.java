package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.clusterobjects.kind.ResourceKind;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves kinds to REST paths: from the static table, else by API discovery, whose results are
 * cached.
 */
final class KindResolver {

    /** The kind, or why it could not be resolved. */
    sealed interface Resolved {}

    record Known(ResourceKind kind) implements Resolved {}

    record Unknown(ApiResult.Failure failure) implements Resolved {}

    // names and scopes of a group's version are the same in every cluster
    private final Map<String, ResourceKind> learned = new ConcurrentHashMap<>();

    Resolved resolve(ClusterApi api, String apiVersion, String kind) {
        var row = Kinds.find(apiVersion, kind);
        if (row == null) {
            row = learned.get(apiVersion + " " + kind);
        }
        return row == null ? discover(api, apiVersion, kind) : new Known(row);
    }

    private Resolved discover(ClusterApi api, String apiVersion, String kind) {
        var path = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        return switch (api.call(ApiRequest.get(path))) {
            case ApiResult.Success(_, var body) -> pick(body, apiVersion, kind);
            case ApiResult.Failure failure -> new Unknown(failure);
        };
    }

    private Resolved pick(JsonNode list, String apiVersion, String kind) {
        for (var resource : list.path("resources")) {
            var plural = resource.path("name").asText();
            if (resource.path("kind").asText().equals(kind) && !plural.contains("/")) {
                var found =
                        new ResourceKind(
                                apiVersion, kind, plural, resource.path("namespaced").asBoolean());
                learned.put(apiVersion + " " + kind, found);
                return new Known(found);
            }
        }
        return new Unknown(
                new ApiResult.Rejected(
                        404,
                        "NotFound",
                        "the cluster has no kind " + kind + " in " + apiVersion,
                        Duration.ZERO,
                        MissingNode.getInstance()));
    }
}
