package org.registryfleet.inventory.source;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Cluster Secrets of Argo CD. */
record ArgoCd() implements SourceType {
    private static final String SELECTOR = "argocd.argoproj.io/secret-type=cluster";
    private static final String OWN_CLUSTER = "https://kubernetes.default.svc";

    @Override
    public String name() {
        return "argocd";
    }

    @Override
    public List<HubKind> kinds() {
        return List.of(HubKind.secrets(SELECTOR));
    }

    @Override
    public SecretFormat format() {
        return SecretFormat.ARGOCD;
    }

    @Override
    public @Nullable FoundCluster cluster(HubObject secret, HubObjects others, String hub) {
        var texts = secret.access().texts();
        var server = texts.getOrDefault("server", "");
        if (server.equals(OWN_CLUSTER)) {
            return null; // Argo CD's own cluster, which is registered as in-cluster where it is
            // wanted
        }
        var name = texts.getOrDefault("name", secret.name());
        var credential = "argocd:" + hub + secret.key();
        if (isNamespaceScoped(texts)) {
            return FoundCluster.rejected(
                    name,
                    secret.labels(),
                    credential,
                    "NamespaceScoped: Argo CD may only use the namespaces %s; give it clusterResources: \"true\" or register the cluster by hand"
                            .formatted(texts.getOrDefault("namespaces", "")));
        }
        return FoundCluster.of(name, secret.labels(), credential, secret.access());
    }

    private static boolean isNamespaceScoped(Map<String, String> texts) {
        return !texts.getOrDefault("namespaces", "").isEmpty()
                && !texts.getOrDefault("clusterResources", "").equals("true");
    }

    @Override
    public boolean concerns(HubObject object, HubObject other) {
        return false;
    }
}
