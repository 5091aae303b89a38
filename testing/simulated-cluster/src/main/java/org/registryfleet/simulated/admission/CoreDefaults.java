package org.registryfleet.simulated.admission;

import static org.registryfleet.simulated.admission.Presets.each;
import static org.registryfleet.simulated.admission.Presets.object;
import static org.registryfleet.simulated.admission.Presets.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** What the server adds to kinds of the core group. */
final class CoreDefaults {
    private CoreDefaults() {}

    static void namespace(ObjectNode object) {
        object(object(object, "metadata"), "labels")
                .set("kubernetes.io/metadata.name", object.path("metadata").path("name"));
        text(object(object, "status"), "phase", "Active");
    }

    /** A namespace waits for its contents when it is deleted. */
    static void newNamespace(ObjectNode object) {
        object(object, "spec").putArray("finalizers").add("kubernetes");
    }

    /** stringData is for writing only. */
    static void secret(ObjectNode object) {
        text(object, "type", "Opaque");
        if (object.remove("stringData") instanceof ObjectNode texts) {
            var data = Json.child(object, "data");
            for (var text : texts.properties()) {
                var bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
                data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    static void service(ObjectNode object) {
        var spec = object(object, "spec");
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        each(spec.path("ports"), CoreDefaults::port);
        if (!spec.path("type").asText().equals("ExternalName")) {
            text(spec, "internalTrafficPolicy", "Cluster");
            text(spec, "ipFamilyPolicy", "SingleStack");
            text(spec, "clusterIP", address(object));
            list(spec, "ipFamilies", "IPv4");
            list(spec, "clusterIPs", spec.path("clusterIP").asText());
        }
        Json.child(Json.child(object, "status"), "loadBalancer");
    }

    private static void port(ObjectNode port) {
        text(port, "protocol", "TCP");
        if (!port.hasNonNull("targetPort")) {
            port.set("targetPort", port.path("port"));
        }
    }

    /** An address that depends only on the name; the real server takes a free one. */
    private static String address(ObjectNode object) {
        var metadata = object.path("metadata");
        var checksum = new CRC32();
        checksum.update(
                (metadata.path("namespace").asText() + "/" + metadata.path("name").asText())
                        .getBytes(StandardCharsets.UTF_8));
        var number = checksum.getValue();
        return "172.30." + (number >> 8 & 0xff) + "." + (1 + (number & 0xff) % 254);
    }

    static void claim(ObjectNode object) {
        text(object(object, "spec"), "volumeMode", "Filesystem");
        text(object(object, "status"), "phase", "Pending");
    }

    static void newClaim(ObjectNode object) {
        finalizer(object, "kubernetes.io/pvc-protection");
    }

    static void volume(ObjectNode object) {
        var spec = object(object, "spec");
        text(spec, "volumeMode", "Filesystem");
        text(spec, "persistentVolumeReclaimPolicy", "Retain");
        text(object(object, "status"), "phase", "Pending");
    }

    static void newVolume(ObjectNode object) {
        finalizer(object, "kubernetes.io/pv-protection");
    }

    private static void finalizer(ObjectNode object, String name) {
        var metadata = object(object, "metadata");
        var list =
                metadata.get("finalizers") instanceof ArrayNode there
                        ? there
                        : metadata.putArray("finalizers");
        for (var one : list) {
            if (one.asText().equals(name)) {
                return;
            }
        }
        list.add(name);
    }

    static void list(ObjectNode object, String field, String only) {
        if (object.path(field).isEmpty()) {
            object.putArray(field).add(only);
        }
    }
}
