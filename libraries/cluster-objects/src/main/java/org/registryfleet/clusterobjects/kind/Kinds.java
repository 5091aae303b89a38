package org.registryfleet.clusterobjects.kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Static table of the kinds that the fleet works with. A new kind is a new row. */
public final class Kinds {
    private static final Map<String, ResourceKind> TABLE =
            List.of(
                            cluster("v1", "Namespace", "namespaces"),
                            cluster("v1", "Node", "nodes"),
                            cluster("v1", "PersistentVolume", "persistentvolumes"),
                            namespaced("v1", "ConfigMap", "configmaps"),
                            namespaced("v1", "Event", "events"),
                            namespaced("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
                            namespaced("v1", "Pod", "pods"),
                            namespaced("v1", "Secret", "secrets"),
                            namespaced("v1", "Service", "services"),
                            namespaced("v1", "ServiceAccount", "serviceaccounts"),
                            namespaced("apps/v1", "DaemonSet", "daemonsets"),
                            namespaced("apps/v1", "Deployment", "deployments"),
                            namespaced("apps/v1", "ReplicaSet", "replicasets"),
                            namespaced("batch/v1", "CronJob", "cronjobs"),
                            namespaced("batch/v1", "Job", "jobs"),
                            namespaced("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
                            namespaced("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
                            namespaced("route.openshift.io/v1", "Route", "routes"),
                            cluster("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles"),
                            cluster(
                                    "rbac.authorization.k8s.io/v1",
                                    "ClusterRoleBinding",
                                    "clusterrolebindings"),
                            namespaced("rbac.authorization.k8s.io/v1", "Role", "roles"),
                            namespaced(
                                    "rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings"),
                            cluster("storage.k8s.io/v1", "CSIDriver", "csidrivers"),
                            cluster("storage.k8s.io/v1", "StorageClass", "storageclasses"),
                            cluster(
                                    "apiextensions.k8s.io/v1",
                                    "CustomResourceDefinition",
                                    "customresourcedefinitions"),
                            cluster("config.openshift.io/v1", "APIServer", "apiservers"),
                            cluster(
                                    "config.openshift.io/v1",
                                    "ClusterOperator",
                                    "clusteroperators"),
                            cluster("config.openshift.io/v1", "ClusterVersion", "clusterversions"),
                            cluster("config.openshift.io/v1", "FeatureGate", "featuregates"),
                            cluster("config.openshift.io/v1", "Image", "images"),
                            cluster("config.openshift.io/v1", "Infrastructure", "infrastructures"),
                            cluster("config.openshift.io/v1", "Proxy", "proxies"),
                            cluster("imageregistry.operator.openshift.io/v1", "Config", "configs"),
                            cluster(
                                    "imageregistry.operator.openshift.io/v1",
                                    "ImagePruner",
                                    "imagepruners"))
                    .stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    kind -> key(kind.apiVersion(), kind.kind()),
                                    Function.identity()));

    private Kinds() {}

    /** The kind, or null when it needs API discovery. */
    public static @Nullable ResourceKind find(String apiVersion, String kind) {
        return TABLE.get(key(apiVersion, kind));
    }

    /** The kind, which must be in the table. */
    public static ResourceKind of(String apiVersion, String kind) {
        var row = find(apiVersion, kind);
        if (row == null) {
            throw new IllegalArgumentException("no row for " + kind + " of " + apiVersion);
        }
        return row;
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }

    private static ResourceKind namespaced(String apiVersion, String kind, String plural) {
        return new ResourceKind(apiVersion, kind, plural, true);
    }

    private static ResourceKind cluster(String apiVersion, String kind, String plural) {
        return new ResourceKind(apiVersion, kind, plural, false);
    }
}
