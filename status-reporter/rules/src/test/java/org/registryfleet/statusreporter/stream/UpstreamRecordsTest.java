package org.registryfleet.statusreporter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.registryfleet.statusreporter.StatusScenario.NOW;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ErrorClass;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.RegistryPhase;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;

/** What the earlier stages say, value by value. */
class UpstreamRecordsTest {

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("rule")
                    .setReason("r")
                    .setDecidedAt(NOW)
                    .setBasis(List.of())
                    .build();

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, WORKING",
        "BOOTSTRAPPING, WORKING",
        "PENDING, WORKING",
        "REMOVING, REMOVING",
        "READY, DONE",
        "FAILED, DONE",
        "REMOVED, DONE",
        "UNMANAGED, DONE"
    })
    void readsThePhaseOfTheStorage(StoragePhase phase, PartProgress progress) {
        assertThat(UpstreamRecords.storage(storage(phase, "{}")).progress()).isEqualTo(progress);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, WORKING",
        "WAITING, WORKING",
        "APPLYING, WORKING",
        "REMOVING, REMOVING",
        "APPLIED, DONE",
        "FAILED, DONE",
        "REMOVED, DONE",
        "UNMANAGED, DONE"
    })
    void readsThePhaseOfTheRegistry(RegistryPhase phase, PartProgress progress) {
        var registry = UpstreamRecords.registry(registry(phase));

        assertThat(registry.progress()).isEqualTo(progress);
        assertThat(registry.error()).isEqualTo(UpstreamApplyError.none());
    }

    @ParameterizedTest
    @CsvSource({
        "INFRASTRUCTURE, false, ''",
        "INFERRED, true, ''",
        "UNDETERMINED, false, no nodes; no Infrastructure"
    })
    void readsWhereThePlatformIsKnownFrom(
            PlatformSource source, boolean isInferred, String undetermined) {
        var platform =
                UpstreamRecords.platform(
                        PlatformDetected.newBuilder()
                                .setCluster("c1")
                                .setPlatform("VSphere")
                                .setSource(source)
                                .setRecognised(true)
                                .setStorageClasses(List.of())
                                .setWarnings(List.of("no nodes", "no Infrastructure"))
                                .setEvidence(List.of())
                                .setDecision(DECISION)
                                .build());

        assertThat(platform.isInferred()).isEqualTo(isInferred);
        assertThat(platform.undetermined()).isEqualTo(undetermined);
    }

    @Test
    void refusesAStatusThatIsNotJson() {
        assertThatThrownBy(() -> UpstreamRecords.storage(storage(StoragePhase.READY, "{")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StorageProvisioned");
    }

    private static StorageProvisioned storage(StoragePhase phase, String status) {
        return StorageProvisioned.newBuilder()
                .setCluster("c1")
                .setPhase(phase)
                .setErrorClass(ErrorClass.NONE)
                .setStatusStorage(status)
                .setDecision(DECISION)
                .build();
    }

    private static RegistryDeployed registry(RegistryPhase phase) {
        return RegistryDeployed.newBuilder()
                .setCluster("c1")
                .setPhase(phase)
                .setErrorClass(ErrorClass.NONE)
                .setDecision(DECISION)
                .build();
    }
}
