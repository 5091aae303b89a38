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

    private static final String SIZE = "100Gi";

    /** Desired until observed: an existing claim is never modified. */
    public Desired.Present desired() {
        var ref = RegistryClaim.ref(RegistryClaim.OWN_NAME);
        return Desired.object(ref, manifest());
    }

    ObjectNode manifest() {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        var metadata = manifest.putObject("metadata");
        metadata.put("name", RegistryClaim.OWN_NAME);
        metadata.put("namespace", RegistryClaim.NAMESPACE);
        metadata.putObject("annotations").put(RegistryClaim.OWNER, "true");
        var spec = manifest.putObject("spec");
        spec.putArray("accessModes").add(accessMode);
        spec.putObject("resources").putObject("requests").put("storage", SIZE);
        if (!storageClass.isEmpty()) {
            spec.put("storageClassName", storageClass);
        }
        return manifest;
    }
}
