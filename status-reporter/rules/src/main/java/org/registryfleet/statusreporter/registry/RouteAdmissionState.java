package org.registryfleet.statusreporter.registry;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;

/** The configured Routes that routers have not admitted. */
public final class RouteAdmissionState {

    private static final ObjectRef DEFAULT_ROUTE =
            new ObjectRef(
                    "route.openshift.io/v1", "Route", "openshift-image-registry", "default-route");

    private RouteAdmissionState() {}

    /** One sentence per ingress that rejects a Route. A missing Route has none. */
    public static List<String> rejections(Observed config, Snapshot objects) {
        var sentences = new ArrayList<String>();
        for (var name : configured(config.spec())) {
            objects.find(DEFAULT_ROUTE.named(name))
                    .ifPresent(route -> sentences.addAll(rejections(name, route)));
        }
        return sentences;
    }

    private static List<String> configured(JsonNode spec) {
        var names = new ArrayList<String>();
        if (spec.path("defaultRoute").asBoolean(false)) {
            names.add(DEFAULT_ROUTE.name());
        }
        spec.path("routes").forEach(route -> names.add(route.path("name").asText("")));
        return names;
    }

    private static List<String> rejections(String name, Observed route) {
        var sentences = new ArrayList<String>();
        for (var ingress : route.status().path("ingress")) {
            for (var condition : ingress.path("conditions")) {
                if (condition.path("type").asText("").equals("Admitted")
                        && !condition.path("status").asText("").equals("True")) {
                    sentences.add(
                            "route %s (host %s, router %s) not admitted: %s"
                                    .formatted(
                                            name,
                                            ingress.path("host").asText(""),
                                            ingress.path("routerName").asText(""),
                                            condition.path("message").asText("")));
                }
            }
        }
        return sentences;
    }
}
