package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What kinds of the core group must fulfil. */
final class CoreChecks {
    private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final String DATA_KEY_RULE =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                    + " 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    private static final String DOCKER_CONFIG = "kubernetes.io/dockerconfigjson";

    private CoreChecks() {}

    static void configMap(ObjectNode object, Complaints complaints) {
        var data = object.path("data");
        var binary = object.path("binaryData");
        keys("data", data, complaints);
        keys("binaryData", binary, complaints);
        for (var entry : data.properties()) {
            if (binary.has(entry.getKey())) {
                complaints.invalid(
                        "data[" + entry.getKey() + "]",
                        entry.getKey(),
                        "duplicate of key present in binaryData");
            }
        }
    }

    static void secret(ObjectNode object, Complaints complaints) {
        var data = object.path("data");
        keys("data", data, complaints);
        for (var entry : data.properties()) {
            if (decoded(entry.getValue()) == null) {
                complaints.invalid(
                        "data[" + entry.getKey() + "]",
                        "<secret contents redacted>",
                        "illegal base64 data");
            }
        }
        switch (object.path("type").asText()) {
            case DOCKER_CONFIG -> dockerConfig(data, complaints);
            case "kubernetes.io/tls" -> {
                requireKey(data, "tls.crt", complaints);
                requireKey(data, "tls.key", complaints);
            }
            case String other -> {}
        }
    }

    private static void dockerConfig(JsonNode data, Complaints complaints) {
        if (!requireKey(data, ".dockerconfigjson", complaints)) {
            return;
        }
        var bytes = decoded(data.path(".dockerconfigjson"));
        try {
            if (bytes != null) {
                Json.parse(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException malformed) {
            complaints.invalid(
                    "data[.dockerconfigjson]", "<secret contents redacted>", "invalid JSON");
        }
    }

    private static boolean requireKey(JsonNode data, String key, Complaints complaints) {
        if (!data.has(key)) {
            complaints.required("data[" + key + "]", "");
            return false;
        }
        return true;
    }

    private static byte @Nullable [] decoded(JsonNode value) {
        try {
            return Base64.getDecoder().decode(value.asText());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static void keys(String field, JsonNode data, Complaints complaints) {
        for (var entry : data.properties()) {
            if (!DATA_KEY.matcher(entry.getKey()).matches()) {
                complaints.invalid(
                        field + "[" + entry.getKey() + "]", entry.getKey(), DATA_KEY_RULE);
            }
        }
    }

    static void typeKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        complaints.unchanged("type", old.path("type"), next.path("type"), "field is immutable");
    }

    /** An immutable ConfigMap or Secret stays as it is. */
    static void dataKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        if (!old.path("immutable").asBoolean()) {
            return;
        }
        if (!next.path("immutable").asBoolean()) {
            complaints.forbidden("immutable", "field is immutable when `immutable` is set");
        }
        for (var field : List.of("data", "binaryData")) {
            if (!old.path(field).equals(next.path(field))) {
                complaints.forbidden(field, "field is immutable when `immutable` is set");
            }
        }
    }

    static void service(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        complaints.oneOf(
                "spec.type",
                spec.path("type"),
                List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort"));
        var ports = spec.path("ports");
        var needsPorts =
                !spec.path("type").asText().equals("ExternalName")
                        && !spec.path("clusterIP").asText().equals("None");
        if (ports.isEmpty() && needsPorts) {
            complaints.required("spec.ports", "");
        }
        var names = new HashSet<String>();
        for (var i = 0; i < ports.size(); i++) {
            var at = "spec.ports[" + i + "]";
            PodChecks.port(ports.get(i).path("port"), at + ".port", complaints);
            var name = ports.get(i).path("name");
            if (ports.size() > 1 && name.asText().isEmpty()) {
                complaints.required(at + ".name", "");
            } else if (!name.isMissingNode() && !names.add(name.asText())) {
                complaints.add(FieldError.duplicate(at + ".name", name));
            }
            complaints.oneOf(
                    at + ".protocol", ports.get(i).path("protocol"), List.of("SCTP", "TCP", "UDP"));
        }
    }

    static void addressKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        var before = Json.at(old, "spec", "clusterIPs");
        var after = Json.at(next, "spec", "clusterIPs");
        if (!before.isEmpty() && !before.equals(after)) {
            complaints.invalid("spec.clusterIPs[0]", after, "may not change once set");
        }
    }
}
