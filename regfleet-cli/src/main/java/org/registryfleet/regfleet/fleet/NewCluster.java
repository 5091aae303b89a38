package org.registryfleet.regfleet.fleet;

import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.schemas.RegistrationCommands;

import java.util.Map;

/**
 * A cluster that somebody wants in the fleet.
 *
 * @param credential reference; {@code kubeconfig:<id>} when it is empty
 * @param displayName the id when it is empty
 */
public record NewCluster(
        String cluster,
        String credential,
        String displayName,
        Map<String, String> labels,
        OwnershipMode mode) {

    public NewCluster {
        credential = credential.isEmpty() ? "kubeconfig:" + cluster : credential;
        displayName = displayName.isEmpty() ? cluster : displayName;
        labels = Map.copyOf(labels);
        if (!RegistrationCommands.isId(cluster)) {
            throw CommandFailure.refused(
                    "\"%s\" is no id: up to 63 small letters, digits and hyphens, with a letter or digit at both ends"
                            .formatted(cluster));
        }
    }

    /**
     * The registration. It is admitted when it is known which cluster it is, and that the fleet has
     * it under no other name.
     *
     * @param uid of the cluster's namespace kube-system; empty when it is not known: then the
     *     inventory admits it as soon as it is
     * @param duplicateOf another registration of the same cluster: then this one is only watched;
     *     empty when there is none
     */
    public ClusterRegistration registration(String uid, String duplicateOf) {
        var registration =
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setDisplayName(displayName)
                        .setLabels(labels)
                        .setCredential(credential)
                        .setMode(mode)
                        .setClusterUid(uid);
        if (!duplicateOf.isEmpty()) {
            registration
                    .setAdmission(Admission.PROBING)
                    .setAdmissionReason(RegistrationCommands.duplicateOf(duplicateOf));
        }
        var built = registration.build();
        return uid.isEmpty() ? RegistrationCommands.unidentified(built) : built;
    }
}
