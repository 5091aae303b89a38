package org.registryfleet.registrydeployer.operand;

import static org.registryfleet.stage.view.ObjectRef.clusterScoped;

import org.registryfleet.stage.view.ObjectRef;

/**
 * The names of the operand's objects and of the objects it depends on (operand specification,
 * sections 1 to 3).
 */
public final class OperandObjects {

    public static final String NAMESPACE = "openshift-image-registry";
    public static final String CONFIG_NAMESPACE = "openshift-config";
    public static final String MANAGED_CONFIG_NAMESPACE = "openshift-config-managed";

    /** Marks Routes and claims as ours; only the key is significant. */
    public static final String OWNER_ANNOTATION = "imageregistry.openshift.io";

    public static final String FINALIZER = "imageregistry.operator.openshift.io/finalizer";

    private static final String OPERATOR_API = "imageregistry.operator.openshift.io/v1";
    private static final String CONFIG_API = "config.openshift.io/v1";
    private static final String RBAC_API = "rbac.authorization.k8s.io/v1";

    public static final ObjectRef CONFIG = clusterScoped(OPERATOR_API, "Config", "cluster");
    public static final ObjectRef IMAGE_PRUNER =
            clusterScoped(OPERATOR_API, "ImagePruner", "cluster");
    public static final ObjectRef IMAGE_CONFIG = clusterScoped(CONFIG_API, "Image", "cluster");
    public static final ObjectRef PROXY = clusterScoped(CONFIG_API, "Proxy", "cluster");
    public static final ObjectRef CLUSTER_VERSION =
            clusterScoped(CONFIG_API, "ClusterVersion", "version");
    public static final ObjectRef REGISTRY_NAMESPACE = clusterScoped("v1", "Namespace", NAMESPACE);

    public static final ObjectRef CLUSTER_ROLE =
            clusterScoped(RBAC_API, "ClusterRole", "system:registry");
    public static final ObjectRef CLUSTER_ROLE_BINDING =
            clusterScoped(RBAC_API, "ClusterRoleBinding", "registry-registry-role");
    public static final ObjectRef SERVICE_ACCOUNT = ours("v1", "ServiceAccount", "registry");
    public static final ObjectRef PULL_SECRETS = secret("installation-pull-secrets");
    public static final ObjectRef PRIVATE_CONFIGURATION =
            secret("image-registry-private-configuration");
    public static final ObjectRef SERVICE = ours("v1", "Service", "image-registry");
    public static final ObjectRef DEPLOYMENT = ours("apps/v1", "Deployment", "image-registry");
    public static final ObjectRef DISRUPTION_BUDGET =
            ours("policy/v1", "PodDisruptionBudget", "image-registry");
    public static final ObjectRef NETWORK_POLICY =
            ours("networking.k8s.io/v1", "NetworkPolicy", "image-registry-networkpolicy");

    public static final ObjectRef CERTIFICATES =
            configMap(NAMESPACE, "image-registry-certificates");
    public static final ObjectRef PUBLISHED_CA =
            configMap(MANAGED_CONFIG_NAMESPACE, "image-registry-ca");
    public static final ObjectRef SERVICE_CA = configMap(NAMESPACE, "serviceca");
    public static final ObjectRef TRUSTED_CA = configMap(NAMESPACE, "trusted-ca");
    public static final ObjectRef REGISTRY_TLS = secret("image-registry-tls");
    public static final ObjectRef GLOBAL_PULL_SECRET =
            new ObjectRef("v1", "Secret", CONFIG_NAMESPACE, "pull-secret");

    public static final ObjectRef NODE_CA = ours("apps/v1", "DaemonSet", "node-ca");

    private OperandObjects() {}

    /** An object in the operand's namespace. */
    public static ObjectRef ours(String apiVersion, String kind, String name) {
        return new ObjectRef(apiVersion, kind, NAMESPACE, name);
    }

    public static ObjectRef secret(String name) {
        return ours("v1", "Secret", name);
    }

    public static ObjectRef configMap(String namespace, String name) {
        return new ObjectRef("v1", "ConfigMap", namespace, name);
    }

    public static ObjectRef route(String name) {
        return ours("route.openshift.io/v1", "Route", name);
    }
}
