package org.registryfleet.registrydeployer.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Fills in what an API server does when an object does not name it. */
public final class ServerDefaults {

    private ServerDefaults() {}

    public static ObjectNode addedTo(ObjectNode manifest) {
        var object = manifest.deepCopy();
        metadata(object);
        var spec = object.path("spec");
        switch (object.path("kind").asText()) {
            case "Deployment" -> {
                put(spec, "revisionHistoryLimit", 10);
                put(spec, "progressDeadlineSeconds", 600);
                template(spec.path("template"));
            }
            case "DaemonSet" -> {
                put(spec, "revisionHistoryLimit", 10);
                put(spec.at("/updateStrategy/rollingUpdate"), "maxSurge", 0);
                object.withObject("/metadata/annotations")
                        .put("deprecated.daemonset.template.generation", "1");
                template(spec.path("template"));
            }
            case "CronJob" -> {
                putNull(spec.at("/jobTemplate/metadata"));
                template(spec.at("/jobTemplate/spec/template"));
            }
            case "Service" -> service(spec);
            case "NetworkPolicy" ->
                    spec.findValues("ports")
                            .forEach(ports -> ports.forEach(port -> put(port, "protocol", "TCP")));
            case "Route" -> {
                put(spec, "wildcardPolicy", "None");
                put(spec, "host", "assigned.example.com");
                put(spec.path("to"), "weight", 100);
            }
            case "Secret" -> put(object, "type", "Opaque");
            case String _ -> {}
        }
        return object;
    }

    private static void metadata(ObjectNode object) {
        var metadata = object.withObject("/metadata");
        metadata.put("uid", "u").put("resourceVersion", "7").put("generation", 3);
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        metadata.putArray("managedFields").addObject().put("manager", "registry-fleet");
        metadata.withObject("/annotations").put("someone.else/annotation", "x");
        metadata.withObject("/labels").put("someone.else/label", "x");
    }

    private static void service(JsonNode spec) {
        put(spec, "clusterIP", "10.0.0.1");
        put(spec, "sessionAffinity", "None");
        put(spec, "type", "ClusterIP");
        put(spec, "internalTrafficPolicy", "Cluster");
        put(spec, "ipFamilyPolicy", "SingleStack");
    }

    private static void template(JsonNode template) {
        putNull(template.path("metadata"));
        var pod = template.path("spec");
        put(pod, "restartPolicy", "Always");
        put(pod, "dnsPolicy", "ClusterFirst");
        put(pod, "schedulerName", "default-scheduler");
        put(pod, "terminationGracePeriodSeconds", 30);
        putObject(pod, "securityContext");
        put(pod, "serviceAccount", pod.path("serviceAccountName").asText());
        pod.path("containers").forEach(ServerDefaults::container);
        pod.path("volumes").forEach(ServerDefaults::volume);
    }

    private static void container(JsonNode container) {
        put(container, "terminationMessagePath", "/dev/termination-log");
        put(container, "terminationMessagePolicy", "File");
        put(container, "imagePullPolicy", "Always");
        putObject(container, "resources");
        container.path("ports").forEach(port -> put(port, "protocol", "TCP"));
        for (var env : container.path("env")) {
            put(env.at("/valueFrom/fieldRef"), "apiVersion", "v1");
        }
        for (var name : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            var probe = container.path(name);
            put(probe, "timeoutSeconds", 1);
            put(probe, "periodSeconds", 10);
            put(probe, "successThreshold", 1);
            put(probe, "failureThreshold", 3);
            put(probe.path("httpGet"), "scheme", "HTTP");
        }
    }

    private static void volume(JsonNode volume) {
        for (var source : List.of("configMap", "secret", "projected", "downwardAPI")) {
            put(volume.path(source), "defaultMode", 420);
        }
        put(volume.path("hostPath"), "type", "");
        for (var source : volume.at("/projected/sources")) {
            put(source.path("serviceAccountToken"), "expirationSeconds", 3600);
        }
    }

    private static void put(JsonNode parent, String field, String value) {
        if (parent instanceof ObjectNode object && !object.has(field)) {
            object.put(field, value);
        }
    }

    private static void put(JsonNode parent, String field, int value) {
        if (parent instanceof ObjectNode object && !object.has(field)) {
            object.put(field, value);
        }
    }

    private static void putObject(JsonNode parent, String field) {
        if (parent instanceof ObjectNode object && !object.has(field)) {
            object.putObject(field);
        }
    }

    private static void putNull(JsonNode metadata) {
        if (metadata instanceof ObjectNode object) {
            object.putNull("creationTimestamp");
        }
    }
}
