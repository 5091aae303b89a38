package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterobjects.kind.Kinds;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores keys issued by a provider in a Secret of the cluster that the fleet owns, since records
 * must not hold them. A Secret created by somebody else is left alone.
 */
record ProviderKeySecrets(ClusterApi api, String namespace, String name) {

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String FLEET = "registry-fleet";
    private static final int MISSING = 404;
    private static final int REFUSED = 403;

    /** The Secret that an action names for its keys. */
    static ProviderKeySecrets of(ClusterApi api, JsonNode wanted) {
        var place = wanted.at("/spec/keys");
        return new ProviderKeySecrets(
                api, place.path("namespace").asText(""), place.path("name").asText(""));
    }

    /**
     * Creates, patches or deletes the Secret if its keys differ; an empty value removes a key.
     * Returns the failure, if any.
     */
    Optional<ApiResult.Failure> keep(Map<String, String> keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        return switch (api.call(ApiRequest.get(path()))) {
            case ApiResult.Success(_, var secret) -> change(secret, keys);
            case ApiResult.Rejected rejected when rejected.code() == MISSING -> create(keys);
            case ApiResult.Failure failure -> Optional.of(failure);
        };
    }

    private Optional<ApiResult.Failure> create(Map<String, String> keys) {
        var data = encoded(new TreeMap<>(), keys);
        if (data.isEmpty()) {
            return Optional.empty();
        }
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
        var metadata = secret.putObject("metadata").put("name", name).put("namespace", namespace);
        metadata.putObject("labels").put(MANAGED_BY, FLEET);
        data.forEach(secret.putObject("data")::put);
        var path = Kinds.of("v1", "Secret").collectionPath(namespace);
        return failure(api.call(ApiRequest.create(path, secret)));
    }

    private Optional<ApiResult.Failure> change(JsonNode secret, Map<String, String> keys) {
        if (!secret.at("/metadata/labels").path(MANAGED_BY).asText("").equals(FLEET)) {
            return Optional.of(
                    new ApiResult.Rejected(
                            REFUSED,
                            "NotOurs",
                            "the secret %s/%s was not made by the fleet: remove it, keys of the storage are kept there"
                                    .formatted(namespace, name),
                            Duration.ZERO,
                            MissingNode.getInstance()));
        }
        var there = new TreeMap<String, String>();
        secret.path("data").properties().forEach(e -> there.put(e.getKey(), e.getValue().asText()));
        var data = encoded(there, keys);
        if (data.equals(there)) {
            return Optional.empty();
        }
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.set("uid", secret.at("/metadata/uid"));
        metadata.set("resourceVersion", secret.at("/metadata/resourceVersion"));
        return data.isEmpty() ? delete(metadata) : patch(metadata, keys, data);
    }

    private Optional<ApiResult.Failure> delete(ObjectNode preconditions) {
        var options = JsonNodeFactory.instance.objectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.set("preconditions", preconditions);
        return failure(api.call(ApiRequest.delete(path(), options)));
    }

    private Optional<ApiResult.Failure> patch(
            ObjectNode metadata, Map<String, String> keys, Map<String, String> data) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.set("metadata", metadata);
        var changed = patch.putObject("data");
        keys.keySet().forEach(key -> changed.put(key, data.get(key)));
        return failure(api.call(ApiRequest.mergePatch(path(), patch)));
    }

    private static TreeMap<String, String> encoded(
            Map<String, String> there, Map<String, String> keys) {
        var data = new TreeMap<>(there);
        keys.forEach(
                (key, value) -> {
                    if (value.isEmpty()) {
                        data.remove(key);
                    } else {
                        var bytes = value.getBytes(StandardCharsets.UTF_8);
                        data.put(key, Base64.getEncoder().encodeToString(bytes));
                    }
                });
        return data;
    }

    private static Optional<ApiResult.Failure> failure(ApiResult answer) {
        return answer instanceof ApiResult.Failure failure
                ? Optional.of(failure)
                : Optional.empty();
    }

    private String path() {
        return Kinds.of("v1", "Secret").objectPath(namespace, name);
    }
}
