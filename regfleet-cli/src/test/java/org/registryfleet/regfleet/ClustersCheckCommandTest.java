package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

class ClustersCheckCommandTest {

    private static final String OPERATOR =
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: cluster-image-registry-operator, namespace: openshift-image-registry}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}}";
    private static final String VERSION =
            "{apiVersion: config.openshift.io/v1, kind: ClusterVersion, metadata: {name: version}, spec: {clusterID: x}, status: {desired: {version: 4.20.1}, history: [{state: Partial, version: 4.20.1}, {state: Completed, version: 4.19.7}], capabilities: %s}}";

    @TempDir private Path folder;

    @Test
    void findsNothingWrongWithAClusterThatGrantsEverything() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.with(VERSION.formatted("{}"));

            var result = new CommandLineRun(folder).registered("c1").run("clusters", "check");

            assertThat(result.exitStatus()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).containsSubsequence("c1", "yes", "4.19.7", "Served", "full");
            assertThat(result.out().lines()).hasSize(2);
        }
    }

    @Test
    void namesEveryMissingRightAndNothingElse() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.cluster()
                    .faults()
                    .when(
                            call ->
                                    call.path().endsWith("/events")
                                            || (call.verb() == Verb.PATCH
                                                    && call.path().endsWith("/configs/cluster")),
                            new Fault.Answer(403, Duration.ZERO));

            var result = new CommandLineRun(folder).registered("c1").run("clusters", "check", "c1");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out().lines().filter(line -> line.startsWith("c1: ")))
                    .containsExactly(
                            "c1: may not get events in openshift-image-registry",
                            "c1: may not list events in openshift-image-registry",
                            "c1: may not watch events in openshift-image-registry",
                            "c1: may not patch configs.imageregistry.operator.openshift.io cluster");
        }
    }

    @Test
    void asksForTheRightsOfTheModeThatWouldBeInForce() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.with(OPERATOR);
            cluster.cluster()
                    .faults()
                    .when(
                            call -> call.verb().isWrite() && !call.path().endsWith("reviews"),
                            new Fault.Answer(403, Duration.ZERO));
            var cli = new CommandLineRun(folder).registered("c1");

            var observed = cli.run("clusters", "check", "c1");
            var assisted = cli.run("clusters", "check", "c1", "--mode", "assist");

            assertThat(observed.exitStatus()).as(observed.out()).isZero();
            assertThat(observed.out()).containsSubsequence("in the cluster", "observe");
            assertThat(assisted.exitStatus()).isEqualTo(1);
            assertThat(assisted.out())
                    .contains(
                            "may not create persistentvolumeclaims in openshift-image-registry",
                            "may not create serviceaccounts/token registry in"
                                    + " openshift-image-registry")
                    .doesNotContain("deployments");
        }
    }

    @Test
    void findsAnOperatorOfAHostedControlPlane() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.with(
                    "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name: cluster}, spec: {}, status: {controlPlaneTopology: External, platformStatus: {type: AWS}}}");

            var result = new CommandLineRun(folder).registered("c1").run("clusters", "check");

            assertThat(result.out())
                    .containsSubsequence("with the hosted control plane", "observe");
        }
    }

    @Test
    void saysWhyNoRegistryIsPossible() {
        var profile = ClusterProfile.empty().withoutGroups("imageregistry.operator.openshift.io");
        try (var cluster = new ClusterUnderTest(folder, profile)) {
            cluster.with(
                    VERSION.formatted(
                            "{knownCapabilities: [ImageRegistry], enabledCapabilities: []}"));

            var result = new CommandLineRun(folder).registered("c1").run("clusters", "check");

            assertThat(result.exitStatus()).as(result.out()).isZero();
            assertThat(result.out())
                    .contains("c1: no registry is possible (CapabilityDisabled). Enable");
        }
    }

    @Test
    void tellsWhenTheCredentialEnds() {
        var end = Instant.now().plus(Duration.ofDays(3).plusHours(1));
        var token = "e30." + encoded("{\"exp\":%d}".formatted(end.getEpochSecond())) + ".x";
        var profile = ClusterProfile.empty().withSettings(ServerSettings.DEFAULT.withToken(token));
        try (var _ = new ClusterUnderTest(folder, profile)) {
            var cli = new CommandLineRun(folder).registered("c1");

            var result = cli.run("clusters", "check");

            assertThat(result.exitStatus()).isZero();
            assertThat(result.out()).contains("3 days", "c1: its credential ends at ");
            assertThat(result.out()).doesNotContain(token);
            assertThat(cli.run("clusters", "check", "-o", "json").out())
                    .contains("\"credentialEnds\" : \"" + end.toString().substring(0, 16));
        }
    }

    @Test
    void looksAtContextsOfAKubeconfigBeforeAnythingIsRegistered() {
        try (var cluster = new ClusterUnderTest(folder)) {
            var kubeconfig =
                    cluster.cluster()
                            .kubeconfig()
                            .replaceAll("current-context: .*", "current-context: none")
                            .replaceAll("(contexts:\\s*-\\s*name: ).*", "$1default/api:6443/admin");
            ClusterUnderTest.write(folder.resolve("all.yaml"), kubeconfig);
            var cli = new CommandLineRun(folder);

            var current = cli.run("clusters", "check", "--kubeconfig", "all.yaml");
            var named =
                    cli.run(
                            "clusters",
                            "check",
                            "--kubeconfig",
                            "all.yaml",
                            "--context",
                            "default/api:6443/admin");

            assertThat(current.exitStatus()).isEqualTo(1);
            assertThat(current.out()).contains("all.yaml", "current-context is missing");
            assertThat(named.exitStatus()).as(named.out()).isZero();
            assertThat(named.out()).contains("default/api:6443/admin");
        }
    }

    @Test
    void tellsClustersThatAnswerFromThoseThatDoNot() {
        try (var cluster = new ClusterUnderTest(folder)) {
            ClusterUnderTest.write(folder.resolve("c2"), cluster.cluster().kubeconfig());
            var cli = new CommandLineRun(folder).registered("c1").registered("c2").registered("c3");

            var result = cli.run("clusters", "check");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out().lines())
                    .anyMatch(line -> line.matches("c1 +yes .*"))
                    .anyMatch(line -> line.matches("c3 +no .*"))
                    .anyMatch(line -> line.startsWith("c3: ") && line.contains("no such file"))
                    .anyMatch(
                            line ->
                                    line.startsWith("c2: it is the cluster")
                                            && line.contains("c1"));
        }
    }

    @Test
    void writesNothing() {
        try (var cluster = new ClusterUnderTest(folder)) {
            long before = cluster.cluster().resourceVersion();

            new CommandLineRun(folder).registered("c1").run("clusters", "check");

            assertThat(cluster.cluster().resourceVersion()).isEqualTo(before);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
