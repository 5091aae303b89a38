package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomResourceTest {
    private static final String CONFIGS = "/apis/imageregistry.operator.openshift.io/v1/configs";
    private static final String CLUSTER = CONFIGS + "/cluster";
    private static final String REMOVED =
            "{metadata: {name: cluster}, spec: {managementState: Removed, replicas: 1}}";

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private Api api;

    @BeforeEach
    void start() {
        fleet.addCluster("one");
        api = Api.to(fleet.baseUrl("one"));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void setsDefaultsAndPrunesUnknownFields() {
        var made =
                api.post(
                        CONFIGS,
                        "{metadata: {name: cluster}, spec: {managementState: Removed, replicas: 1, unknown: x,"
                                + " observedConfig: {free: {form: 1}}, storage: {azure: {container: abc, no: no}}}}");

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.body().path("spec"))
                .isEqualTo(
                        Api.yaml(
                                "{managementState: Removed, replicas: 1, logLevel: Normal, operatorLogLevel: Normal,"
                                        + " observedConfig: {free: {form: 1}},"
                                        + " storage: {azure: {container: abc, networkAccess: {type: External}}}}"));
    }

    @Test
    void refusesWhatTheSchemaForbids() {
        assertThat(api.post(CONFIGS, "{metadata: {name: cluster}, spec: {}}").message())
                .isEqualTo(
                        "Config.imageregistry.operator.openshift.io \"cluster\" is invalid: [spec.replicas: Required"
                                + " value, <nil>: Invalid value: null: some validation rules were not checked because the"
                                + " object was invalid; correct the existing errors to complete validation]");
        api.post(CONFIGS, REMOVED);

        assertThat(api.merge(CLUSTER, "{spec: {rolloutStrategy: Blue}}").message())
                .isEqualTo(
                        "Config.imageregistry.operator.openshift.io \"cluster\" is invalid: spec.rolloutStrategy:"
                                + " Invalid value: \"Blue\": spec.rolloutStrategy in body should match"
                                + " '^(RollingUpdate|Recreate)$'");
        assertThat(api.merge(CLUSTER, "{spec: {storage: {managementState: ''}}}").message())
                .endsWith(
                        "spec.storage.managementState in body should match '^(Managed|Unmanaged)$'");
        assertThat(api.merge(CLUSTER, "{spec: {logLevel: Loud}}").message())
                .contains(
                        "[spec.logLevel: Unsupported value: \"Loud\": supported values: \"\", \"Normal\", \"Debug\","
                                + " \"Trace\", \"TraceAll\", <nil>: Invalid value: null: some validation rules");
        assertThat(api.merge(CLUSTER, "{spec: {storage: {s3: {chunkSizeMiB: 4}}}}").message())
                .contains(
                        "spec.storage.s3.chunkSizeMiB in body should be greater than or equal to 5");
        assertThat(api.merge(CLUSTER, "{spec: {replicas: many}}").message())
                .contains(
                        "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer");
    }

    @Test
    void refusesAnIncompleteStatus() {
        api.post(CONFIGS, REMOVED);

        var incomplete = api.merge(CLUSTER + "/status", "{status: {readyReplicas: 0}}");
        assertThat(incomplete.code()).isEqualTo(422);
        assertThat(incomplete.message())
                .contains("status.storage: Required value")
                .contains("status.storageManaged: Required value");
        var condition =
                "{type: Available, status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z'}";
        var twice =
                "{status: {storage: {}, storageManaged: false, conditions: ["
                        + condition
                        + ", "
                        + condition
                        + "]}}";
        assertThat(api.merge(CLUSTER + "/status", twice).message())
                .contains("status.conditions[1]: Duplicate value: {\"type\":\"Available\"}");
    }

    @Test
    void changesNothingButTheStatusThroughTheSubresource() {
        api.post(CONFIGS, REMOVED);

        var updated =
                api.merge(
                        CLUSTER + "/status",
                        "{metadata: {labels: {a: b}}, spec: {replicas: 5}, status: {storage: {}, storageManaged: false}}");
        assertThat(updated.body().path("metadata").has("labels")).isFalse();
        assertThat(updated.body().path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(updated.body().path("metadata").path("generation").asInt()).isEqualTo(1);
        var main = api.merge(CLUSTER, "{status: {storageManaged: true}, spec: {replicas: 2}}");
        assertThat(main.body().path("status").path("storageManaged").asBoolean()).isFalse();
        assertThat(main.body().path("metadata").path("generation").asInt()).isEqualTo(2);
    }

    @Test
    void wantsAVersionForUpdates() {
        api.post(CONFIGS, REMOVED);

        var blind = api.put(CLUSTER, REMOVED);
        assertThat(blind.code()).isEqualTo(422);
        assertThat(blind.message())
                .contains("metadata.resourceVersion")
                .contains("must be specified for an update");
    }

    @Test
    void fillsInRoutes() {
        fleet.cluster("one").apply(TestObjects.namespace("ns"));

        var route =
                api.post(
                        "/apis/route.openshift.io/v1/namespaces/ns/routes",
                        "{metadata: {name: r}, spec: {to: {name: s}, tls: {termination: reencrypt}}}");
        assertThat(route.body().path("spec"))
                .isEqualTo(
                        Api.yaml(
                                "{to: {name: s, kind: Service, weight: 100}, tls: {termination: reencrypt},"
                                        + " wildcardPolicy: None}"));
    }

    @Test
    void doesNotServeWhatIsSwitchedOff() {
        fleet.addCluster(
                "plain",
                ClusterProfile.empty().withoutGroups("route.openshift.io", "config.openshift.io"));
        var plain = Api.to(fleet.baseUrl("plain"));

        assertThat(plain.get("/apis/route.openshift.io/v1/routes").code()).isEqualTo(404);
        assertThat(plain.get("/apis/config.openshift.io/v1/infrastructures/cluster").reason())
                .isEqualTo("NotFound");
        assertThat(plain.get(CONFIGS).code()).isEqualTo(200);
        assertThat(plain.get("/apis").body().toString()).doesNotContain("route.openshift.io");
    }
}
