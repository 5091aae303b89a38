package org.registryfleet.storageprovisioner.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;

/**
 * The spec of a new claim (storage specification, sections 1.3 and 3.1).
 *
 * @param storageClass empty for the cluster's default
 */
public record ClaimTemplate(String accessMode, String storageClass) {

    /** Desired until it is observed: an existing claim is never edited. */
    public Desired.Present desired(ClaimSettings settings) {
        var ref = RegistryClaim.ref(RegistryClaim.OWN_NAME);
        return Desired.object(ref, manifest(settings));
    }

    ObjectNode manifest(ClaimSettings settings) {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        var metadata = manifest.putObject("metadata");
        metadata.put("name", RegistryClaim.OWN_NAME);
        metadata.put("namespace", RegistryClaim.NAMESPACE);
        metadata.putObject("annotations").put(RegistryClaim.OWNER, "true");
        var spec = manifest.putObject("spec");
        spec.putArray("accessModes").add(accessMode);
        spec.putObject("resources").putObject("requests").put("storage", settings.size());
        var wanted = settings.storageClass().isEmpty() ? storageClass : settings.storageClass();
        if (!wanted.isEmpty()) {
            spec.put("storageClassName", wanted);
        }
        return manifest;
    }
}
