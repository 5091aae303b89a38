package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;

/**
 * Whether the platform's credentials give access to Swift (storage specification, section 1.1).
 * Nothing in the cluster tells, so the executor probes the cloud.
 */
public sealed interface SwiftAvailabilityProbe {

    ObjectRef REF =
            ObjectRef.clusterScoped(ObjectRef.OUTSIDE + "/v1", "ObjectStore", "swift/platform");

    /** There are no credentials for a probe. */
    record NoCredentials(String why) implements SwiftAvailabilityProbe {}

    /** The probe is pending. */
    record Pending(Desired probe) implements SwiftAvailabilityProbe {}

    record Answered(boolean isUsable) implements SwiftAvailabilityProbe {}

    static SwiftAvailabilityProbe of(Snapshot objects) {
        var minted = objects.find(CloudSecrets.MINTED);
        if (minted.isEmpty()) {
            return new NoCredentials(CloudSecrets.notMinted());
        }
        if (!CloudSecrets.has(minted.get(), CloudsYaml.KEY)) {
            return new NoCredentials(CloudSecrets.lacks(CloudSecrets.MINTED, CloudsYaml.KEY));
        }
        var file = new CloudsYaml(minted.get(), objects);
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "swift").put("state", "Asked");
        file.describe(spec);
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", REF.apiVersion()).put("kind", REF.kind());
        manifest.putObject("metadata").put("name", REF.name());
        manifest.set("spec", spec);
        var question = Desired.object(REF, manifest, file.sources(), "/spec");
        return objects.find(REF)
                .filter(_ -> Drift.between(question, objects).isEmpty())
                .<SwiftAvailabilityProbe>map(
                        found -> new Answered(found.status().path("usable").asBoolean(false)))
                .orElseGet(() -> new Pending(question));
    }
}
