package org.registryfleet.inventory.stream;

import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.InventoryProblem;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.inventory.decision.InventoryChange.Recognised;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.schemas.RegistrationCommands;

import java.time.Instant;
import java.util.TreeMap;

/** What the inventory has decided, as records. */
public final class InventoryRecords {

    private InventoryRecords() {}

    /** The registration of an imported cluster. */
    public static ClusterRegistration of(Registered registered) {
        var endpoint = registered.endpoint();
        var admission = registered.admission();
        return ClusterRegistration.newBuilder()
                .setCluster(registered.cluster())
                .setDisplayName(registered.displayName())
                .setLabels(registered.labels())
                .setEndpoint(endpoint.server())
                .setCredential(endpoint.credential())
                .setMode(OwnershipMode.valueOf(registered.mode()))
                .setPaused(registered.membership().paused())
                .setSimulated(registered.settings().simulated())
                .setSource(registered.origin().source())
                .setSourceRef(registered.origin().ref())
                .setAdmission(Admission.valueOf(admission.standing().name()))
                .setAdmissionReason(admission.reason())
                .setClusterUid(admission.uid())
                .setAuthority(endpoint.authority())
                .setCredentialDigest(endpoint.digest())
                .setCredentialExpiresAt(endpoint.expiresAt())
                .setHibernating(registered.hibernating())
                .setLeavesAt(admission.leavesAt())
                .setManualLabels(new TreeMap<>(registered.membership().manualLabels()))
                .build();
    }

    /**
     * What a person has registered, with what is known of its identity now. Behind another
     * credential may be another cluster: it is held back or stays as it is, but is not admitted.
     */
    public static ClusterRegistration of(Recognised recognised, ClusterRegistration registered) {
        var first = recognised.duplicateOf();
        boolean isKnown = registered.getCredential().equals(recognised.credential());
        var record = ClusterRegistration.newBuilder(registered);
        if (isKnown) {
            record.setClusterUid(recognised.uid());
        }
        if (!first.isEmpty()) {
            record.setAdmission(Admission.PROBING)
                    .setAdmissionReason(RegistrationCommands.duplicateOf(first));
        } else if (isKnown) {
            record.setAdmission(Admission.ADMITTED).setAdmissionReason("");
        }
        return record.build();
    }

    /** What became of a source. */
    public static InventorySource of(SourceReport report, Instant decidedAt) {
        var counts = report.counts();
        return InventorySource.newBuilder()
                .setSource(report.settings().name())
                .setType(report.settings().type())
                .setHub(report.settings().hub())
                .setState(InventoryState.valueOf(report.state().name()))
                .setReason(report.reason())
                .setSince(report.since())
                .setFound(counts.found())
                .setAdmitted(counts.admitted())
                .setProbing(counts.probing())
                .setDuplicate(counts.duplicate())
                .setRejected(counts.rejected())
                .setLeaving(counts.leaving())
                .setGone(counts.gone())
                .setProblems(
                        report.problems().stream()
                                .map(p -> new InventoryProblem(p.ref(), p.cluster(), p.reason()))
                                .toList())
                .setDecidedAt(decidedAt)
                .build();
    }
}
