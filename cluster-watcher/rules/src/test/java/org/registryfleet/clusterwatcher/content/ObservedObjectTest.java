package org.registryfleet.clusterwatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.clusterobjects.kind.ResourceKind;
import org.registryfleet.clusterobjects.ownership.FieldSetters.Setter;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.kind.Reduction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class ObservedObjectTest {

    private static final String OPERATOR = "imageregistry.operator.openshift.io/v1";
    private static final String SECRET =
            """
            {"metadata": {"namespace": "openshift-image-registry", "name": "installation",
                "uid": "u1", "resourceVersion": "%s", "managedFields": [
                  {"manager": "registry-fleet", "time": "2026-01-01T00:00:00Z",
                    "fieldsV1": {"f:data": {"f:key": {}}}},
                  {"manager": "oc", "time": "2026-01-03T00:00:00Z",
                    "fieldsV1": {"f:metadata": {"f:labels": {"f:team": {}}}}},
                  {"manager": "oc", "time": "2026-01-02T00:00:00Z", "fieldsV1": {}},
                  {"time": "2026-01-04T00:00:00Z"}]},
              "data": {"key": "aHVudGVyMg=="}}
            """;

    private final Redaction redaction =
            new Redaction(RedactionRules.standard(), Digester.of(new byte[32]));
    private final WatchedKind secrets =
            new WatchedKind(
                    Kinds.of("v1", "Secret"), "openshift-image-registry", "", true, Reduction.NONE);

    @Test
    void publishesNoSecretValueAndNamesTheObject() throws Exception {
        var observed = observe("7");

        assertThat(observed.namespace()).isEqualTo("openshift-image-registry");
        assertThat(observed.name()).isEqualTo("installation");
        assertThat(observed.uid()).isEqualTo("u1");
        assertThat(observed.resourceVersion()).isEqualTo("7");
        assertThat(observed.redacted().path("kind").asText()).isEqualTo("Secret");
        assertThat(observed.content()).doesNotContain("aHVudGVyMg==", "hunter2");
    }

    @Test
    void listsManagersByTheirLastWriteAndTheFieldsOfOthers() throws Exception {
        var observed = observe("7");

        assertThat(observed.managers()).containsExactly("oc", "registry-fleet");
        assertThat(observed.owners()).isEqualTo(Map.of("oc", List.of("/metadata/labels/team")));
    }

    @Test
    void saysWhoSetTheFieldsOfAConfigAndOfNothingElse() throws Exception {
        var config =
                """
                {"metadata": {"name": "cluster", "managedFields": [
                    {"manager": "oc", "time": "2026-01-03T00:00:00Z",
                      "fieldsV1": {"f:spec": {"f:replicas": {}}}}]},
                  "spec": {"replicas": 2}}
                """;

        assertThat(observe(config, Kinds.of(OPERATOR, "Config"), Reduction.NONE).setters())
                .containsExactly(
                        new Setter("oc", Instant.parse("2026-01-03T00:00:00Z"), List.of("/spec")));
        assertThat(observe("7").setters()).isEmpty();
    }

    @Test
    void hasNewsOfItsOwnWhereLessThanTheContentIsWorthAnObservation() throws Exception {
        var event =
                """
                {"metadata": {"namespace": "n", "name": "e"}, "type": "Warning", "count": %d,
                  "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:%dZ"}
                """;
        var first = observe(event.formatted(1, 10), Kinds.of("v1", "Event"), Reduction.EVENT);
        var again = observe(event.formatted(2, 20), Kinds.of("v1", "Event"), Reduction.EVENT);

        assertThat(again.digest()).isNotEqualTo(first.digest());
        assertThat(again.news()).isEqualTo(first.news()).isNotEqualTo(again.digest());
        assertThat(observe("7").news()).isEqualTo(observe("7").digest());
    }

    @Test
    void keepsItsDigestAcrossResourceVersionsAndFieldOrder() throws Exception {
        var first = observe("7");
        var second = observe("8");

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.content()).isNotEqualTo(first.content());
        assertThat(first.digest().hex())
                .hasSize(64)
                .startsWith("%016x".formatted(first.digest().high()));
        assertThat(first.size()).isPositive().isLessThan(first.content().length());
        assertThat(CanonicalJson.text(object("{\"b\": 1, \"a\": {\"d\": 2, \"c\": 3}}")))
                .isEqualTo("{\"a\":{\"c\":3,\"d\":2},\"b\":1}");
    }

    @Test
    void digestsObjectsWithoutMetadata() throws Exception {
        var digest = ContentDigest.of(object("{\"a\": 1}"));

        assertThat(digest.size()).isEqualTo("{\"a\":1}".length());
        assertThat(digest).isEqualTo(ContentDigest.of(object("{\"a\": 1}")));
        assertThat(digest).isNotEqualTo(ContentDigest.of(object("{\"a\": 2}")));
    }

    private ObservedObject observe(String version) throws Exception {
        return ObservedObject.of(object(SECRET.formatted(version)), secrets, redaction);
    }

    private ObservedObject observe(String json, ResourceKind kind, Reduction reduction)
            throws Exception {
        return ObservedObject.of(
                object(json), new WatchedKind(kind, "", "", true, reduction), redaction);
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree(json);
    }
}
