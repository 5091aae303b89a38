package org.registryfleet.statusreporter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.AppliedGeneration;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ErrorClass;
import org.registryfleet.events.OperandFailure;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.RegistryPhase;
import org.registryfleet.events.StorageClassFact;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.ledger.Contested;
import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Instant;
import java.util.List;

class StatusCodecTest {

    private static final ContestedField CONTESTED =
            new ContestedField(
                    new ObjectRef("apps/v1", "Deployment", "ns", "image-registry"),
                    false,
                    "/spec/template/spec/containers/0/image",
                    Contested.Stand.REWRITTEN,
                    "\"registry:1\"",
                    "\"mirror/registry:1\"",
                    Observed.FLEET,
                    Instant.parse("2026-11-20T10:00:00Z"));

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("A8-P9-D9")
                    .setReason("r")
                    .setDecidedAt(NOW)
                    .setBasis(List.of())
                    .build();

    @Test
    void survivesTheLog() {
        var state =
                new ClusterStatusState(
                        "VSphere",
                        "PVC",
                        "Managed",
                        Connectivity.State.CONNECTED,
                        new StatusSummary(HealthStatus.DEGRADED, "RouteDegraded", "m"),
                        "hint",
                        List.of(
                                new Condition("Available", ConditionStatus.TRUE, "Ready", "m", NOW),
                                new Condition("Theirs", ConditionStatus.UNKNOWN, "", "", null)),
                        List.of(),
                        2,
                        PrunerInstallation.SUSPENDED,
                        List.of(CONTESTED),
                        List.of(new RegistryProblem("Unschedulable", "0 of 1 pods ready")),
                        true,
                        NOW);
        var codec = new StatusCodec();
        var events = Events.singleObject();

        var read = events.decode(events.encode(codec.encode("c1", state, DECISION)));

        assertThat(codec.decode(read)).isEqualTo(state);
    }

    @Test
    void readsTheStorage() {
        var record =
                StorageProvisioned.newBuilder()
                        .setCluster("c1")
                        .setConfigUid("u")
                        .setConfigGeneration(3)
                        .setPhase(StoragePhase.PENDING)
                        .setErrorClass(ErrorClass.PERMANENT)
                        .setErrorReason("StorageNotConfigured")
                        .setErrorMessage("m")
                        .setStatusStorage("{\"emptyDir\":{}}")
                        .setConditions(
                                List.of(
                                        org.registryfleet.events.Condition.newBuilder()
                                                .setType("StorageExists")
                                                .setStatus("True")
                                                .build()))
                        .setDecision(DECISION)
                        .build();

        var storage = UpstreamRecords.storage(record);

        assertThat(storage.basis().generation()).isEqualTo(3);
        assertThat(storage.progress()).isEqualTo(PartProgress.WORKING);
        assertThat(storage.error())
                .isEqualTo(new UpstreamApplyError.Permanent("StorageNotConfigured", "m"));
        assertThat(storage.statusStorage().has("emptyDir")).isTrue();
        assertThat(storage.conditions().getFirst().status()).isEqualTo(ConditionStatus.TRUE);
    }

    @Test
    void readsTheRegistry() {
        var record =
                RegistryDeployed.newBuilder()
                        .setCluster("c1")
                        .setPhase(RegistryPhase.REMOVING)
                        .setErrorClass(ErrorClass.TRANSIENT)
                        .setErrorMessage("m")
                        .setGenerations(
                                List.of(new AppliedGeneration("apps", "deployments", "n", "d", 4L)))
                        .setFailures(List.of(new OperandFailure("nodeca", "f", NOW, false)))
                        .setDecision(DECISION)
                        .build();

        var registry = UpstreamRecords.registry(record);

        assertThat(registry.progress()).isEqualTo(PartProgress.REMOVING);
        assertThat(registry.error()).isEqualTo(new UpstreamApplyError.Transient("m"));
        assertThat(registry.generations().getFirst().lastGeneration()).isEqualTo(4);
        assertThat(registry.failuresOf("nodeca").getFirst().since()).isEqualTo(NOW);
    }

    @Test
    void readsThePlatform() {
        var record =
                PlatformDetected.newBuilder()
                        .setCluster("c1")
                        .setPlatform("VSphere")
                        .setSource(PlatformSource.INFRASTRUCTURE)
                        .setRecognised(true)
                        .setOperatorPresent(true)
                        .setStorageClasses(
                                List.of(
                                        new StorageClassFact(
                                                "thin", "p", true, List.of("ReadWriteOnce"))))
                        .setEvidence(List.of())
                        .setDecision(DECISION)
                        .build();

        var platform = UpstreamRecords.platform(record);

        assertThat(platform.operatorPresent()).isTrue();
        assertThat(platform.storageClasses().getFirst().offers("ReadWriteOnce")).isTrue();
    }
}
