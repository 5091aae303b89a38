package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Field ownership and mutating admission, against what a real API server was recorded with. */
class ManagedFieldsTest {
    private static final String CONFIGS = "/apis/imageregistry.operator.openshift.io/v1/configs";
    private static final String CLUSTER = CONFIGS + "/cluster";
    private static final String DEPLOYMENTS =
            "/apis/apps/v1/namespaces/openshift-image-registry/deployments";

    private final OneCluster one = new OneCluster();
    private final Api api = one.api();

    @AfterEach
    void stop() {
        one.close();
    }

    @Test
    void ownsTheFieldsOfACreationAsRecorded() {
        var recorded = recorded("config-1");

        var made = api.post(CONFIGS + "?fieldManager=registry-fleet", bare(recorded).toString());

        assertThat(sets(made.body())).isEqualTo(sets(recorded));
    }

    @Test
    void movesWhatEditsChangeToTheirManagersAsRecorded() {
        api.post(CONFIGS + "?fieldManager=registry-fleet", bare(recorded("config-1")).toString());
        api.merge(
                CLUSTER + "?fieldManager=kubectl-patch",
                "{spec: {managementState: Managed, storage: {emptyDir: {}}}}");
        api.merge(
                CLUSTER + "?fieldManager=registry-fleet",
                "{spec: {httpSecret: not-a-secret, managementState: Managed, storage: {managementState: Managed}}}");
        var edited = api.merge(CLUSTER + "?fieldManager=kubectl-edit", "{spec: {replicas: 2}}");

        assertThat(sets(edited.body())).isEqualTo(sets(recorded("config-2")));
    }

    @Test
    void namesListsOfAPodByTheirKeysAsRecorded() {
        one.cluster().apply(TestObjects.namespace("openshift-image-registry"));
        var recorded = recorded("deployment");

        var made =
                api.post(DEPLOYMENTS + "?fieldManager=registry-fleet", bare(recorded).toString());

        var pod = "/f:spec/f:template/f:spec";
        assertThat(sets(made.body()).get("registry-fleet").at(pod))
                .isEqualTo(sets(recorded).get("registry-fleet").at(pod));
    }

    @Test
    void anEqualValueMovesNothingAndAStatusCountsApart() {
        api.post(
                CONFIGS + "?fieldManager=first",
                "{metadata: {name: cluster}, spec: {managementState: Removed, replicas: 1}}");
        var before = api.get(CLUSTER).body();

        assertThat(api.merge(CLUSTER + "?fieldManager=second", "{spec: {replicas: 1}}").body())
                .isEqualTo(before);
        var status =
                api.merge(
                        CLUSTER + "/status?fieldManager=second",
                        "{status: {readyReplicas: 1, storage: {}, storageManaged: true}}");
        var entries = status.body().at("/metadata/managedFields");
        assertThat(entries).hasSize(2);
        assertThat(entries.path(1).path("subresource").asText()).isEqualTo("status");
        assertThat(entries.path(1).at("/fieldsV1/f:status/f:readyReplicas").isObject()).isTrue();
    }

    @Test
    void aPatchUnderAMutatingPolicySucceedsWithTheRewrittenValueInTheNameOfItsManager() {
        one.cluster().apply(TestObjects.namespace("openshift-image-registry"));
        api.post(
                DEPLOYMENTS + "?fieldManager=registry-fleet",
                bare(recorded("deployment")).toString());
        var image = "/spec/template/spec/containers/0/image";
        one.cluster()
                .mutations()
                .rewrite("apps/v1", "Deployment", image, Api.yaml("mirror.example.com/registry:1"));
        var path = DEPLOYMENTS + "/image-registry?fieldManager=registry-fleet";
        var patch = bare(recorded("deployment")).at("/spec/template/spec/containers");
        var body = "{\"spec\":{\"template\":{\"spec\":{\"containers\":" + patch + "}}}}";

        var first = api.merge(path, body);
        var second = api.merge(path, body);

        assertThat(first.code()).isEqualTo(200);
        assertThat(first.body().at(image).asText()).isEqualTo("mirror.example.com/registry:1");
        assertThat(second.version()).as("a patch without effect").isEqualTo(first.version());
        assertThat(sets(first.body())).containsOnlyKeys("registry-fleet");
    }

    @Test
    void anOldServerDropsAFieldAndSaysNothing() {
        one.cluster()
                .mutations()
                .drop("policy/v1", "PodDisruptionBudget", "/spec/unhealthyPodEvictionPolicy");

        var made =
                api.post(
                        "/apis/policy/v1/namespaces/ns/poddisruptionbudgets",
                        "{metadata: {name: b}, spec: {minAvailable: 1, selector: {matchLabels: {a: b}}, unhealthyPodEvictionPolicy: AlwaysAllow}}");

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.body().path("spec").has("unhealthyPodEvictionPolicy")).isFalse();
    }

    /** Field sets of the object proper by manager. */
    private static Map<String, JsonNode> sets(JsonNode object) {
        var sets = new TreeMap<String, JsonNode>();
        for (var entry : object.at("/metadata/managedFields")) {
            if (!entry.has("subresource")) {
                sets.put(entry.path("manager").asText(), entry.path("fieldsV1"));
            }
        }
        return sets;
    }

    private static ObjectNode bare(ObjectNode recorded) {
        var copy = recorded.deepCopy();
        copy.remove("status");
        ((ObjectNode) copy.path("metadata"))
                .retain("name", "namespace", "labels", "annotations", "finalizers");
        return copy;
    }

    private static ObjectNode recorded(String name) {
        try (var file =
                ManagedFieldsTest.class.getResourceAsStream("/recorded/" + name + ".yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
