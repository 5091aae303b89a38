package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;

/**
 * Admits routes as the default router does; a route without a host gets one of the router's domain.
 */
final class SimulatedRouter implements Actor {
    private final KubeletObjects objects;
    private final String domain;
    private final Time time;

    SimulatedRouter(KubeletObjects objects, String domain, Time time) {
        this.objects = objects;
        this.domain = domain;
        this.time = time;
    }

    @Override
    public void see(StoreEvent event) {
        var key = event.after().key();
        if (key.type().kind().equals("Route") && event.change() != StoreEvent.Change.DELETED) {
            objects.get(key)
                    .filter(route -> !isAdmitted(route, host(key, route)))
                    .ifPresent(route -> objects.changeStatus(key, this::admitted));
        }
    }

    private ObjectNode admitted(ObjectNode route) {
        var metadata = route.path("metadata");
        var host =
                generatedOrOwn(
                        metadata.path("name").asText(), metadata.path("namespace").asText(), route);
        var ingress = Json.child(route, "status").putArray("ingress").addObject();
        ingress.put("host", host).put("routerName", "default").put("wildcardPolicy", "None");
        ingress.put("routerCanonicalHostname", "router-default." + domain);
        ingress.putArray("conditions")
                .addObject()
                .put("type", "Admitted")
                .put("status", "True")
                .put("lastTransitionTime", time.now());
        return route;
    }

    private String host(ObjectKey key, ObjectNode route) {
        return generatedOrOwn(key.name(), key.namespace(), route);
    }

    private String generatedOrOwn(String name, String namespace, ObjectNode route) {
        var own = Json.at(route, "spec", "host").asText();
        return own.isEmpty() ? name + "-" + namespace + "." + domain : own;
    }

    private static boolean isAdmitted(ObjectNode route, String host) {
        return Json.at(route, "status", "ingress").path(0).path("host").asText().equals(host);
    }
}
