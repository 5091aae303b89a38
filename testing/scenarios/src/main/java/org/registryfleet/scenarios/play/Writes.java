package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.cluster.TargetAnswer;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

/** The writes of a scenario; the mirror learns that they are the runner's own. */
final class Writes {

    private static final int ATTEMPTS = 5;

    private final TargetApiServer api;
    private final ClusterMirror mirror;

    Writes(TargetApiServer api, ClusterMirror mirror) {
        this.api = api;
        this.mirror = mirror;
    }

    /** Creates the object, or replaces it when it exists; then its status. */
    TargetAnswer apply(ObjectNode object) {
        var ref = ScenarioObjectRef.of(object);
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

    private TargetAnswer replace(ScenarioObjectRef ref, ObjectNode object) {
        var path = ScenarioKinds.path(ref);
        var current = api.get(path);
        var replacement = object.deepCopy();
        replacement
                .withObject("/metadata")
                .set("resourceVersion", current.body().path("metadata").path("resourceVersion"));
        return api.replace(path, replacement);
    }

    TargetAnswer mergePatch(ScenarioObjectRef ref, JsonNode body) {
        return owned(api.mergePatch(ScenarioKinds.path(ref), body));
    }

    TargetAnswer patchStatus(ScenarioObjectRef ref, JsonNode body) {
        return owned(api.mergePatch(ScenarioKinds.path(ref) + "/status", body));
    }

    TargetAnswer delete(ScenarioObjectRef ref, @Nullable String propagationPolicy) {
        mirror.ownDeletion(ref);
        return owned(api.delete(ScenarioKinds.path(ref), propagationPolicy));
    }

    /** The generation of the object at this moment; 0 when it does not exist. */
    long generation(ScenarioObjectRef ref) {
        return api.get(ScenarioKinds.path(ref)).body().path("metadata").path("generation").asLong();
    }

    private static String listPath(ScenarioObjectRef ref) {
        var kind = ScenarioKinds.of(ref);
        return ref.namespace() == null ? kind.listPath() : kind.listPath(ref.namespace());
    }

    private TargetAnswer owned(TargetAnswer answer) {
        if (answer.isSuccess()) {
            mirror.own(answer.body());
        }
        return answer;
    }
}
