package org.registryfleet.registrydeployer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class RegistryStageTest {

    private static final String MANAGED =
            "{managementState: Managed, replicas: 1, httpSecret: 'hmac:00000000000000000000000000000009'}";
    private static final String REMOVED = "{managementState: Removed, replicas: 1}";

    private static String managed(String more) {
        return MANAGED.replace("replicas: 1", more);
    }

    @Test
    void writesEveryObjectOnceAndThenNothing() {
        var cluster = LoopedCluster.installed().config(MANAGED);

        var writes = cluster.settle();

        assertThat(writes.stream().map(Change::ref).toList()).doesNotHaveDuplicates();
        assertThat(cluster.settle()).isEmpty();
        assertThat(cluster.state().phase()).isEqualTo(Phase.APPLIED);
    }

    @Test
    void writesTheDeploymentRightAfterItsAccountAndSecrets() {
        var writes = LoopedCluster.installed().config(MANAGED).settle();

        assertThat(writes.stream().map(Change::ref).limit(4))
                .containsExactly(
                        OperandObjects.SERVICE_ACCOUNT,
                        OperandObjects.PULL_SECRETS,
                        OperandObjects.PRIVATE_CONFIGURATION,
                        OperandObjects.DEPLOYMENT);
    }

    @Test
    void recordsGenerationsOnceObjectsAreAsDesiredAndKeepsThemAfterRemoval() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();
        var generations = cluster.state().generations();
        assertThat(generations)
                .extracting(AppliedGeneration::resource)
                .containsExactly("daemonsets", "deployments");

        cluster.config(REMOVED).settle();

        assertThat(cluster.state().generations()).isEqualTo(generations);
        assertThat(cluster.state().phase()).isEqualTo(Phase.REMOVED);
        assertThat(cluster.has(OperandObjects.DEPLOYMENT)).isFalse();
        assertThat(cluster.has(OperandObjects.NODE_CA)).isTrue();
    }

    @Test
    void keepsTheGenerationWhileUnmanaged() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();
        var generations = cluster.state().generations();

        cluster.config("{managementState: Unmanaged, replicas: 1}");
        cluster.with(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: image-registry,"
                        + " namespace: openshift-image-registry}, spec: {replicas: 5}}");

        assertThat(cluster.settle()).isEmpty();
        assertThat(cluster.state().generations()).isEqualTo(generations);
        assertThat(cluster.state().phase()).isEqualTo(Phase.UNMANAGED);
    }

    @ParameterizedTest
    @CsvSource({"Force", "Unmanaged", "''"})
    void leavesTheRegistryAloneInOtherStates(String state) {
        var cluster =
                LoopedCluster.installed().config("{managementState: '" + state + "', replicas: 1}");
        cluster.settle();

        assertThat(cluster.has(OperandObjects.SERVICE_ACCOUNT)).isFalse();
        assertThat(cluster.has(OperandObjects.NODE_CA)).isTrue();
        assertThat(cluster.state().phase()).isEqualTo(Phase.UNMANAGED);
    }

    @Test
    void waitsForTheStorageOfThisGeneration() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();
        var before = cluster.state();

        cluster.configOnly(managed("replicas: 3"));

        assertThat(cluster.settle()).isEmpty();
        assertThat(cluster.state().phase()).isEqualTo(Phase.WAITING);
        assertThat(cluster.state().configGeneration()).isEqualTo(before.configGeneration());
        cluster.storageReady().settle();
        assertThat(cluster.object(OperandObjects.DEPLOYMENT).at("/spec/replicas").asInt())
                .isEqualTo(3);
    }

    @Test
    void waitsForTheSharedSecret() {
        var cluster = LoopedCluster.installed().config("{managementState: Managed, replicas: 1}");
        cluster.settle();

        assertThat(cluster.has(OperandObjects.DEPLOYMENT)).isFalse();
        assertThat(cluster.state().phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void rollsNothingWhenItsOwnCertificatesAndPullSecretsAreWritten() {
        var cluster = LoopedCluster.installed().config(MANAGED);

        var deployments =
                cluster.settle().stream()
                        .filter(write -> write.ref().equals(OperandObjects.DEPLOYMENT))
                        .toList();

        assertThat(deployments).hasSize(1);
    }

    @Test
    void rollsThePodsWhenTheServingCertificateChanges() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();

        cluster.with(
                "{apiVersion: v1, kind: Secret, metadata: {name: image-registry-tls,"
                        + " namespace: openshift-image-registry}, data: {tls.crt: x}}");

        assertThat(cluster.settle().stream().map(Change::ref))
                .containsExactly(OperandObjects.DEPLOYMENT);
    }

    @Test
    void removesEverythingWhileTheConfigIsBeingDeleted() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();

        cluster.with(
                "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name:"
                        + " cluster, deletionTimestamp: x, finalizers:"
                        + " [imageregistry.operator.openshift.io/finalizer]}, spec: {managementState:"
                        + " Managed, replicas: 1}}");
        cluster.settle();

        assertThat(cluster.has(OperandObjects.DEPLOYMENT)).isFalse();
        assertThat(cluster.has(OperandObjects.CLUSTER_ROLE)).isFalse();
        assertThat(cluster.state().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void removesRoutesOfOursThatTheConfigNoLongerNames() {
        var route = OperandObjects.route("old");
        var cluster =
                LoopedCluster.installed()
                        .with(
                                "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: old,"
                                        + " namespace: openshift-image-registry, annotations:"
                                        + " {imageregistry.openshift.io: 'true'}}}")
                        .config(REMOVED);

        assertThat(cluster.settle().stream().map(Change::ref)).contains(route);
        assertThat(cluster.has(route)).isFalse();
    }

    @Test
    void repairsEditsOfEveryObject() {
        var edits =
                Map.<ObjectRef, String>of(
                        OperandObjects.SERVICE,
                        "spec: {ports: [{port: 1}], selector: {a: b}}",
                        OperandObjects.CLUSTER_ROLE,
                        "rules: []",
                        OperandObjects.DISRUPTION_BUDGET,
                        "spec: {maxUnavailable: 1}",
                        OperandObjects.NETWORK_POLICY,
                        "spec: {}",
                        OperandObjects.PRIVATE_CONFIGURATION,
                        "data: {x: y}",
                        OperandObjects.PULL_SECRETS,
                        "type: kubernetes.io/dockerconfigjson, data: {x: y}",
                        OperandObjects.DEPLOYMENT,
                        "spec: {replicas: 9, selector: {matchLabels: {docker-registry: default}}}");
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();

        edits.forEach(
                (ref, edit) -> {
                    cluster.with(
                            "{apiVersion: %s, kind: %s, metadata: {name: '%s', namespace: '%s'}, %s}"
                                    .formatted(
                                            ref.apiVersion(),
                                            ref.kind(),
                                            ref.name(),
                                            ref.namespace(),
                                            edit));
                    assertThat(cluster.settle().stream().map(Change::ref))
                            .as("after an edit of %s", ref)
                            .containsExactly(ref);
                });
    }

    @Test
    void asksForNothingWhereAnOperatorDeploys() {
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .with(
                                "{apiVersion: apps/v1, kind: Deployment, metadata: {name:"
                                        + " cluster-image-registry-operator, namespace:"
                                        + " openshift-image-registry}}");

        assertThat(cluster.settle()).isEmpty();
        assertThat(cluster.state().phase()).isEqualTo(Phase.UNMANAGED);
    }

    @Test
    void deploysTheReleaseOfTheCluster() {
        var older = new OperandImages("registry:4.19", "cli:4.19", "op:4.19", "4.19.8");
        var stage = new RegistryStage(new Releases(LoopedCluster.IMAGES, Map.of("4.19.8", older)));
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .with(
                                "{apiVersion: config.openshift.io/v1, kind: ClusterVersion, metadata:"
                                        + " {name: version}, status: {desired: {version: 4.19.8}}}");

        var decision = stage.decide(cluster.view(), Instant.EPOCH);

        assertThat(decision.desired())
                .filteredOn(desired -> desired.ref().equals(OperandObjects.DEPLOYMENT))
                .singleElement()
                .satisfies(
                        deployment ->
                                assertThat(deployment.toString())
                                        .contains("registry:4.19", "4.19.8"));
        assertThat(java.util.Objects.requireNonNull(decision.result()).release())
                .isEqualTo("4.19.8");
    }

    @Test
    void asksForNothingWhereAHostedControlPlaneDeploys() {
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .with(
                                "{apiVersion: config.openshift.io/v1, kind: Infrastructure,"
                                        + " metadata: {name: cluster}, status:"
                                        + " {controlPlaneTopology: External}}");

        assertThat(cluster.settle()).isEmpty();
        assertThat(cluster.state().phase()).isEqualTo(Phase.UNMANAGED);
    }

    @Test
    void asksForNothingWhileItOnlyObserves() {
        var observed =
                new Registration(
                        "c1", "", Map.of(), Registration.Ownership.OBSERVE, false, Map.of());
        var cluster = LoopedCluster.installed().config(MANAGED);

        var decision =
                new RegistryStage(Releases.only(LoopedCluster.IMAGES))
                        .decide(cluster.view().withRegistration(observed), Instant.EPOCH);

        assertThat(decision.rule()).isEqualTo("observe");
        assertThat(decision.desired()).isEqualTo(List.<Desired>of());
    }

    @Test
    void asksForNothingWhereThePlatformKnewAnOperator() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        var known = new UpstreamStorage("", 0, false, StorageContribution.none(), true, "");
        var view = cluster.view();

        var decision =
                new RegistryStage(Releases.only(LoopedCluster.IMAGES))
                        .decide(
                                view.withRegistration(null)
                                        .withUpstream(view.upstream().with(known)),
                                Instant.EPOCH);

        assertThat(decision.rule()).isEqualTo("observe");
        assertThat(decision.desired()).isEqualTo(List.<Desired>of());
    }

    @Test
    void asksForNothingWhilePaused() {
        var paused =
                new Registration("c1", "", Map.of(), Registration.Ownership.FULL, true, Map.of());
        var cluster = LoopedCluster.installed().config(MANAGED);

        var decision =
                new RegistryStage(Releases.only(LoopedCluster.IMAGES))
                        .decide(cluster.view().withRegistration(paused), Instant.EPOCH);

        assertThat(decision.desired()).isEqualTo(List.<Desired>of());
    }
}
