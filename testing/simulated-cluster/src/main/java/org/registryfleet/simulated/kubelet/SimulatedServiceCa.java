package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;

import java.util.List;

/**
 * Gives annotated ConfigMaps the CA bundle and annotated Services their serving certificate. All of
 * it is placeholder text.
 */
final class SimulatedServiceCa implements Actor {
    private static final String BUNDLE_KEY = "service-ca.crt";
    private static final String INJECT = "service.beta.openshift.io/inject-cabundle";
    private static final List<String> SERVING =
            List.of(
                    "service.beta.openshift.io/serving-cert-secret-name",
                    "service.alpha.openshift.io/serving-cert-secret-name");

    /** The body is the Base64 form of SERVICE-CA. */
    private static final String BUNDLE =
            """
            -----BEGIN CERTIFICATE-----
            U0VSVklDRS1DQQ==
            -----END CERTIFICATE-----
            """;

    private final KubeletObjects objects;

    SimulatedServiceCa(KubeletObjects objects) {
        this.objects = objects;
    }

    @Override
    public void see(StoreEvent event) {
        var key = event.after().key();
        var gone = event.change() == StoreEvent.Change.DELETED;
        switch (key.type().kind()) {
            case "ConfigMap" ->
                    objects.get(key)
                            .filter(SimulatedServiceCa::lacksBundle)
                            .ifPresent(map -> inject(key));
            case "Service" -> objects.get(key).ifPresent(service -> certify(key, service));
            case "Secret" -> {
                if (gone) {
                    objects.list("v1", "Service", key.namespace())
                            .forEach(service -> certify(service.key(), service.toNode()));
                }
            }
            case String other -> {}
        }
    }

    private void inject(ObjectKey key) {
        objects.change(
                key,
                map -> {
                    Json.child(map, "data").put(BUNDLE_KEY, BUNDLE);
                    return map;
                });
    }

    private static boolean lacksBundle(ObjectNode map) {
        return annotation(map, INJECT).equals("true")
                && !Json.at(map, "data", BUNDLE_KEY).asText().equals(BUNDLE);
    }

    private void certify(ObjectKey service, ObjectNode node) {
        for (var annotation : SERVING) {
            var secret = annotation(node, annotation);
            if (!secret.isEmpty()
                    && objects.get(objects.key("v1", "Secret", service.namespace(), secret))
                            .isEmpty()) {
                objects.create(secret(service, secret));
            }
        }
    }

    private static ObjectNode secret(ObjectKey service, String name) {
        var secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
        var metadata =
                secret.putObject("metadata")
                        .put("name", name)
                        .put("namespace", service.namespace());
        metadata.putObject("annotations")
                .put("service.beta.openshift.io/originating-service-name", service.name());
        secret.put("type", "kubernetes.io/tls");
        secret.putObject("stringData")
                .put(
                        "tls.crt",
                        "certificate of " + service.name() + "." + service.namespace() + ".svc\n")
                .put("tls.key", "key of " + service.name() + "." + service.namespace() + ".svc\n");
        return secret;
    }

    private static String annotation(ObjectNode object, String name) {
        return Json.at(object, "metadata", "annotations", name).asText();
    }
}
