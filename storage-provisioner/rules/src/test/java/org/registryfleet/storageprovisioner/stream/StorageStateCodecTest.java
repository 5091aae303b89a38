package org.registryfleet.storageprovisioner.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.Decision;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.events.StorageClassFact;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.story.Yaml;

import java.time.Instant;
import java.util.List;

class StorageStateCodecTest {

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("r")
                    .setReason("because")
                    .setDecidedAt(Instant.EPOCH)
                    .setBasis(List.of())
                    .build();

    private final StorageStateCodec codec = new StorageStateCodec();

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(StoragePhase phase) {
        var state =
                new StorageResultState(
                        "uid-1",
                        7,
                        phase,
                        "PVC",
                        StorageError.ofSync("NotFound", "not found"),
                        new AppliedStorage(
                                Yaml.object("{pvc: {claim: a}, managementState: Managed}"),
                                true,
                                List.of(StorageCondition.exists("PVC Exists", ""))),
                        PodContribution.claim("a"),
                        List.of("w"));

        assertThat(codec.decode(codec.encode("c1", state, DECISION))).isEqualTo(state);
    }

    @Test
    void writesTheContributionAsTheDeployerReadsIt() {
        assertThat(PodContribution.claim("a"))
                .isEqualTo(
                        Yaml.object(
                                """
                                env:
                                - {name: REGISTRY_STORAGE, value: filesystem}
                                - {name: REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY, value: /registry}
                                volumes:
                                - {name: registry-storage, persistentVolumeClaim: {claimName: a}}
                                volumeMounts:
                                - {name: registry-storage, mountPath: /registry}
                                secretData: {}
                                dependencies: []
                                """));
        assertThat(PodContribution.emptyDir().at("/volumes/0"))
                .isEqualTo(Yaml.object("{name: registry-storage, emptyDir: {}}"));
    }

    @Test
    void refusesAStatusThatIsNotJson() {
        var state =
                new StorageResultState(
                        "uid-1",
                        7,
                        StoragePhase.READY,
                        "PVC",
                        StorageError.none(),
                        AppliedStorage.nothing(),
                        PodContribution.emptyDir(),
                        List.of());
        var record = (StorageProvisioned) codec.encode("c1", state, DECISION);
        record.setStatusStorage("{");

        assertThatThrownBy(() -> codec.decode(record))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StorageProvisioned");
    }

    @ParameterizedTest
    @CsvSource({
        "INFRASTRUCTURE, true, false",
        "INFERRED, true, true",
        "UNDETERMINED, false, false"
    })
    void readsWhereThePlatformIsKnownFrom(
            PlatformSource source, boolean isDetermined, boolean isInferred) {
        var record = platform(source);

        var facts = PlatformRecords.facts(record);

        assertThat(facts.determined()).isEqualTo(isDetermined);
        assertThat(facts.inferred()).isEqualTo(isInferred);
    }

    @Test
    void readsThePlatform() {
        var facts = PlatformRecords.facts(platform(PlatformSource.INFERRED));

        assertThat(facts.type()).isEqualTo("VSphere");
        assertThat(facts.determined()).isTrue();
        assertThat(facts.inferred()).isTrue();
        assertThat(facts.isSingleReplica()).isTrue();
        assertThat(facts.blockOnlyDefault()).isPresent();
    }

    private static PlatformDetected platform(PlatformSource source) {
        return PlatformDetected.newBuilder()
                .setCluster("c1")
                .setPlatform("VSphere")
                .setSource(source)
                .setRecognised(true)
                .setSingleReplicaTopology(true)
                .setStorageClasses(
                        List.of(new StorageClassFact("thin", "p", true, List.of("ReadWriteOnce"))))
                .setEvidence(List.of())
                .setDecision(DECISION)
                .build();
    }
}
