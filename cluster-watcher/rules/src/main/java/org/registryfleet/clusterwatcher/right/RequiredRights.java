package org.registryfleet.clusterwatcher.right;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;

import java.util.List;
import java.util.stream.Stream;

/**
 * The rights that a cluster must grant. Reading follows from what is watched; writing is named here
 * and held against the chart for managed clusters, which grants it.
 */
public final class RequiredRights {
    private static final String REGISTRY = "openshift-image-registry";
    private static final String MANAGED = "openshift-config-managed";
    private static final String OPERATOR = "imageregistry.operator.openshift.io";
    private static final String OPENSHIFT = "config.openshift.io";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> WRITE = List.of("create", "patch", "delete");

    /** By the uid of this namespace clusters are told from each other. */
    private static final Right IDENTITY = new Right("get", "", "namespaces", "", "kube-system");

    private static final List<Right> OBSERVING =
            Stream.concat(
                            Stream.of(IDENTITY),
                            WatchedKinds.all().stream().flatMap(RequiredRights::reading))
                    .toList();

    private static final List<Right> ASSISTING =
            Stream.of(
                            each(List.of("create"), OPERATOR, "configs", "", ""),
                            each(List.of("create"), OPERATOR, "imagepruners", "", ""),
                            each(List.of("patch"), OPERATOR, "configs", "", "cluster"),
                            each(List.of("patch"), OPERATOR, "imagepruners", "", "cluster"),
                            each(WRITE, "", "persistentvolumeclaims", REGISTRY, ""),
                            tokens("cluster-image-registry-operator"),
                            tokens("registry"))
                    .flatMap(rights -> rights)
                    .toList();

    private static final List<Right> DEPLOYING =
            Stream.of(
                            each(List.of("patch"), OPERATOR, "configs/status", "", "cluster"),
                            each(List.of("patch"), OPERATOR, "imagepruners/status", "", "cluster"),
                            reports(),
                            roles(),
                            inRegistry("", "services", "secrets", "serviceaccounts", "configmaps"),
                            inRegistry("apps", "deployments", "daemonsets"),
                            inRegistry("policy", "poddisruptionbudgets"),
                            inRegistry("networking.k8s.io", "networkpolicies"),
                            inRegistry("route.openshift.io", "routes", "routes/custom-host"),
                            inRegistry("batch", "cronjobs", "jobs"),
                            each(WRITE, "", "configmaps", MANAGED, ""))
                    .flatMap(rights -> rights)
                    .toList();

    private RequiredRights() {}

    /** To see, which mode {@code observe} needs. */
    public static List<Right> toObserve() {
        return OBSERVING;
    }

    /** To see and to write what an operator of the cluster takes up: mode {@code assist}. */
    public static List<Right> toAssist() {
        return Stream.concat(OBSERVING.stream(), ASSISTING.stream()).toList();
    }

    /** To see and to deploy the registry: mode {@code full}. */
    public static List<Right> toDeploy() {
        return Stream.concat(toAssist().stream(), DEPLOYING.stream()).toList();
    }

    private static Stream<Right> reading(WatchedKind watched) {
        return READ.stream()
                .map(verb -> Right.of(verb, watched.kind(), watched.namespace(), watched.name()));
    }

    private static Stream<Right> reports() {
        var operator = "image-registry";
        return Stream.of(
                        each(List.of("create"), OPENSHIFT, "clusteroperators", "", ""),
                        each(List.of("create"), OPENSHIFT, "images", "", ""),
                        each(
                                List.of("patch", "delete"),
                                OPENSHIFT,
                                "clusteroperators",
                                "",
                                operator),
                        each(List.of("patch"), OPENSHIFT, "clusteroperators/status", "", operator),
                        each(List.of("patch"), OPENSHIFT, "images", "", "cluster"),
                        each(List.of("patch"), OPENSHIFT, "images/status", "", "cluster"))
                .flatMap(rights -> rights);
    }

    private static Stream<Right> roles() {
        var given = List.of("patch", "delete", "bind", "escalate");
        var bound = List.of("patch", "delete");
        var bindings = "clusterrolebindings";
        return Stream.of(
                        each(List.of("create"), RBAC, "clusterroles", "", ""),
                        each(List.of("create"), RBAC, bindings, "", ""),
                        each(given, RBAC, "clusterroles", "", "system:registry"),
                        each(given, RBAC, "clusterroles", "", "system:image-pruner"),
                        each(bound, RBAC, bindings, "", "registry-registry-role"),
                        each(bound, RBAC, bindings, "", "openshift-image-registry-pruner"))
                .flatMap(rights -> rights);
    }

    /** Workload identities: the storage is made in the name of these accounts. */
    private static Stream<Right> tokens(String account) {
        return each(List.of("create"), "", "serviceaccounts/token", REGISTRY, account);
    }

    private static Stream<Right> inRegistry(String group, String... resources) {
        return Stream.of(resources).flatMap(resource -> each(WRITE, group, resource, REGISTRY, ""));
    }

    private static Stream<Right> each(
            List<String> verbs, String group, String resource, String namespace, String name) {
        return verbs.stream().map(verb -> new Right(verb, group, resource, namespace, name));
    }
}
