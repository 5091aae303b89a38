package org.registryfleet.registrydeployer.imageconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_CONFIG;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.fixture.Plans;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;

import java.util.Optional;

class ImageConfigPartTest {

    private static final String DEFAULT_HOST =
            "default-route-openshift-image-registry.apps.example.com";

    private final ImageConfigPart part = new ImageConfigPart();

    @Test
    void createsAMissingObjectWithoutAStatus() {
        var cluster = Cluster.empty().with(version("''"));
        var plan = part.plan(cluster.inputs());

        var change = Drift.between(plan.desired().getFirst(), cluster.objects());

        assertThat(change).containsInstanceOf(Change.Create.class);
        assertThat(Plans.manifest(plan, IMAGE_CONFIG).has("status")).isFalse();
    }

    @Test
    void leavesAClusterThatServesNoSuchKindAlone() {
        var plan = part.plan(Cluster.empty().withService(5000).inputs());

        assertThat(plan.desired()).isEmpty();
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.warnings()).containsExactly("the cluster serves no config.openshift.io");
    }

    @Test
    void writesNothingWhereThereIsNothingToSay() {
        assertThat(patch(Cluster.empty().withImageConfig("{}"))).isEmpty();
    }

    @Test
    void writesOnlyTheStatus() {
        var cluster =
                Cluster.empty()
                        .withImageConfig("{imageStreamImportMode: Legacy}")
                        .withService(5000);

        assertThat(patch(cluster))
                .contains(
                        Cluster.yaml(
                                """
                                status:
                                  internalRegistryHostname: image-registry.openshift-image-registry.svc:5000
                                """));
    }

    @Test
    void removesNamesThatNoLongerHold() {
        var cluster =
                Cluster.empty()
                        .with(
                                """
                                apiVersion: config.openshift.io/v1
                                kind: Image
                                metadata: {name: cluster}
                                spec: {}
                                status:
                                  internalRegistryHostname: gone
                                  externalRegistryHostnames: [gone]
                                  imageStreamImportMode: Legacy
                                """);

        assertThat(patch(cluster))
                .contains(
                        Cluster.yaml(
                                """
                                status:
                                  internalRegistryHostname: null
                                  externalRegistryHostnames: null
                                """));
    }

    @Test
    void putsTheDefaultRoutesHostFirstAndSortsTheOthers() {
        var cluster =
                Cluster.empty()
                        .with(route("default-route", "'true'", DEFAULT_HOST, "b.example.com"))
                        .with(route("z", "''", "z.example.com", "a.example.com"))
                        .with(route("b", "'true'", "b.example.com", ""));

        assertThat(ExternalHostnames.of(cluster.objects()))
                .containsExactly(DEFAULT_HOST, "a.example.com", "b.example.com", "z.example.com");
    }

    @Test
    void ignoresRoutesOfOthers() {
        var foreign = route("foreign", "'true'", "foreign.example.com", "");
        var cluster =
                Cluster.empty()
                        .with(foreign.replace("imageregistry.openshift.io", "mine"))
                        .with(foreign.replace("openshift-image-registry", "other"));

        assertThat(ExternalHostnames.of(cluster.objects())).isEmpty();
    }

    @Test
    void waitsForARoutersAnswer() {
        var cluster = Cluster.empty().with(route("r", "'true'", "", ""));

        assertThat(ExternalHostnames.of(cluster.objects())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    4.21.0 | true  | ''               | Multi | PreserveOriginal
                    4.21.0 | true  | ''               | ''    | Legacy
                    4.21.0 | true  | Legacy           | Multi | Legacy
                    4.21.0 | true  | PreserveOriginal | ''    | PreserveOriginal
                    4.20.0 | true  | ''               | Multi |
                    4.21.0 | false | Legacy           | Multi |
                    """)
    void publishesTheImportModeBehindItsGate(
            String gateVersion, boolean enabled, String chosen, String architecture, String mode) {
        var cluster =
                Cluster.empty()
                        .withImageConfig("{imageStreamImportMode: %s}".formatted(quoted(chosen)))
                        .with(gate(gateVersion, enabled))
                        .with(version(quoted(architecture)));

        assertThat(patch(cluster).map(body -> body.at("/status/imageStreamImportMode").asText()))
                .isEqualTo(Optional.ofNullable(mode));
    }

    private Optional<JsonNode> patch(Cluster cluster) {
        var desired = part.plan(cluster.inputs()).desired().getFirst();
        return Drift.between(desired, cluster.objects())
                .map(Change.Patch.class::cast)
                .map(Change.Patch::body);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String gate(String version, boolean enabled) {
        return """
        apiVersion: config.openshift.io/v1
        kind: FeatureGate
        metadata: {name: cluster}
        status: {featureGates: [{version: %s, %s: [{name: ImageStreamImportMode}]}]}
        """
                .formatted(version, enabled ? "enabled" : "disabled");
    }

    private static String version(String architecture) {
        return """
        apiVersion: config.openshift.io/v1
        kind: ClusterVersion
        metadata: {name: version}
        status: {desired: {architecture: %s}}
        """
                .formatted(architecture);
    }

    private static String route(String name, String mark, String host, String otherHost) {
        return """
        apiVersion: route.openshift.io/v1
        kind: Route
        metadata:
          name: %s
          namespace: openshift-image-registry
          annotations: {imageregistry.openshift.io: %s}
        status: {ingress: [{host: '%s'}, {host: '%s'}, {}]}
        """
                .formatted(name, mark, host, otherHost);
    }
}
