package org.registryfleet.platformdetector.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Registration.Ownership;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.Map;

class PlatformStageTest {

    private static final String OPERATOR_RUNS =
            """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: cluster-image-registry-operator,
             namespace: openshift-image-registry}, spec: {replicas: 1}}
            """;

    @ParameterizedTest
    @CsvSource({
        "AWS, s3",
        "Azure, azure",
        "GCP, gcs",
        "IBMCloud, ibmcos",
        "PowerVS, ibmcos",
        "OpenStack, swift",
        "oVirt, ''",
        "BareMetal, ''",
        "VSphere, ''",
        "None, ''",
        "Nutanix, ''",
        "KubeVirt, ''",
        "EquinixMetal, ''",
        "AlibabaCloud, ''",
        "External, ''",
        "Libvirt, ''"
    })
    void recognisesEveryPlatformAndItsObjectStorage(String type, String objectStorage) {
        var facts = Cluster.empty().withPlatform(type).facts();

        assertThat(facts.platform()).isEqualTo(type);
        assertThat(facts.source()).isEqualTo(PlatformSource.INFRASTRUCTURE);
        assertThat(facts.recognised()).isTrue();
        assertThat(facts.objectStorage()).isEqualTo(objectStorage);
        assertThat(facts.infrastructureName()).isEqualTo("test-abcde");
        assertThat(facts.warnings()).isEmpty();
        assertThat(facts.evidence())
                .contains("Infrastructure cluster status.platformStatus.type=" + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FutureCloud", "aws", "vsphere"})
    void keepsAnUnknownTypeAndSaysSo(String type) {
        var facts = Cluster.empty().withPlatform(type).facts();

        assertThat(facts.platform()).isEqualTo(type);
        assertThat(facts.recognised()).isFalse();
        assertThat(facts.objectStorage()).isEmpty();
        assertThat(facts.warnings()).containsExactly("No rule for the platform type " + type);
    }

    @Test
    void takesAnEmptyTypeAsUnknownWithoutAWarning() {
        var facts = Cluster.empty().withPlatform("").facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.INFRASTRUCTURE);
        assertThat(facts.recognised()).isFalse();
        assertThat(facts.warnings()).isEmpty();
    }

    @Test
    void waitsForThePlatformStatusAndNamesTheDeprecatedPlatform() {
        var facts =
                Cluster.empty()
                        .withInfrastructure("{platform: AWS, infrastructureName: x}")
                        .facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.UNDETERMINED);
        assertThat(facts.platform()).isEmpty();
        assertThat(facts.warnings())
                .singleElement()
                .asString()
                .contains("no platformStatus yet", "status.platform says AWS");
        assertThat(facts.evidence())
                .contains("Infrastructure cluster has no status.platformStatus");
    }

    @Test
    void takesAPlatformStatusWithoutATypeAsUnknown() {
        var facts = Cluster.empty().withInfrastructure("{platformStatus: {}}").facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.INFRASTRUCTURE);
        assertThat(facts.recognised()).isFalse();
        assertThat(facts.warnings()).hasSize(1);
    }

    @Test
    void waitsForTheStatusOfANewInfrastructure() {
        var facts =
                Cluster.empty()
                        .withInfrastructure("{}")
                        .withNode("n1", "aws:///a/i-1", Map.of())
                        .facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.UNDETERMINED);
        assertThat(facts.warnings()).containsExactly("The Infrastructure object has no status yet");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS, aws: {region: r-1}",
        "GCP, gcp: {region: r-1}",
        "IBMCloud, ibmcloud: {location: r-1}",
        "PowerVS, powervs: {region: r-1}",
        "AlibabaCloud, alibabaCloud: {region: r-1}"
    })
    void readsTheRegion(String type, String block) {
        var facts =
                Cluster.empty()
                        .withInfrastructure("{platformStatus: {type: " + type + ", " + block + "}}")
                        .facts();

        assertThat(facts.region()).isEqualTo("r-1");
    }

    @Test
    void fallsBackToTheRegionOfTheNodes() {
        var region = Map.of("topology.kubernetes.io/region", "westeurope");
        var facts =
                Cluster.empty()
                        .withPlatform("Azure")
                        .withNode("n1", "azure:///1", region)
                        .withNode("n2", "azure:///2", region)
                        .facts();

        assertThat(facts.region()).isEqualTo("westeurope");
        assertThat(facts.evidence())
                .contains("label topology.kubernetes.io/region=westeurope on every Node");
    }

    @ParameterizedTest
    @CsvSource({
        "SingleReplica, true",
        "HighlyAvailable, false",
        "External, false",
        "DualReplica, false"
    })
    void readsTheTopology(String topology, boolean single) {
        var facts =
                Cluster.empty()
                        .withInfrastructure(
                                "{platformStatus: {type: None}, infrastructureTopology: "
                                        + topology
                                        + "}")
                        .facts();

        assertThat(facts.singleReplicaTopology()).isEqualTo(single);
        assertThat(facts.warnings()).hasSize(single ? 1 : 0);
    }

    @Test
    void isUndeterminedWithNothingObserved() {
        var facts = Cluster.empty().facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.UNDETERMINED);
        assertThat(facts.evidence())
                .containsExactly("no Infrastructure cluster observed", "no Node observed");
    }

    @Test
    void infersFromNodesWhereThereIsNoInfrastructure() {
        var facts = Cluster.empty().withNode("n1", "vsphere://4221-a", Map.of()).facts();

        assertThat(facts.source()).isEqualTo(PlatformSource.INFERRED);
        assertThat(facts.platform()).isEqualTo("VSphere");
        assertThat(facts.singleReplicaTopology()).isTrue();
        assertThat(facts.evidence())
                .containsExactly(
                        "no Infrastructure cluster observed",
                        "spec.providerID with scheme vsphere on Node n1",
                        "number of Nodes=1");
    }

    @Test
    void infersNothingWhileTheInfrastructureMayNotBeListed() {
        var forbidden = new Unreadable("Infrastructure", "");
        var nodes = Cluster.empty().withNode("n1", "aws:///us-east-1a/i-1", Map.of());

        assertThat(nodes.facts(forbidden).source()).isEqualTo(PlatformSource.UNDETERMINED);
        assertThat(nodes.facts(forbidden).warnings())
                .singleElement()
                .asString()
                .contains("infrastructures.config.openshift.io", "grant list and watch");
        assertThat(nodes.withPlatform("AWS").facts(forbidden).source())
                .isEqualTo(PlatformSource.INFRASTRUCTURE);
    }

    @Test
    void seesTheInClusterOperator() {
        assertThat(Cluster.empty().with(OPERATOR_RUNS).facts().operatorPresent()).isTrue();
        assertThat(Cluster.empty().facts().operatorPresent()).isFalse();
    }

    @Test
    void countsTheOperatorOfAHostedControlPlane() {
        var hosted =
                Cluster.empty()
                        .withInfrastructure(
                                "{platformStatus: {type: AWS}, controlPlaneTopology: External}");

        assertThat(hosted.facts().operatorPresent()).isTrue();
        assertThat(hosted.facts().evidence())
                .contains("Infrastructure cluster status.controlPlaneTopology=External");
    }

    @Test
    void countsAnOperatorThatItMayNotSee() {
        var forbidden = Unreadable.of(PlatformStage.OPERATOR);

        assertThat(Cluster.empty().facts(forbidden).operatorPresent()).isTrue();
        assertThat(Cluster.empty().facts(forbidden).warnings())
                .anySatisfy(warning -> assertThat(warning).contains("grant list and watch"));
    }

    @ParameterizedTest
    @CsvSource({"AUTO, true", "FULL, false"})
    void anOperatorThatGoesIsWaitedForUnlessSomebodyAsksForMore(Ownership mode, boolean present) {
        var before = Cluster.empty().with(OPERATOR_RUNS).facts();
        var view =
                View.<PlatformFacts>of("c1")
                        .withRegistration(
                                new Registration("c1", "", Map.of(), mode, false, Map.of()))
                        .withComplete(true)
                        .withPrevious(before);

        var facts = new PlatformStage().decide(view, Instant.EPOCH).result();

        assertThat(facts).isNotNull();
        assertThat(facts.operatorPresent()).isEqualTo(present);
        assertThat(facts.warnings().stream().anyMatch(w -> w.contains("with mode full")))
                .isEqualTo(present);
    }

    @Test
    void warnsAboutAnOperatorScaledToZero() {
        var facts =
                Cluster.empty()
                        .with(
                                """
                                {apiVersion: apps/v1, kind: Deployment, metadata: {name: cluster-image-registry-operator,
                                 namespace: openshift-image-registry}, spec: {replicas: 0}}
                                """)
                        .facts();

        assertThat(facts.operatorPresent()).isTrue();
        assertThat(facts.warnings()).singleElement().asString().contains("scaled to zero");
    }

    @Test
    void keepsTheLastResultWhileTheViewIsIncomplete() {
        var previous = Cluster.empty().withPlatform("AWS").facts();
        var view = View.<PlatformFacts>of("c1").withPrevious(previous);

        var decision = new PlatformStage().decide(view, Instant.EPOCH);

        assertThat(decision.result()).isEqualTo(previous);
    }

    @Test
    void asksForNothing() {
        var view =
                View.<PlatformFacts>of("c1")
                        .withComplete(true)
                        .withObjects(Cluster.empty().withPlatform("AWS").snapshot());

        assertThat(new PlatformStage().decide(view, Instant.EPOCH).desired()).isEmpty();
    }

    @Test
    void concernsOnlyItsOwnObjects() {
        var stage = new PlatformStage();

        assertThat(stage.concerns(InfrastructureFinding.REF)).isTrue();
        assertThat(stage.concerns(ObjectRef.clusterScoped("v1", "Node", "n1"))).isTrue();
        assertThat(
                        stage.concerns(
                                ObjectRef.clusterScoped(
                                        "storage.k8s.io/v1", "StorageClass", "thin")))
                .isTrue();
        assertThat(stage.concerns(PlatformStage.OPERATOR)).isTrue();
        assertThat(stage.concerns(PlatformStage.OPERATOR.named("image-registry"))).isFalse();
        assertThat(
                        stage.concerns(
                                ObjectRef.clusterScoped(
                                        "config.openshift.io/v1", "Node", "cluster")))
                .isFalse();
    }
}
