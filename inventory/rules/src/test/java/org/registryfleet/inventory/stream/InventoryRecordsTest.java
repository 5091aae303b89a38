package org.registryfleet.inventory.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.InventoryProblem;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.inventory.decision.ClusterMembership;
import org.registryfleet.inventory.decision.InventoryChange.Admitted;
import org.registryfleet.inventory.decision.InventoryChange.Counts;
import org.registryfleet.inventory.decision.InventoryChange.Origin;
import org.registryfleet.inventory.decision.InventoryChange.Problem;
import org.registryfleet.inventory.decision.InventoryChange.Recognised;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.schemas.RegistrationCommands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What others read of the inventory's decisions. */
class InventoryRecordsTest {

    private static final Instant AT = Instant.parse("2026-11-30T08:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-11-30T09:00:00.456Z");
    private static final SourceSettings SETTINGS = SourceSettings.of("argo", "argocd", 2);

    @Test
    void registersAnImportedClusterWithAllThatIsKnownOfIt() {
        var membership = new ClusterMembership(false, "u", "by", true, "FULL", Map.of("a", "b"));
        var record = InventoryRecords.of(registered(Standing.LEAVING, membership));

        assertThat(record)
                .isEqualTo(
                        ClusterRegistration.newBuilder()
                                .setCluster("c1")
                                .setDisplayName("Prod")
                                .setLabels(Map.of("env", "edge"))
                                .setEndpoint("https://c1")
                                .setCredential("argocd:x/c1")
                                .setMode(OwnershipMode.FULL)
                                .setPaused(true)
                                .setSimulated(false)
                                .setSource("argo")
                                .setSourceRef("Secret x/c1")
                                .setAdmission(Admission.LEAVING)
                                .setAdmissionReason("why")
                                .setClusterUid("uid")
                                .setAuthority("ca")
                                .setCredentialDigest("hmac:1")
                                .setCredentialExpiresAt(AT)
                                .setHibernating(true)
                                .setLeavesAt(LATER)
                                .setManualLabels(Map.of("a", "b"))
                                .build());
    }

    @ParameterizedTest
    @EnumSource
    void saysEveryStanding(Standing standing) {
        var record = InventoryRecords.of(registered(standing, ClusterMembership.IMPORTED));

        assertThat(record.getAdmission()).hasToString(standing.name());
        assertThat(record.getMode()).as("the source's").isEqualTo(OwnershipMode.OBSERVE);
    }

    @ParameterizedTest
    @CsvSource({"'', ADMITTED", "c0, PROBING"})
    void admitsWhatAPersonRegisteredUnlessTheFleetHasIt(String first, Admission admission) {
        var byHand =
                ClusterRegistration.newBuilder()
                        .setCluster("c1")
                        .setEndpoint("e")
                        .setCredential("kubeconfig:c1")
                        .build();
        var record =
                InventoryRecords.of(new Recognised("c1", "uid", "kubeconfig:c1", first), byHand);

        assertThat(record.getClusterUid()).isEqualTo("uid");
        assertThat(record.getEndpoint()).isEqualTo("e");
        assertThat(record.getAdmission()).isEqualTo(admission);
        assertThat(RegistrationCommands.isDuplicate(record.getAdmissionReason()))
                .isEqualTo(!first.isEmpty());
        assertThat(record.getAdmissionReason()).endsWith(first);
    }

    @ParameterizedTest
    @CsvSource({"'', Identity not known yet", "c0, Duplicate of c0"})
    void admitsNothingByWhatWasReadWithAnotherCredential(String first, String reason) {
        var byHand =
                RegistrationCommands.unidentified(
                        ClusterRegistration.newBuilder()
                                .setCluster("c1")
                                .setCredential("kubeconfig:new")
                                .build());
        var record =
                InventoryRecords.of(new Recognised("c1", "uid", "kubeconfig:old", first), byHand);

        assertThat(record.getAdmission()).isEqualTo(Admission.PROBING);
        assertThat(record.getAdmissionReason()).isEqualTo(reason);
        assertThat(record.getClusterUid()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reportsASource(SourceState state) {
        var report =
                new SourceReport(
                        SETTINGS,
                        state,
                        "why",
                        AT,
                        new Counts(28, 1, 2, 3, 4, 5, 6),
                        List.of(new Problem("Secret x/c1", "c1", "NoServer: none")));

        assertThat(InventoryRecords.of(report, LATER))
                .isEqualTo(
                        InventorySource.newBuilder()
                                .setSource("argo")
                                .setType("argocd")
                                .setHub("")
                                .setState(InventoryState.valueOf(state.name()))
                                .setReason("why")
                                .setSince(AT)
                                .setFound(28)
                                .setAdmitted(1)
                                .setProbing(2)
                                .setDuplicate(3)
                                .setRejected(4)
                                .setLeaving(5)
                                .setGone(6)
                                .setProblems(
                                        List.of(
                                                new InventoryProblem(
                                                        "Secret x/c1", "c1", "NoServer: none")))
                                .setDecidedAt(LATER)
                                .build());
    }

    private static Registered registered(Standing standing, ClusterMembership membership) {
        return new Registered(
                "c1",
                "Prod",
                new TreeMap<>(Map.of("env", "edge")),
                new ClusterEndpoint("argocd:x/c1", "https://c1", "ca", "TOKEN", AT, "hmac:1"),
                new Origin("argo", "Secret x/c1"),
                new Admitted(standing, "why", "uid", LATER),
                SETTINGS,
                membership,
                true);
    }
}
