package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.util.Set;

/** Takes the finalizers of the cluster's own controllers off objects that are being deleted. */
final class OwnerCollector implements EnvironmentActor {

    private static final Set<String> OF_THE_CLUSTER =
            Set.of("foregroundDeletion", "orphan", "kubernetes.io/pvc-protection");
    private static final int ATTEMPTS = 5;

    private final TargetApiServer api;
    private final ClusterMirror mirror;
    private volatile boolean held;

    OwnerCollector(TargetApiServer api, ClusterMirror mirror) {
        this.api = api;
        this.mirror = mirror;
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    @Override
    public boolean concerns(ObjectNode object) {
        var metadata = object.path("metadata");
        return !held
                && metadata.has("deletionTimestamp")
                && remaining(object).size() < metadata.path("finalizers").size();
    }

    @Override
    public void act(ObjectNode object) {
        var path = ScenarioKinds.path(ScenarioObjectRef.of(object));
        var current = object;
        for (int i = 0; i < ATTEMPTS && concerns(current); i++) {
            var answer = api.mergePatch(path, withoutFinalizers(current));
            if (answer.isSuccess()) {
                mirror.own(answer.body());
                return;
            }
            if (!(api.get(path).body() instanceof ObjectNode newer)) {
                return;
            }
            current = newer;
        }
    }

    private static ObjectNode withoutFinalizers(ObjectNode object) {
        var patch = JsonNodeFactory.instance.objectNode();
        var metadata = patch.putObject("metadata");
        metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
        metadata.set("finalizers", remaining(object));
        return patch;
    }

    private static ArrayNode remaining(ObjectNode object) {
        var others = JsonNodeFactory.instance.arrayNode();
        for (var finalizer : object.path("metadata").path("finalizers")) {
            if (!OF_THE_CLUSTER.contains(finalizer.asText())) {
                others.add(finalizer);
            }
        }
        return others;
    }
}
