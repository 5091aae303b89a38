package org.registryfleet.inventory.source;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * ManagedClusters of Open Cluster Management with the token of a ManagedServiceAccount, directly or
 * by way of cluster-proxy.
 *
 * @param proxy address of the hub's user server of cluster-proxy; empty for none
 */
record OpenClusterManagement(String proxy) implements SourceType {
    private static final String ACCOUNT = "registry-fleet";
    private static final String SECRETS =
            "authentication.open-cluster-management.io/is-managed-serviceaccount=true";

    @Override
    public String name() {
        return "ocm";
    }

    @Override
    public List<HubKind> kinds() {
        return List.of(
                new HubKind(
                        "cluster.open-cluster-management.io/v1",
                        "ManagedCluster",
                        "managedclusters",
                        false,
                        ""),
                new HubKind(
                        "authentication.open-cluster-management.io/v1beta1",
                        "ManagedServiceAccount",
                        "managedserviceaccounts",
                        true,
                        ""),
                HubKind.secrets(SECRETS));
    }

    @Override
    public SecretFormat format() {
        return SecretFormat.TOKEN;
    }

    @Override
    public @Nullable FoundCluster cluster(HubObject cluster, HubObjects others, String hub) {
        var spec = cluster.body().path("spec");
        if (!isJoined(cluster.body()) && spec.path("hubAcceptsClient").asBoolean()) {
            return null;
        }
        return described(cluster, others, hub)
                .departing(
                        !spec.path("hubAcceptsClient").asBoolean()
                                || !cluster.body()
                                        .at("/metadata/deletionTimestamp")
                                        .asText()
                                        .isEmpty());
    }

    private FoundCluster described(HubObject cluster, HubObjects others, String hub) {
        var credential =
                "msa:%s%s/%s%s"
                        .formatted(hub, cluster.name(), ACCOUNT, proxy.isEmpty() ? "" : "@proxy");
        var account = others.find("ManagedServiceAccount", cluster.name(), ACCOUNT);
        var secretName =
                account == null ? "" : account.body().at("/status/tokenSecretRef/name").asText();
        var secret =
                secretName.isEmpty() ? null : others.find("Secret", cluster.name(), secretName);
        if (secret == null) {
            return rejected(
                    cluster,
                    credential,
                    "NoServiceAccount: namespace %s has no ManagedServiceAccount %s with a token; create it and its rights in the cluster"
                            .formatted(cluster.name(), ACCOUNT));
        }
        if (!secret.access().problem().isEmpty()) {
            return rejected(cluster, credential, secret.access().problem());
        }
        return reached(cluster, secret.access().endpoint(), credential);
    }

    private FoundCluster reached(HubObject cluster, ClusterEndpoint token, String credential) {
        if (!proxy.isEmpty()) {
            return FoundCluster.of(
                    cluster.name(),
                    cluster.labels(),
                    token.at(credential, proxy + "/" + cluster.name(), ""));
        }
        var config = cluster.body().at("/spec/managedClusterClientConfigs/0");
        var server = config.path("url").asText();
        if (server.isEmpty()) {
            return rejected(
                    cluster,
                    credential,
                    "Unreachable: the hub has no address of the cluster (managedClusterClientConfigs is empty); add one or configure the hub's cluster-proxy");
        }
        var fault = ServerAddress.fault(server);
        if (!fault.isEmpty()) {
            return rejected(cluster, credential, fault);
        }
        return FoundCluster.of(
                cluster.name(),
                cluster.labels(),
                token.at(credential, server, authority(config.path("caBundle").asText())));
    }

    private static String authority(String bundle) {
        return bundle.isEmpty() ? "" : AuthorityDigest.of(bundle);
    }

    @Override
    public boolean concerns(HubObject cluster, HubObject other) {
        return cluster.name().equals(other.namespace());
    }

    /** Accepted by the hub and joined; whether it answers just now does not count. */
    private static boolean isJoined(JsonNode cluster) {
        return isTrue(cluster, "HubAcceptedManagedCluster")
                && isTrue(cluster, "ManagedClusterJoined");
    }

    private static boolean isTrue(JsonNode cluster, String type) {
        for (var condition : cluster.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static FoundCluster rejected(HubObject cluster, String credential, String problem) {
        return FoundCluster.rejected(cluster.name(), cluster.labels(), credential, problem);
    }
}
