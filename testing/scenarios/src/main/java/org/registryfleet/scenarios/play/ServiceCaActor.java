package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.util.Optional;
import java.util.stream.Stream;

/** Injects a constant CA into annotated ConfigMaps and makes serving certificates for Services. */
final class ServiceCaActor implements EnvironmentActor {

    private static final String INJECT = "service.beta.openshift.io/inject-cabundle";
    private static final String CA_KEY = "service-ca.crt";
    private static final String CA = certificate("U0VSVklDRS1DQQ==");
    private static final String LEAF = certificate("U0VSVklORw==");

    private final TargetApiServer api;
    private final ClusterMirror mirror;

    ServiceCaActor(TargetApiServer api, ClusterMirror mirror) {
        this.api = api;
        this.mirror = mirror;
    }

    private static String certificate(String content) {
        return "-----BEGIN CERTIFICATE-----\n" + content + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public boolean concerns(ObjectNode object) {
        return needsCa(object) || secretName(object).isPresent();
    }

    private static boolean needsCa(ObjectNode object) {
        return object.path("kind").asText().equals("ConfigMap")
                && annotation(object, INJECT).filter("true"::equals).isPresent()
                && !object.path("data").path(CA_KEY).asText().equals(CA);
    }

    private static Optional<String> secretName(ObjectNode object) {
        if (!object.path("kind").asText().equals("Service")) {
            return Optional.empty();
        }
        return Stream.of("alpha", "beta")
                .map(v -> "service." + v + ".openshift.io/serving-cert-secret-name")
                .flatMap(name -> annotation(object, name).stream())
                .findFirst();
    }

    private static Optional<String> annotation(ObjectNode object, String name) {
        var value = object.path("metadata").path("annotations").path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    @Override
    public void act(ObjectNode object) {
        if (needsCa(object)) {
            var patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("data").put(CA_KEY, CA);
            var answer = api.mergePatch(ScenarioKinds.path(ScenarioObjectRef.of(object)), patch);
            mirror.own(answer.body());
        }
        secretName(object).ifPresent(name -> makeSecret(object, name));
    }

    private void makeSecret(ObjectNode service, String name) {
        var namespace = service.path("metadata").path("namespace").asText();
        var ref = new ScenarioObjectRef("v1", "Secret", namespace, name);
        if (mirror.find(ref).isPresent()) {
            return;
        }
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "kubernetes.io/tls");
        secret.putObject("metadata").put("name", name).put("namespace", namespace);
        secret.putObject("stringData").put("tls.crt", LEAF).put("tls.key", "serving-key");
        var answer = api.create(ScenarioKinds.of(ref).listPath(namespace), secret);
        mirror.own(answer.body());
    }
}
