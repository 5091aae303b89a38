package org.registryfleet.registrydeployer.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

class RoutesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final OperandImages IMAGES = new OperandImages("r", "p", "o", "v");

    @Test
    void wantsTheDefaultRouteWithoutAHost() {
        var route = present(plan(config("defaultRoute: true")));

        assertThat(route.ref()).isEqualTo(OperandObjects.route("default-route"));
        assertThat(route.manifest().at("/spec").has("host")).isFalse();
    }

    @Test
    void takesOnlyTheKeysThatTheSecretHas() {
        var plan =
                plan(
                        config(
                                "routes: [{name: public, hostname: h.example.com, secretName: tls}]"),
                        "{apiVersion: v1, kind: Secret, metadata: {name: tls, namespace:"
                                + " openshift-image-registry}, data: {tls.crt: c, tls.key: k}}");

        var route = present(plan);
        assertThat(route.manifest().at("/spec/host").asText()).isEqualTo("h.example.com");
        assertThat(route.manifest().at("/spec/tls").toString())
                .isEqualTo("{\"termination\":\"reencrypt\",\"certificate\":\"c\",\"key\":\"k\"}");
        assertThat(route.secrets())
                .containsExactly(
                        SecretValue.copied(
                                "/spec/tls/certificate",
                                OperandObjects.secret("tls"),
                                "/data/tls.crt"),
                        SecretValue.copied(
                                "/spec/tls/key", OperandObjects.secret("tls"), "/data/tls.key"));
    }

    @Test
    void leavesARouteAsItIsWhenItsSecretIsMissing() {
        var plan =
                plan(
                        config("routes: [{name: public, secretName: route-tls}, {name: other}]"),
                        ours("public", ""));

        assertThat(plan.desired().stream().map(Desired::ref))
                .containsExactly(OperandObjects.route("other"));
        assertThat(plan.problems())
                .containsExactly(
                        "failed to update object *v1.Route, Namespace=openshift-image-registry,"
                                + " Name=public: secret \"route-tls\" not found");
    }

    @Test
    void removesOnlyRoutesOfOursThatNobodyAsksFor() {
        var plan =
                plan(
                        config("defaultRoute: false, routes: [{name: kept}]"),
                        ours("default-route", ""),
                        ours("kept", ""),
                        ours("obsolete", ""),
                        "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: foreign,"
                                + " namespace: openshift-image-registry}}");

        assertThat(plan.desired())
                .filteredOn(desired -> desired instanceof Desired.Absent)
                .extracting(Desired::ref)
                .containsExactly(
                        OperandObjects.route("default-route"), OperandObjects.route("obsolete"));
    }

    @Test
    void leavesTheDefaultRouteUnderTheHostThatSomebodyHasSet() {
        var plan = plan(config("defaultRoute: true"), ours("default-route", "own.example.com"));

        assertThat(plan.desired()).singleElement().isInstanceOf(Desired.Present.class);
        assertThat(present(plan).manifest().at("/spec").has("host")).isFalse();
    }

    private static PartPlan plan(String... objects) {
        var snapshot = Snapshot.of(Stream.of(objects).map(RoutesTest::observed).toList());
        return Routes.plan(OperandInputs.of(snapshot, null, IMAGES));
    }

    private static Desired.Present present(PartPlan plan) {
        return (Desired.Present) plan.desired().getFirst();
    }

    private static String config(String spec) {
        return "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name:"
                + " cluster}, spec: {"
                + spec
                + "}}";
    }

    private static String ours(String name, String host) {
        return "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: "
                + name
                + ", namespace: openshift-image-registry, annotations: {imageregistry.openshift.io:"
                + " 'true'}}, spec: {host: '"
                + host
                + "'}}";
    }

    private static Observed observed(String yaml) {
        try {
            JsonNode content = YAML.readTree(yaml);
            var ref =
                    new ObjectRef(
                            content.path("apiVersion").asText(),
                            content.path("kind").asText(),
                            content.at("/metadata/namespace").asText(""),
                            content.at("/metadata/name").asText());
            return new Observed(ref, "u", "1", content);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
