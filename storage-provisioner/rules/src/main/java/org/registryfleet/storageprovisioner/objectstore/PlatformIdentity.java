package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The service accounts that clouds trust where workload identity replaces secrets (storage
 * specification, section 2.5.7). The executor requests a token of the first one that exists.
 */
public final class PlatformIdentity {

    private static final List<String> ACCOUNTS =
            List.of("cluster-image-registry-operator", "registry");

    private PlatformIdentity() {}

    /** Adds the identity to the description of a bucket. */
    public static void describe(ObjectNode description) {
        var identity = JsonNodeFactory.instance.objectNode();
        identity.put("namespace", CloudSecrets.MINTED.namespace()).put("audience", "openshift");
        var accounts = identity.putArray("serviceAccounts");
        ACCOUNTS.forEach(accounts::add);
        description.set("identity", identity);
    }
}
