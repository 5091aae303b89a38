package org.registryfleet.inventory.source;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** ClusterDeployments of Hive with the kubeconfig Secrets that they refer to. */
record Hive() implements SourceType {
    private static final String SECRETS = "hive.openshift.io/secret-type=kubeconfig";

    @Override
    public String name() {
        return "hive";
    }

    @Override
    public List<HubKind> kinds() {
        return List.of(
                new HubKind(
                        "hive.openshift.io/v1",
                        "ClusterDeployment",
                        "clusterdeployments",
                        true,
                        ""),
                HubKind.secrets(SECRETS));
    }

    @Override
    public SecretFormat format() {
        return SecretFormat.KUBECONFIG;
    }

    @Override
    public @Nullable FoundCluster cluster(HubObject deployment, HubObjects others, String hub) {
        var spec = deployment.body().path("spec");
        if (!spec.path("installed").asBoolean() || isUnclaimed(spec)) {
            return null;
        }
        return described(deployment, others, hub)
                .hibernating(spec.path("powerState").asText().equals("Hibernating"))
                .departing(isDestroyed(deployment.body()));
    }

    private static FoundCluster described(HubObject deployment, HubObjects others, String hub) {
        var name = secretName(deployment);
        var credential = "secret:%s%s/%s#kubeconfig".formatted(hub, deployment.namespace(), name);
        if (name.isEmpty()) {
            return rejected(
                    deployment,
                    "",
                    "NoKubeconfig: spec.clusterMetadata.adminKubeconfigSecretRef is empty; Hive fills it in at installation");
        }
        var secret = others.find("Secret", deployment.namespace(), name);
        if (secret == null) {
            return rejected(
                    deployment,
                    credential,
                    "NoKubeconfig: there is no Secret %s/%s with the label %s"
                            .formatted(deployment.namespace(), name, SECRETS));
        }
        return FoundCluster.of(deployment.name(), deployment.labels(), credential, secret.access());
    }

    @Override
    public boolean concerns(HubObject deployment, HubObject other) {
        return deployment.namespace().equals(other.namespace())
                && secretName(deployment).equals(other.name());
    }

    /** A member of a pool that nobody has claimed yet. */
    private static boolean isUnclaimed(JsonNode spec) {
        var pool = spec.path("clusterPoolRef");
        return pool.isObject() && pool.path("claimName").asText().isEmpty();
    }

    /** Deletion deprovisions the cluster unless it is preserved. */
    private static boolean isDestroyed(JsonNode deployment) {
        return !deployment.at("/metadata/deletionTimestamp").asText().isEmpty()
                && !deployment.at("/spec/preserveOnDelete").asBoolean();
    }

    private static FoundCluster rejected(HubObject deployment, String credential, String problem) {
        return FoundCluster.rejected(deployment.name(), deployment.labels(), credential, problem);
    }

    private static String secretName(HubObject deployment) {
        return deployment.body().at("/spec/clusterMetadata/adminKubeconfigSecretRef/name").asText();
    }
}
