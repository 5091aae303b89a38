package org.registryfleet.scenarios.resource;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.List;
import java.util.Optional;

/**
 * The kinds that scenarios give, that the system under test may make and that a comparison looks
 * for. Events and leases are not among them: they are no part of a recorded state.
 */
public final class ScenarioKinds {

    private static final String CONFIG = "config.openshift.io/v1";
    private static final String REGISTRY = "imageregistry.operator.openshift.io/v1";
    private static final String RBAC = "rbac.authorization.k8s.io/v1";

    private static final List<ScenarioKind> ALL =
            List.of(
                    cluster("v1", "Namespace", "namespaces"),
                    cluster("v1", "Node", "nodes"),
                    cluster("v1", "PersistentVolume", "persistentvolumes"),
                    namespaced("v1", "ConfigMap", "configmaps"),
                    namespaced("v1", "Secret", "secrets"),
                    namespaced("v1", "Service", "services"),
                    namespaced("v1", "ServiceAccount", "serviceaccounts"),
                    namespaced("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
                    namespaced("v1", "Pod", "pods"),
                    namespaced("apps/v1", "Deployment", "deployments"),
                    namespaced("apps/v1", "DaemonSet", "daemonsets"),
                    namespaced("apps/v1", "ReplicaSet", "replicasets"),
                    namespaced("apps/v1", "StatefulSet", "statefulsets"),
                    namespaced("batch/v1", "Job", "jobs"),
                    namespaced("batch/v1", "CronJob", "cronjobs"),
                    namespaced("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
                    namespaced("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
                    namespaced("route.openshift.io/v1", "Route", "routes"),
                    namespaced("image.openshift.io/v1", "ImageStream", "imagestreams"),
                    namespaced(RBAC, "Role", "roles"),
                    namespaced(RBAC, "RoleBinding", "rolebindings"),
                    cluster(RBAC, "ClusterRole", "clusterroles"),
                    cluster(RBAC, "ClusterRoleBinding", "clusterrolebindings"),
                    cluster("storage.k8s.io/v1", "StorageClass", "storageclasses"),
                    cluster(REGISTRY, "Config", "configs"),
                    cluster(REGISTRY, "ImagePruner", "imagepruners"),
                    cluster(CONFIG, "Image", "images"),
                    cluster(CONFIG, "ClusterOperator", "clusteroperators"),
                    cluster(CONFIG, "Infrastructure", "infrastructures"),
                    cluster(CONFIG, "ClusterVersion", "clusterversions"),
                    cluster(CONFIG, "FeatureGate", "featuregates"),
                    cluster(CONFIG, "Proxy", "proxies"),
                    cluster(CONFIG, "APIServer", "apiservers"),
                    cluster(CONFIG, "Ingress", "ingresses"));

    private ScenarioKinds() {}

    public static List<ScenarioKind> all() {
        return ALL;
    }

    /** The kind of the object; an unknown one is an error of the scenario. */
    public static ScenarioKind of(ScenarioObjectRef ref) {
        return ALL.stream()
                .filter(k -> k.apiVersion().equals(ref.apiVersion()) && k.kind().equals(ref.kind()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        ref.apiVersion() + " " + ref.kind() + " is not known"));
    }

    /** The kind that is served under the plural name of the group. */
    public static Optional<ScenarioKind> served(String group, String plural) {
        return ALL.stream()
                .filter(k -> k.group().equals(group) && k.plural().equals(plural))
                .findFirst();
    }

    /** The path of one object. */
    public static String path(ScenarioObjectRef ref) {
        var kind = of(ref);
        var namespace = ref.namespace();
        var list = namespace == null ? kind.listPath() : kind.listPath(namespace);
        return list + "/" + ref.name().replace(":", "%3A");
    }

    private static ScenarioKind cluster(String apiVersion, String kind, String plural) {
        return new ScenarioKind(apiVersion, kind, plural, false);
    }

    private static ScenarioKind namespaced(String apiVersion, String kind, String plural) {
        return new ScenarioKind(apiVersion, kind, plural, true);
    }
}
