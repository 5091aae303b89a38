package org.registryfleet.inventory.source;

import java.util.List;

/** Secrets that carry the fleet's own label; a cluster is named after its Secret. */
record LabelledSecrets() implements SourceType {
    private static final String SELECTOR = "fleet.registryfleet.org/cluster=true";

    @Override
    public String name() {
        return "labelled-secret";
    }

    @Override
    public List<HubKind> kinds() {
        return List.of(HubKind.secrets(SELECTOR));
    }

    @Override
    public SecretFormat format() {
        return SecretFormat.KUBECONFIG;
    }

    @Override
    public FoundCluster cluster(HubObject secret, HubObjects others, String hub) {
        return FoundCluster.of(
                secret.name(), secret.labels(), "secret:" + hub + secret.key(), secret.access());
    }

    @Override
    public boolean concerns(HubObject object, HubObject other) {
        return false;
    }
}
