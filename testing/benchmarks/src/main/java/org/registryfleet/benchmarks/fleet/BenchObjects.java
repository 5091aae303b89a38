package org.registryfleet.benchmarks.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.simulated.SimulatedObjectRef;

/** The objects that the benchmarks touch, and the patches with which they do. */
public final class BenchObjects {

    public static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    public static final SimulatedObjectRef CLUSTER_OPERATOR =
            SimulatedObjectRef.of("config.openshift.io/v1", "ClusterOperator", "image-registry");
    public static final SimulatedObjectRef DEPLOYMENT =
            SimulatedObjectRef.of(
                    "apps/v1", "Deployment", "openshift-image-registry", "image-registry");
    public static final SimulatedObjectRef SERVICE =
            SimulatedObjectRef.of("v1", "Service", "openshift-image-registry", "image-registry");

    private BenchObjects() {}

    /** Managed with storage of this kind. */
    public static ObjectNode managed(String storage) {
        var spec = node();
        spec.put("managementState", "Managed").putObject("storage").set(storage, storage(storage));
        return in("spec", spec);
    }

    /** Managed with a bucket of its own on a server that speaks the protocol of S3. */
    public static ObjectNode onS3(String endpoint) {
        var spec = node();
        spec.put("managementState", "Managed");
        spec.putObject("storage")
                .putNull("emptyDir")
                .putNull("managementState")
                .putObject("s3")
                .put("region", "bench")
                .put("regionEndpoint", endpoint);
        return in("spec", spec);
    }

    /** The user's key of such a server. */
    public static ObjectNode s3Key(String id) {
        var secret = node().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata")
                .put("name", "image-registry-private-configuration-user")
                .put("namespace", "openshift-image-registry");
        secret.putObject("stringData")
                .put("REGISTRY_STORAGE_S3_ACCESSKEY", id)
                .put("REGISTRY_STORAGE_S3_SECRETKEY", "secret-of-" + id);
        return secret;
    }

    /** The registry's. */
    public static ObjectNode namespace() {
        var namespace = node().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", "openshift-image-registry");
        return namespace;
    }

    /** The key that the platform of a cluster at AWS gives the registry. */
    public static ObjectNode mintedKey(String id) {
        var secret = node().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata")
                .put("name", "installer-cloud-credentials")
                .put("namespace", "openshift-image-registry");
        secret.putObject("stringData")
                .put("aws_access_key_id", id)
                .put("aws_secret_access_key", "secret-of-" + id);
        return secret;
    }

    /** What an action asks of the executor for a cluster's bucket on such a server. */
    public static ExternalResourceRequest bucket(String cluster, String endpoint) {
        var spec = node().put("provider", "s3").put("state", "Present").put("bucket", cluster);
        spec.put("region", "bench").put("endpoint", endpoint).put("pathStyle", true);
        spec.put("owner", cluster).put("named", false).put("mayCreate", true);
        spec.put("management", "Managed").put("createdHere", false);
        spec.putObject("tags").put("kubernetes.io/cluster/" + cluster, "owned");
        spec.putObject("credentials").put("id", "shared").put("key", "secret-of-shared");
        return new ExternalResourceRequest(cluster, "Bucket", cluster, in("spec", spec));
    }

    public static ObjectNode removed() {
        return in("spec", node().put("managementState", "Removed"));
    }

    /** No storage any more, as before the first Managed. */
    public static ObjectNode withoutStorage() {
        var spec = node();
        spec.putObject("storage").putNull("emptyDir").putNull("pvc").putNull("managementState");
        return in("spec", spec);
    }

    public static ObjectNode logLevel(String level) {
        return in("spec", node().put("logLevel", level));
    }

    /** The status of a DaemonSet that runs on so many nodes. */
    public static ObjectNode running(long generation, int nodes) {
        return in(
                "status",
                node().put("observedGeneration", generation)
                        .put("desiredNumberScheduled", nodes)
                        .put("currentNumberScheduled", nodes)
                        .put("updatedNumberScheduled", nodes)
                        .put("numberAvailable", nodes)
                        .put("numberReady", nodes));
    }

    /** The status of a Deployment whose pods of this generation are all available. */
    public static ObjectNode available(long generation, int replicas, boolean isAvailable) {
        var status =
                node().put("observedGeneration", generation)
                        .put("replicas", replicas)
                        .put("updatedReplicas", replicas)
                        .put("readyReplicas", isAvailable ? replicas : 0)
                        .put("availableReplicas", isAvailable ? replicas : 0);
        var conditions = status.putArray("conditions");
        conditions.add(
                condition("Available", isAvailable ? "True" : "False", "MinimumReplicasAvailable"));
        conditions.add(condition("Progressing", "True", "NewReplicaSetAvailable"));
        return in("status", status);
    }

    private static ObjectNode condition(String type, String status, String reason) {
        return node().put("type", type).put("status", status).put("reason", reason);
    }

    private static ObjectNode storage(String kind) {
        return kind.equals("pvc") ? node().put("claim", "") : node();
    }

    private static ObjectNode in(String field, ObjectNode value) {
        return (ObjectNode) node().set(field, value);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
