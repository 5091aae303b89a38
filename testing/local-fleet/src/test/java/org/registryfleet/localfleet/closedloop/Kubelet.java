package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

/** What controllers of a cluster do: everything that is wanted becomes ready. */
public final class Kubelet {

    /** Keeps a claim while a pod uses it. */
    static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";

    private static final ObjectRef DEPLOYMENT =
            Deed.inNamespace("apps/v1", "Deployment", "image-registry");

    private Kubelet() {}

    /** Works through the whole cluster once. */
    public static void work(SmallCluster api) {
        for (var ref : api.refs()) {
            if (!ref.namespace().equals(Deed.NAMESPACE)) {
                continue;
            }
            api.find(ref).ifPresent(object -> work(api, ref, object));
        }
    }

    private static void work(SmallCluster api, ObjectRef ref, Observed object) {
        switch (ref.kind()) {
            case "Deployment" -> api.patch(ref, deployed(object));
            case "DaemonSet" -> api.patch(ref, daemons(object));
            case "PersistentVolumeClaim" -> bind(api, ref, object);
            case "Route" ->
                    api.patch(
                            ref,
                            Yaml.object(
                                    "{status: {ingress: [{host: h.example.com, routerName: default, conditions: [{type: Admitted, status: 'True'}]}]}}"));
            default -> {
                // nobody's work
            }
        }
    }

    private static void bind(SmallCluster api, ObjectRef ref, Observed claim) {
        if (claim.isDeleting() && !isUsed(api, ref.name())) {
            api.patch(ref, Yaml.object("{metadata: {finalizers: []}}"));
        } else {
            api.patch(ref, Yaml.object("{status: {phase: Bound}}"));
        }
    }

    private static boolean isUsed(SmallCluster api, String claim) {
        return api.find(DEPLOYMENT)
                .filter(deployment -> deployment.spec().path("replicas").asInt(1) > 0)
                .map(deployment -> deployment.at("/spec/template/spec/volumes"))
                .filter(volumes -> volumes.findValuesAsText("claimName").contains(claim))
                .isPresent();
    }

    private static ObjectNode deployed(Observed deployment) {
        int replicas = deployment.spec().path("replicas").asInt(1);
        var patch = JsonNodeFactory.instance.objectNode();
        var status = patch.putObject("status");
        status.put("observedGeneration", (int) deployment.generation());
        for (var count :
                new String[] {
                    "replicas", "updatedReplicas", "readyReplicas", "availableReplicas"
                }) {
            status.put(count, replicas);
        }
        var conditions = status.putArray("conditions");
        conditions.addObject().put("type", "Available").put("status", "True");
        conditions
                .addObject()
                .put("type", "Progressing")
                .put("status", "True")
                .put("reason", "NewReplicaSetAvailable");
        return patch;
    }

    private static ObjectNode daemons(Observed daemons) {
        var patch = JsonNodeFactory.instance.objectNode();
        var status = patch.putObject("status");
        status.put("observedGeneration", (int) daemons.generation());
        for (var count :
                new String[] {
                    "desiredNumberScheduled",
                    "currentNumberScheduled",
                    "updatedNumberScheduled",
                    "numberReady",
                    "numberAvailable"
                }) {
            status.put(count, 3);
        }
        return patch;
    }
}
