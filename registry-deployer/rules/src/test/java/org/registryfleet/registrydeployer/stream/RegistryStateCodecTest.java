package org.registryfleet.registrydeployer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.Decision;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.decision.RegistryState.ErrorClass;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.decision.RegistryState.RegistryError;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.registrydeployer.operand.RolloutChecksums.Checksum;
import org.registryfleet.registrydeployer.operand.StorageContribution.SecretSource;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class RegistryStateCodecTest {

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("apply")
                    .setReason("because")
                    .setDecidedAt(Instant.EPOCH)
                    .setBasis(List.of())
                    .build();

    private static final ObjectRef REF = new ObjectRef("v1", "Secret", "n", "s");
    private static final Checksum COUNTED =
            new Checksum(REF, "u", "5", List.of("sha256:1", "sha256:2"), "sha256:0");

    @Test
    void readsWhatItHasWritten() {
        var codec = new RegistryStateCodec();
        for (var phase : Phase.values()) {
            for (var errorClass : ErrorClass.values()) {
                var state =
                        new RegistryState(
                                "uid",
                                7,
                                phase,
                                new RegistryError(errorClass, "Error", "text"),
                                List.of(new AppliedGeneration("apps", "deployments", "n", "d", 3)),
                                List.of(
                                        new PartFailure(
                                                "nodeca", "no", Instant.ofEpochMilli(5), true)),
                                "4.20.1",
                                List.of("careful"),
                                List.of(),
                                new RolloutChecksums(Map.of(REF, COUNTED)));

                assertThat(codec.decode(codec.encode("c1", state, DECISION))).isEqualTo(state);
            }
        }
    }

    @Test
    void readsTheStoragesContribution() {
        var storage =
                StorageResults.decode(
                        provisioned(
                                """
                                {"env": [{"name": "A", "value": "b"}],
                                 "volumes": [{"name": "v"}], "volumeMounts": [{"name": "m"}],
                                 "secretData": {"K": {"source": {"apiVersion": "v1", "kind": "Secret",
                                   "namespace": "n", "name": "s"}, "pointer": "/data/x", "digest": "hmac:0"}},
                                 "dependencies": [{"kind": "Secret", "name": "s"}]}
                                """));

        assertThat(storage.isReady()).isTrue();
        var contribution = storage.contribution();
        assertThat(contribution.env()).hasSize(1);
        assertThat(contribution.volumes()).hasSize(1);
        assertThat(contribution.volumeMounts()).hasSize(1);
        assertThat(contribution.secretData().get("K"))
                .extracting(SecretSource::pointer, SecretSource::digest)
                .containsExactly("/data/x", "hmac:0");
        assertThat(contribution.dependencies()).containsExactly(OperandObjects.secret("s"));
    }

    @ParameterizedTest
    @EnumSource(StoragePhase.class)
    void takesOnlyReadyStorageForReady(StoragePhase phase) {
        var record = provisioned("{}");
        record.setPhase(phase);

        assertThat(StorageResults.decode(record).isReady()).isEqualTo(phase == StoragePhase.READY);
    }

    @Test
    void refusesAContributionThatIsNotJson() {
        assertThatThrownBy(() -> StorageResults.decode(provisioned("{")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StorageProvisioned provisioned(String contribution) {
        return StorageProvisioned.newBuilder()
                .setCluster("c1")
                .setPhase(StoragePhase.READY)
                .setContribution(contribution)
                .setDecision(DECISION)
                .build();
    }
}
