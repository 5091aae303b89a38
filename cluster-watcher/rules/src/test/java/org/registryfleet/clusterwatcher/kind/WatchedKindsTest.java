package org.registryfleet.clusterwatcher.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedKindsTest {

    @Test
    void everyClusterHasThirtySixDistinctWatches() {
        var watches =
                WatchedKinds.all().stream()
                        .map(watched -> watched.path() + "?" + watched.fieldSelector())
                        .toList();

        assertThat(watches).hasSize(36).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Config | /apis/imageregistry.operator.openshift.io/v1/configs | -",
                "Secret openshift-config/pull-secret | /api/v1/namespaces/openshift-config/secrets"
                        + " | metadata.name=pull-secret",
                "Deployment openshift-image-registry"
                        + " | /apis/apps/v1/namespaces/openshift-image-registry/deployments | -",
                "ClusterOperator image-registry"
                        + " | /apis/config.openshift.io/v1/clusteroperators"
                        + " | metadata.name=image-registry"
            })
    void describesWhereItWatches(String description, String path, String selector) {
        var watched =
                WatchedKinds.all().stream()
                        .filter(row -> row.description().equals(description))
                        .findFirst()
                        .orElseThrow();

        assertThat(watched.path()).isEqualTo(path);
        assertThat(watched.fieldSelector()).isEqualTo(selector == null ? "" : selector);
        assertThat(watched.written()).isTrue();
    }

    @Test
    void keepsOfANodeOnlyWhatIdentifiesItsPlatform() throws Exception {
        var node =
                """
                {"apiVersion": "v1", "kind": "Node",
                  "metadata": {"name": "n1", "uid": "u", "labels": {"a": "b"}, "annotations": {"c": "d"}},
                  "spec": {"providerID": "aws:///eu-west-1a/i-1", "podCIDR": "10.0.0.0/24", "taints": [
                    {"key": "node.cloudprovider.kubernetes.io/uninitialized"}, {"key": "other"}]},
                  "status": {"conditions": []}}
                """;

        assertThat(Reduction.NODE.of(object(node)))
                .isEqualTo(
                        object(
                                """
                                {"apiVersion": "v1", "kind": "Node",
                                  "metadata": {"name": "n1", "uid": "u", "labels": {"a": "b"}},
                                  "spec": {"providerID": "aws:///eu-west-1a/i-1", "taints": [
                                    {"key": "node.cloudprovider.kubernetes.io/uninitialized"}]}}
                                """));
    }

    @Test
    void leavesOutWhatANodeDoesNotSay() throws Exception {
        var node = "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"n1\"}}";

        assertThat(Reduction.NODE.of(object(node)))
                .isEqualTo(
                        object(
                                "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\":"
                                        + " {\"name\": \"n1\"}, \"spec\": {}}"));
        assertThat(Reduction.NONE.of(object(node))).isEqualTo(object(node));
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree(json);
    }
}
