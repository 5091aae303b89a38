package org.registryfleet.registrydeployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.registrydeployer.deployment.DeploymentCase.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.SecretValue;

class RegistryDeploymentTest {

    @ParameterizedTest
    @CsvSource({
        "Debug,   0, debug",
        "Trace,   1, debug",
        "TraceAll,2, debug",
        "Normal,  0, info",
        "Normal,  1, warn",
        "Normal,  2, info",
        "Normal,  3, info",
        "Normal,  4, debug",
        "'',      1, warn",
        "'',     -1, debug",
    })
    void mapsLogLevels(String logLevel, int logging, String expected) {
        var spec = "logLevel: '%s', logging: %d".formatted(logLevel, logging);

        assertThat(given(spec).env("REGISTRY_LOG_LEVEL")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Recreate,      0, Recreate,      '',  ''",
        "Recreate,      3, Recreate,      '',  ''",
        "RollingUpdate, 0, RollingUpdate, 1,   25%",
        "RollingUpdate, 1, RollingUpdate, 0,   25%",
        "RollingUpdate, 2, RollingUpdate, 1,   1",
        "'',            2, RollingUpdate, 1,   1",
        "'',            3, RollingUpdate, 2,   25%",
    })
    void choosesTheStrategy(
            String wish, int replicas, String type, String unavailable, String surge) {
        var strategy =
                given("rolloutStrategy: '%s', replicas: %d".formatted(wish, replicas))
                        .at("/spec/strategy");

        assertThat(strategy.path("type").asText()).isEqualTo(type);
        assertThat(strategy.at("/rollingUpdate/maxUnavailable").asText("")).isEqualTo(unavailable);
        assertThat(strategy.at("/rollingUpdate/maxSurge").asText("")).isEqualTo(surge);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, false"})
    void keepsTwoReplicasApart(int replicas, boolean isApart) {
        var pod = given("replicas: " + replicas).at("/spec/template/spec");

        assertThat(pod.has("affinity")).isEqualTo(isApart);
    }

    @Test
    void takesTheConfigsAffinityAsItIs() {
        var deployment = given("replicas: 2, affinity: {nodeAffinity: {a: b}}");

        assertThat(deployment.at("/spec/template/spec/affinity").toString())
                .isEqualTo("{\"nodeAffinity\":{\"a\":\"b\"}}");
    }

    @Test
    void spreadsOverZonesOnlyWhereNodesHaveThem() {
        var zoned =
                given("replicas: 1")
                        .with(
                                "{apiVersion: v1, kind: Node, metadata: {name: n, labels:"
                                        + " {topology.kubernetes.io/zone: a}}}");

        assertThat(zoned.topologies())
                .containsExactly(
                        "kubernetes.io/hostname",
                        "node-role.kubernetes.io/worker",
                        "topology.kubernetes.io/zone");
        assertThat(given("replicas: 1").topologies()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "nodeSelector: {}",
        "'nodeSelector: {a: b}'",
        "topologySpreadConstraints: []",
    })
    void spreadsNothingWhenTheConfigDecides(String spec) {
        assertThat(given(spec).topologies()).isEmpty();
        assertThat(given(spec).at("/spec/template/spec").has("topologySpreadConstraints"))
                .isFalse();
    }

    @Test
    void addsTheOperatingSystemToANodeSelector() {
        assertThat(given("nodeSelector: {a: b}").at("/spec/template/spec/nodeSelector").toString())
                .isEqualTo("{\"a\":\"b\",\"kubernetes.io/os\":\"linux\"}");
        assertThat(
                        given("nodeSelector: {kubernetes.io/os: other}")
                                .at("/spec/template/spec/nodeSelector")
                                .toString())
                .isEqualTo("{\"kubernetes.io/os\":\"other\"}");
    }

    @Test
    void emitsRequestLimitsByDirection() {
        var deployment =
                given(
                        "requests: {read: {maxRunning: 1, maxInQueue: 2, maxWaitInQueue: 90s},"
                                + " write: {maxInQueue: 5, maxWaitInQueue: 6h}}");

        assertThat(deployment.env("REGISTRY_OPENSHIFT_REQUESTS_READ_MAXRUNNING")).isEqualTo("1");
        assertThat(deployment.env("REGISTRY_OPENSHIFT_REQUESTS_READ_MAXINQUEUE")).isEqualTo("2");
        assertThat(deployment.env("REGISTRY_OPENSHIFT_REQUESTS_READ_MAXWAITINQUEUE"))
                .isEqualTo("1m30s");
        assertThat(deployment.env("REGISTRY_OPENSHIFT_REQUESTS_WRITE_MAXRUNNING")).isEqualTo("0");
        assertThat(deployment.env("REGISTRY_OPENSHIFT_REQUESTS_WRITE_MAXWAITINQUEUE"))
                .isEqualTo("6h0m0s");
        assertThat(given("requests: {read: {maxWaitInQueue: 3s}}").environment())
                .noneMatch(name -> name.startsWith("REGISTRY_OPENSHIFT_REQUESTS"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests: {read: {maxRunning: -1}} | Requests.Read.MaxRunning must be positive",
                "requests: {write: {maxInQueue: -1}} | Requests.Write.MaxInQueue must be positive",
                "observedConfig: {servingInfo: {minTLSVersion: VersionTLS9}} | unknown tls version",
                "observedConfig: {servingInfo: {cipherSuites: [X]}} | unknown cipher suite \"X\"",
                "observedConfig: {servingInfo: {cipherSuites: X}} | is not a list",
                "unsupportedConfigOverrides: {deployment: text} | cannot unmarshal string",
                "unsupportedConfigOverrides: {deployment: {annotations: {a: 1}}} | unmarshal number",
                "unsupportedConfigOverrides: {deployment: {runtimeClassName: []}} | unmarshal array",
            })
    void reportsAFaultAndLeavesTheDeploymentAsItIs(String spec, String message) {
        var plan = given(spec).plan();

        assertThat(plan.desired()).isEmpty();
        assertThat(plan.problems())
                .singleElement()
                .asString()
                .startsWith("failed to create object *v1.Deployment, ")
                .contains(message);
    }

    @Test
    void prefersTheConfigsProxyFieldByField() {
        var deployment =
                given("proxy: {http: 'http://own', https: ''}")
                        .with(
                                "{apiVersion: config.openshift.io/v1, kind: Proxy, metadata: {name:"
                                        + " cluster}, status: {httpProxy: 'http://c', httpsProxy:"
                                        + " 'https://c'}}");

        assertThat(deployment.env("HTTP_PROXY")).isEqualTo("http://own");
        assertThat(deployment.env("HTTPS_PROXY")).isEqualTo("https://c");
        assertThat(deployment.environment()).doesNotContain("NO_PROXY");
    }

    @Test
    void copiesSecretValuesFromWhereTheyWereObserved() {
        var redacted = "http://u:hmac:00000000000000000000000000000003@proxy";
        var deployment =
                given("readOnly: true")
                        .with(
                                "{apiVersion: config.openshift.io/v1, kind: Proxy, metadata: {name:"
                                        + " cluster}, status: {httpProxy: '"
                                        + redacted
                                        + "'}}");

        assertThat(deployment.env("HTTP_PROXY")).isEqualTo(redacted);
        assertThat(deployment.secrets())
                .containsExactlyInAnyOrder(
                        SecretValue.copied(
                                deployment.pointerTo("REGISTRY_HTTP_SECRET"),
                                OperandObjects.CONFIG,
                                "/spec/httpSecret"),
                        SecretValue.copied(
                                deployment.pointerTo("HTTP_PROXY"),
                                OperandObjects.PROXY,
                                "/status/httpProxy"));
    }

    @Test
    void putsOverridesOnTheDeploymentAndItsPods() {
        var deployment =
                given(
                        "unsupportedConfigOverrides: {deployment: {runtimeClassName: kata,"
                                + " annotations: {example.com/a: b}}}");

        assertThat(deployment.at("/metadata/annotations/example.com~1a").asText()).isEqualTo("b");
        assertThat(deployment.at("/spec/template/metadata/annotations/example.com~1a").asText())
                .isEqualTo("b");
        assertThat(deployment.at("/spec/template/spec/runtimeClassName").asText())
                .isEqualTo("kata");
    }

    @Test
    void takesFormerOverridesBackAndLeavesOthersAnnotations() {
        var deployment =
                given("replicas: 1")
                        .with(
                                """
                                {apiVersion: apps/v1, kind: Deployment,
                                 metadata: {name: image-registry, namespace: openshift-image-registry,
                                   annotations: {former: b, theirs: c, both: on-the-deployment}},
                                 spec: {selector: {matchLabels: {docker-registry: default}},
                                   template: {metadata: {annotations: {former: b, both: in-the-pods}}}}}
                                """);

        var annotations = deployment.at("/metadata/annotations");
        assertThat(annotations.path("former").isNull()).isTrue();
        assertThat(annotations.has("theirs")).isFalse();
        assertThat(annotations.has("both")).isFalse();
    }

    @Test
    void replacesTheDefaultResourcesAsAWhole() {
        assertThat(given("replicas: 1").at(DeploymentCase.CONTAINER + "/resources").toString())
                .isEqualTo("{\"requests\":{\"cpu\":\"100m\",\"memory\":\"256Mi\"}}");
        assertThat(given("resources: {}").at(DeploymentCase.CONTAINER + "/resources").toString())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "1000160000/10000, 1000160000",
        "1/,               1",
        "1000160000,       ''",
        "x/1,              ''",
    })
    void ownsVolumesByTheNamespacesGroup(String annotation, String group) {
        var deployment =
                given("replicas: 1")
                        .with(
                                "{apiVersion: v1, kind: Namespace, metadata: {name:"
                                        + " openshift-image-registry, annotations:"
                                        + " {openshift.io/sa.scc.supplemental-groups: '"
                                        + annotation
                                        + "'}}}");

        assertThat(deployment.at("/spec/template/spec/securityContext/fsGroup").asText(""))
                .isEqualTo(group);
        assertThat(deployment.plan().warnings().isEmpty()).isEqualTo(!group.isEmpty());
    }
}
