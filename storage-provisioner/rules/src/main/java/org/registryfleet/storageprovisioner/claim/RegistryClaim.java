package org.registryfleet.storageprovisioner.claim;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An observed claim that the registry uses or could use. */
public record RegistryClaim(Observed observed) {

    public static final String NAMESPACE = "openshift-image-registry";

    /** The name of the claim that this stage creates. */
    public static final String OWN_NAME = "image-registry-storage";

    /** The annotation that marks objects as ours; its value is irrelevant. */
    public static final String OWNER = "imageregistry.openshift.io";

    public static ObjectRef ref(String name) {
        return new ObjectRef("v1", "PersistentVolumeClaim", NAMESPACE, name);
    }

    public static Optional<RegistryClaim> find(Snapshot objects, String name) {
        return objects.find(ref(name)).map(RegistryClaim::new);
    }

    public String name() {
        return observed.ref().name();
    }

    /** Whether this stage created it; no other claim is ever deleted. */
    public boolean isOurs() {
        return observed.annotation(OWNER).isPresent();
    }

    public boolean isDeleting() {
        return observed.isDeleting();
    }

    public List<String> accessModes() {
        var modes = new ArrayList<String>();
        observed.spec().path("accessModes").forEach(mode -> modes.add(mode.asText()));
        return modes;
    }

    /** Warnings about a claim in use. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        var phase = observed.status().path("phase").asText("");
        if (phase.equals("Pending") || phase.equals("Lost")) {
            warnings.add("The claim " + name() + " is " + phase);
        }
        if (isDeleting()) {
            warnings.add("The claim " + name() + " is being deleted");
        }
        if (!accessModes().contains(ClaimAccess.MANY)) {
            warnings.add(
                    "The claim "
                            + name()
                            + " is ReadWriteOnce: the registry is not highly available");
        }
        return warnings;
    }
}
