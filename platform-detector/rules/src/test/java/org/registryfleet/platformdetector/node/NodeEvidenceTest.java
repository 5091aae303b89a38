package org.registryfleet.platformdetector.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.platformdetector.decision.Cluster;

import java.util.List;
import java.util.Map;

class NodeEvidenceTest {

    @ParameterizedTest
    @CsvSource({
        "aws:///eu-west-1a/i-1, AWS",
        "azure:///subscriptions/s, Azure",
        "gce://project/zone/name, GCP",
        "ibm://account///cluster/node, IBMCloud",
        "ibmpowervs://region/zone/s/i, PowerVS",
        "openstack:///uuid, OpenStack",
        "ovirt://uuid, oVirt",
        "vsphere://uuid, VSphere",
        "nutanix://uuid, Nutanix",
        "kubevirt://vm, KubeVirt",
        "baremetalhost:///openshift-machine-api/host, BareMetal",
        "metal3://host, BareMetal",
        "equinixmetal://uuid, EquinixMetal",
        "packet://uuid, EquinixMetal",
        "libvirt:///vm, Libvirt",
        "external://x, External",
        "oci://ocid1, External",
        "ocid1.instance, ''",
        "kind://docker/kind/kind-control-plane, None",
        "k3s://node, None",
        "'', None",
        "strange://x, ''"
    })
    void namesThePlatformOfAProvider(String providerId, String platform) {
        var evidence = of(Cluster.empty().withNode("n1", providerId, Map.of()));

        assertThat(evidence.known()).isTrue();
        assertThat(evidence.platform()).isEqualTo(platform);
        assertThat(evidence.warnings()).hasSize(platform.isEmpty() ? 1 : 0);
    }

    @Test
    void doesNotFollowTheMajorityOfContradictingNodes() {
        var evidence =
                of(
                        Cluster.empty()
                                .withNode("n1", "aws:///1", Map.of())
                                .withNode("n2", "aws:///2", Map.of())
                                .withNode("n3", "vsphere://3", Map.of()));

        assertThat(evidence.platform()).isEmpty();
        assertThat(evidence.warnings())
                .containsExactly(
                        "The nodes name different providers, the platform counts as unknown: aws on"
                                + " Nodes n1, n2; vsphere on Node n3");
    }

    @Test
    void ignoresANodeThatHasNoProviderIdYet() {
        var evidence =
                of(
                        Cluster.empty()
                                .withNode("n1", "aws:///1", Map.of())
                                .withNode("n2", "", Map.of()));

        assertThat(evidence.platform()).isEqualTo("AWS");
        assertThat(evidence.isSingle()).isFalse();
    }

    @Test
    void waitsForNodesThatTheirCloudHasNotInitialised() {
        var evidence =
                of(
                        Cluster.empty()
                                .with(
                                        """
                                        {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {taints:
                                         [{key: node.cloudprovider.kubernetes.io/uninitialized, value: "true"}]}}
                                        """));

        assertThat(evidence.known()).isFalse();
    }

    @Test
    void namesARegionOnlyWhenAllNodesAgree() {
        var here = Map.of("topology.kubernetes.io/region", "r1");
        var there = Map.of("topology.kubernetes.io/region", "r2");
        var agreeing =
                Cluster.empty().withNode("n1", "aws:///1", here).withNode("n2", "aws:///2", here);

        assertThat(of(agreeing).region()).isEqualTo("r1");
        assertThat(of(agreeing.withNode("n3", "aws:///3", there)).region()).isEmpty();
        assertThat(of(agreeing.withNode("n3", "aws:///3", Map.of())).region()).isEmpty();
    }

    @Test
    void namesAFewOfManyNodes() {
        var cluster = Cluster.empty();
        for (int i = 1; i <= 5; i++) {
            cluster = cluster.withNode("n" + i, "aws:///" + i, Map.of());
        }

        assertThat(of(cluster).evidence())
                .contains("spec.providerID with scheme aws on Nodes n1, n2, n3 and 2 more");
    }

    private static NodeEvidence of(Cluster cluster) {
        return NodeEvidence.of(List.copyOf(cluster.snapshot().all()));
    }
}
