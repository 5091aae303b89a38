package org.registryfleet.registrydeployer.imageconfig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;

class RegistryAddressTest {

    private static final String HOST = "image-registry.openshift-image-registry.svc";

    @ParameterizedTest
    @CsvSource({
        "5000, :5000",
        "443, ''",
        "8443, :8443",
    })
    void namesThePortUnlessItIsThatOfHttps(int port, String suffix) {
        var address = RegistryAddress.of(Cluster.empty().withService(port).inputs()).orElseThrow();

        assertThat(address.hostname()).isEqualTo(HOST + suffix);
        assertThat(address.clusterLocalHostname()).isEqualTo(HOST + ".cluster.local" + suffix);
    }

    @Test
    void isUnknownWithoutAService() {
        assertThat(RegistryAddress.of(Cluster.empty().inputs())).isEmpty();
    }

    @Test
    void isUnknownForAServiceWithoutPorts() {
        var cluster =
                Cluster.empty()
                        .with(
                                """
                                apiVersion: v1
                                kind: Service
                                metadata: {name: image-registry, namespace: openshift-image-registry}
                                spec: {clusterIP: None}
                                """);

        assertThat(RegistryAddress.of(cluster.inputs())).isEmpty();
    }

    @Test
    void staysUntilADeletedServiceIsGone() {
        var cluster =
                Cluster.empty()
                        .withConfig("{managementState: Removed}")
                        .with(
                                """
                                apiVersion: v1
                                kind: Service
                                metadata:
                                  name: image-registry
                                  namespace: openshift-image-registry
                                  deletionTimestamp: 2026-01-01T00:00:00Z
                                spec: {ports: [{port: 5000}]}
                                """);

        assertThat(RegistryAddress.of(cluster.inputs())).isPresent();
    }

    @Test
    void isKnownAsSoonAsTheServiceIsWanted() {
        assertThat(RegistryAddress.of(managed("{managementState: Managed, httpSecret: s}")))
                .contains(new RegistryAddress(HOST, 5000));
    }

    @Test
    void isUnknownWhileTheConfigIsRefused() {
        assertThat(
                        RegistryAddress.of(
                                managed("{managementState: Managed, httpSecret: s, replicas: -1}")))
                .isEmpty();
    }

    private static OperandInputs managed(String spec) {
        var storage = new UpstreamStorage("uid", 1, true, StorageContribution.none());
        return OperandInputs.of(
                Cluster.empty().withConfig(spec).objects(), storage, Cluster.IMAGES);
    }
}
