package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.clusterwatcher.right.RequiredRights;
import org.registryfleet.clusterwatcher.right.Right;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart for managed clusters grants what {@code clusters check} asks for, and no more. */
class RightsTest {

    private static final Path CHART =
            Path.of("..", "..", "deploy", "helm", "managed-cluster").toAbsolutePath();

    static Stream<Arguments> modes() {
        return Stream.of(
                Arguments.of("observe", RequiredRights.toObserve()),
                Arguments.of("assist", RequiredRights.toAssist()),
                Arguments.of("full", RequiredRights.toDeploy()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theChartGrantsWhatIsRequiredAndNoMore(String mode, List<Right> required) {
        var granted = granted(mode);

        assertThat(required)
                .allSatisfy(
                        right ->
                                assertThat(granted)
                                        .as(right.description())
                                        .anyMatch(grant -> covers(grant, right)));
        assertThat(granted)
                .allSatisfy(
                        grant ->
                                assertThat(required)
                                        .as("needless: " + grant.description())
                                        .anyMatch(right -> covers(grant, right)));
    }

    private static List<Right> granted(String mode) {
        var manifests = new Helm(CHART).template().set("mode", mode).call();
        var rights = new ArrayList<Right>();
        for (var kind : List.of("ClusterRole", "Role")) {
            for (var role : ChartTest.of(manifests, kind)) {
                var namespace = role.at("/metadata/namespace").asText("");
                role.path("rules").forEach(rule -> take(rule, namespace, rights));
            }
        }
        return rights;
    }

    private static void take(JsonNode rule, String namespace, List<Right> rights) {
        for (var group : rule.path("apiGroups")) {
            for (var resource : rule.path("resources")) {
                for (var verb : rule.path("verbs")) {
                    for (var name : names(rule)) {
                        rights.add(
                                new Right(
                                        verb.asText(),
                                        group.asText(),
                                        resource.asText(),
                                        namespace,
                                        name));
                    }
                }
            }
        }
    }

    private static List<String> names(JsonNode rule) {
        var names = rule.path("resourceNames").valueStream().map(JsonNode::asText).toList();
        return names.isEmpty() ? List.of("") : names;
    }

    private static boolean covers(Right grant, Right right) {
        return grant.verb().equals(right.verb())
                && grant.group().equals(right.group())
                && grant.resource().equals(right.resource())
                && (grant.namespace().isEmpty() || grant.namespace().equals(right.namespace()))
                && (grant.name().isEmpty() || grant.name().equals(right.name()));
    }
}
