package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.cluster.ApiAnswer;
import org.registryfleet.scenarios.cluster.ApiServer;
import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.format.ObjectRef;
import org.registryfleet.scenarios.resource.ResourceKinds;

/** The writes of a scenario; the mirror learns that they are the runner's own. */
final class Writes {

    private static final int ATTEMPTS = 5;

    private final ApiServer api;
    private final ClusterMirror mirror;

    Writes(ApiServer api, ClusterMirror mirror) {
        this.api = api;
        this.mirror = mirror;
    }

    /** Creates the object, or replaces it when it exists; then its status. */
    ApiAnswer apply(ObjectNode object) {
        var ref = ObjectRef.of(object);
        var main = object.deepCopy();
        var status = main.remove("status");
        var answer = owned(api.create(listPath(ref), main));
        for (int i = 0; i < ATTEMPTS && answer.isConflict(); i++) {
            answer = owned(replace(ref, main));
        }
        if (status == null || !answer.isSuccess()) {
            return answer;
        }
        var patch = JsonNodeFactory.instance.objectNode().set("status", status);
        var written = patchStatus(ref, patch);
        return written.isNotFound() ? mergePatch(ref, patch) : written;
    }

    private ApiAnswer replace(ObjectRef ref, ObjectNode object) {
        var path = ResourceKinds.path(ref);
        var current = api.get(path);
        var replacement = object.deepCopy();
        replacement
                .withObject("/metadata")
                .set("resourceVersion", current.body().path("metadata").path("resourceVersion"));
        return api.replace(path, replacement);
    }

    ApiAnswer mergePatch(ObjectRef ref, JsonNode body) {
        return owned(api.mergePatch(ResourceKinds.path(ref), body));
    }

    ApiAnswer patchStatus(ObjectRef ref, JsonNode body) {
        return owned(api.mergePatch(ResourceKinds.path(ref) + "/status", body));
    }

    ApiAnswer delete(ObjectRef ref, @Nullable String propagationPolicy) {
        mirror.ownDeletion(ref);
        return owned(api.delete(ResourceKinds.path(ref), propagationPolicy));
    }

    /** The generation of the object at this moment; 0 when it does not exist. */
    long generation(ObjectRef ref) {
        return api.get(ResourceKinds.path(ref)).body().path("metadata").path("generation").asLong();
    }

    private static String listPath(ObjectRef ref) {
        var kind = ResourceKinds.of(ref);
        return ref.namespace() == null ? kind.listPath() : kind.listPath(ref.namespace());
    }

    private ApiAnswer owned(ApiAnswer answer) {
        if (answer.isSuccess()) {
            mirror.own(answer.body());
        }
        return answer;
    }
}
