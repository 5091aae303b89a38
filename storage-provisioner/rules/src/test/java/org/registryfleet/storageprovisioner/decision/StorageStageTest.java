package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Upstream;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.story.Yaml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class StorageStageTest {

    private final StorageStage stage = new StorageStage(OpenStackStorage.CLAIM);

    @Test
    void keepsTheLastResultWhileTheViewIsIncomplete() {
        var previous =
                new StorageResultState(
                        "u",
                        3,
                        StoragePhase.READY,
                        "PVC",
                        StorageError.none(),
                        AppliedStorage.nothing(),
                        PodContribution.none(),
                        List.of());
        var platform = new DetectedPlatform("AWS", true, false, false, List.of(), false);
        var view =
                View.<StorageResultState>of("c1")
                        .withUpstream(Upstream.none().with(platform))
                        .withPrevious(previous);

        var decision = stage.decide(view, Instant.EPOCH);

        assertThat(decision.result()).isEqualTo(previous);
        assertThat(decision.desired()).isEmpty();
    }

    @Test
    void saysThatItMayNotSeeWhetherThereIsAConfig() {
        var decision = stage.decide(seeing("VSphere", "Config"), Instant.EPOCH);

        assertThat(error(decision))
                .startsWith("unable to create Config cluster: the fleet may not list")
                .endsWith("grant list and watch");
    }

    @Test
    void saysThatItMayNotSeeWhetherThereIsAClaim() {
        var config =
                Yaml.object(
                        "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config,"
                                + " metadata: {name: cluster}, spec: {managementState: Managed,"
                                + " replicas: 1, rolloutStrategy: Recreate, storage: {pvc: {}}}}");
        var view = seeing("VSphere", "PersistentVolumeClaim");
        var objects = view.objects().with(new Observed(RegistryConfig.REF, "u", "1", config));

        var decision = stage.decide(view.withObjects(objects), Instant.EPOCH);

        assertThat(decision.rule()).isEqualTo("storage-held-back");
        assertThat(error(decision))
                .startsWith(
                        "unable to sync storage configuration: unable to create"
                                + " PersistentVolumeClaim"
                                + " openshift-image-registry/image-registry-storage:");
    }

    @Test
    void makesNoConfigWhereItIsNotServed() {
        var config = new UnservedKind(RegistryConfig.REF.apiVersion(), "Config");
        var view = seeing("AWS", "Nothing").withUnserved(Set.of(config));

        var decision = stage.decide(view, Instant.EPOCH);

        assertThat(decision.desired()).isEmpty();
        assertThat(decision.rule()).isEqualTo("config-not-served");
        assertThat(stage.decide(view.withUnserved(Set.of()), Instant.EPOCH).desired())
                .singleElement()
                .satisfies(made -> assertThat(made.ref()).isEqualTo(RegistryConfig.REF));
    }

    private static View<StorageResultState> seeing(String platform, String allBut) {
        var facts = new DetectedPlatform(platform, true, false, false, List.of(), false);
        return View.<StorageResultState>of("c1")
                .withComplete(true)
                .withUpstream(Upstream.none().with(facts))
                .withUnreadable(Set.of(new Unreadable(allBut, "")));
    }

    private static String error(Decision<StorageResultState> decision) {
        return Optional.ofNullable(decision.result()).orElseThrow().error().message();
    }

    @ParameterizedTest
    @CsvSource({
        "imageregistry.operator.openshift.io/v1, Config, '', cluster, true",
        "config.openshift.io/v1, APIServer, '', cluster, true",
        "v1, PersistentVolumeClaim, openshift-image-registry, any, true",
        "v1, PersistentVolumeClaim, default, any, false",
        "apps/v1, Deployment, openshift-image-registry, image-registry, true",
        "apps/v1, Deployment, openshift-image-registry, other, false",
        "v1, Service, openshift-image-registry, image-registry, true",
        "v1, Secret, openshift-image-registry, image-registry-private-configuration, true",
        "v1, Secret, openshift-image-registry, other, false",
        "route.openshift.io/v1, Route, openshift-image-registry, any, true",
        "route.openshift.io/v1, Route, default, any, false",
        "v1, Node, '', n1, false"
    })
    void concernsWhatItDecidesFrom(
            String apiVersion, String kind, String namespace, String name, boolean concerned) {
        assertThat(stage.concerns(new ObjectRef(apiVersion, kind, namespace, name)))
                .isEqualTo(concerned);
    }
}
