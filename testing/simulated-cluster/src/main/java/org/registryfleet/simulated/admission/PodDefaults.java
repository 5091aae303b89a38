package org.registryfleet.simulated.admission;

import static org.registryfleet.simulated.admission.Presets.each;
import static org.registryfleet.simulated.admission.Presets.ifObject;
import static org.registryfleet.simulated.admission.Presets.number;
import static org.registryfleet.simulated.admission.Presets.text;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** What the server adds to the spec of a pod. */
final class PodDefaults {
    private static final int MODE_0644 = 420;

    private PodDefaults() {}

    static void template(ObjectNode owner) {
        ifObject(owner, "template", template -> spec(Presets.object(template, "spec")));
    }

    static void spec(ObjectNode spec) {
        text(spec, "restartPolicy", "Always");
        number(spec, "terminationGracePeriodSeconds", 30);
        text(spec, "dnsPolicy", "ClusterFirst");
        Presets.object(spec, "securityContext");
        text(spec, "schedulerName", "default-scheduler");
        serviceAccount(spec);
        each(spec.path("initContainers"), container -> container(container, spec));
        each(spec.path("containers"), container -> container(container, spec));
        each(spec.path("volumes"), PodDefaults::volume);
    }

    /** The deprecated field is a copy of the other. */
    private static void serviceAccount(ObjectNode spec) {
        var name = spec.path("serviceAccountName").asText(spec.path("serviceAccount").asText());
        if (!name.isEmpty()) {
            spec.put("serviceAccountName", name).put("serviceAccount", name);
        }
    }

    private static void container(ObjectNode container, ObjectNode spec) {
        text(container, "terminationMessagePath", "/dev/termination-log");
        text(container, "terminationMessagePolicy", "File");
        text(
                container,
                "imagePullPolicy",
                isLatest(container.path("image").asText()) ? "Always" : "IfNotPresent");
        Presets.object(container, "resources");
        each(container.path("ports"), port -> port(port, spec));
        each(container.path("env"), PodDefaults::environment);
        for (var probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            ifObject(container, probe, PodDefaults::probe);
        }
        ifObject(
                container,
                "lifecycle",
                lifecycle -> {
                    ifObject(lifecycle, "preStop", PodDefaults::action);
                    ifObject(lifecycle, "postStart", PodDefaults::action);
                });
    }

    private static boolean isLatest(String image) {
        var name = image.substring(image.lastIndexOf('/') + 1);
        return !name.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
    }

    private static void port(ObjectNode port, ObjectNode spec) {
        text(port, "protocol", "TCP");
        if (spec.path("hostNetwork").asBoolean()) {
            number(port, "hostPort", port.path("containerPort").asInt());
        }
    }

    private static void environment(ObjectNode variable) {
        ifObject(variable.path("valueFrom"), "fieldRef", field -> text(field, "apiVersion", "v1"));
        if (variable.path("value").asText("x").isEmpty()) {
            variable.remove("value");
        }
    }

    private static void probe(ObjectNode probe) {
        number(probe, "timeoutSeconds", 1);
        number(probe, "periodSeconds", 10);
        number(probe, "successThreshold", 1);
        number(probe, "failureThreshold", 3);
        action(probe);
    }

    private static void action(ObjectNode action) {
        ifObject(
                action,
                "httpGet",
                get -> {
                    text(get, "scheme", "HTTP");
                    text(get, "path", "/");
                });
    }

    private static void volume(ObjectNode volume) {
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
        for (var source : List.of("secret", "configMap", "downwardAPI", "projected")) {
            ifObject(volume, source, one -> number(one, "defaultMode", MODE_0644));
        }
        ifObject(
                volume,
                "hostPath",
                path -> {
                    if (!path.has("type")) {
                        path.put("type", "");
                    }
                });
        each(
                volume.path("projected").path("sources"),
                source ->
                        ifObject(
                                source,
                                "serviceAccountToken",
                                token -> number(token, "expirationSeconds", 3600)));
    }
}
