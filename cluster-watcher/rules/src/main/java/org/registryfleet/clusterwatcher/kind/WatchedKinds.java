package org.registryfleet.clusterwatcher.kind;

import org.registryfleet.clusterobjects.kind.Kinds;

import java.util.List;
import java.util.stream.Stream;

/** What is watched in every cluster: the inputs and the objects of the image registry's operand. */
public final class WatchedKinds {
    private static final String REGISTRY = "openshift-image-registry";
    private static final String CONFIG = "openshift-config";
    private static final String MANAGED = "openshift-config-managed";
    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String OPENSHIFT = "config.openshift.io/v1";
    private static final String OPERATOR = "imageregistry.operator.openshift.io/v1";

    private static final List<WatchedKind> ALL =
            Stream.of(
                            Stream.of(
                                    all(OPERATOR, "Config"),
                                    all(OPERATOR, "ImagePruner"),
                                    all(OPENSHIFT, "Infrastructure"),
                                    all(OPENSHIFT, "Proxy"),
                                    all(OPENSHIFT, "APIServer"),
                                    all(OPENSHIFT, "Image"),
                                    all(OPENSHIFT, "ClusterVersion"),
                                    all(OPENSHIFT, "FeatureGate"),
                                    named(OPENSHIFT, "ClusterOperator", "image-registry")),
                            Stream.of(
                                    inside(REGISTRY, "apps/v1", "Deployment"),
                                    inside(REGISTRY, "apps/v1", "DaemonSet"),
                                    inside(REGISTRY, "v1", "Service"),
                                    inside(REGISTRY, "v1", "Secret"),
                                    inside(REGISTRY, "v1", "ConfigMap"),
                                    inside(REGISTRY, "v1", "ServiceAccount"),
                                    inside(REGISTRY, "v1", "PersistentVolumeClaim"),
                                    readOnly(inside(REGISTRY, "v1", "Pod")),
                                    inside(REGISTRY, "policy/v1", "PodDisruptionBudget"),
                                    inside(REGISTRY, "networking.k8s.io/v1", "NetworkPolicy"),
                                    inside(REGISTRY, "route.openshift.io/v1", "Route"),
                                    inside(REGISTRY, "batch/v1", "Job"),
                                    inside(REGISTRY, "batch/v1", "CronJob")),
                            Stream.of(
                                    inside(CONFIG, "v1", "ConfigMap"),
                                    inside(CONFIG, "v1", "Secret", "pull-secret"),
                                    inside(MANAGED, "v1", "ConfigMap")),
                            Stream.of(
                                    named(RBAC, "ClusterRole", "system:registry"),
                                    named(RBAC, "ClusterRole", "system:image-pruner"),
                                    named(RBAC, "ClusterRoleBinding", "registry-registry-role"),
                                    named(
                                            RBAC,
                                            "ClusterRoleBinding",
                                            "openshift-image-registry-pruner")),
                            Stream.of(
                                    readOnly(named("v1", "Namespace", REGISTRY)),
                                    readOnly(named("v1", "Namespace", CONFIG)),
                                    readOnly(named("v1", "Namespace", MANAGED)),
                                    nodes(),
                                    readOnly(all("storage.k8s.io/v1", "StorageClass")),
                                    readOnly(all("storage.k8s.io/v1", "CSIDriver")),
                                    events()))
                    .flatMap(group -> group)
                    .toList();

    private WatchedKinds() {}

    /** In list order: what most decisions depend on comes first. */
    public static List<WatchedKind> all() {
        return ALL;
    }

    private static WatchedKind all(String apiVersion, String kind) {
        return named(apiVersion, kind, "");
    }

    private static WatchedKind named(String apiVersion, String kind, String name) {
        return new WatchedKind(Kinds.of(apiVersion, kind), "", name, true, Reduction.NONE);
    }

    private static WatchedKind inside(String namespace, String apiVersion, String kind) {
        return inside(namespace, apiVersion, kind, "");
    }

    private static WatchedKind inside(
            String namespace, String apiVersion, String kind, String name) {
        return new WatchedKind(Kinds.of(apiVersion, kind), namespace, name, true, Reduction.NONE);
    }

    private static WatchedKind readOnly(WatchedKind watched) {
        return new WatchedKind(
                watched.kind(), watched.namespace(), watched.name(), false, watched.reduction());
    }

    private static WatchedKind events() {
        return new WatchedKind(Kinds.of("v1", "Event"), REGISTRY, "", false, Reduction.EVENT);
    }

    private static WatchedKind nodes() {
        return new WatchedKind(Kinds.of("v1", "Node"), "", "", false, Reduction.NODE);
    }
}
