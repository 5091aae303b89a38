package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.util.Map;

/**
 * Deletes a container that is proven to be this cluster's: created here, or marked as owned. The
 * account is deleted as well when it was created here and holds nothing else.
 */
final class AzureRemoval {

    private final StorageAccount session;
    private final ContainerAccess containers;
    private final WantedStorage wanted;

    AzureRemoval(StorageAccount session, ContainerAccess containers) {
        this.session = session;
        this.containers = containers;
        this.wanted = session.wanted();
    }

    ExternalResourceResult run() throws IOException {
        var account = session.manager().get(session.path());
        if (account.isEmpty()) {
            return gone();
        }
        var found = containers.open(session, session.isStack() ? AccountKeys.first(session) : "");
        var metadata = found.find();
        if (metadata.isPresent()) {
            if (!wanted.isCreatedHere() && !session.isContainerOurs(metadata.get())) {
                return ExternalResults.notOwned(
                        wanted.bucket(),
                        "metadata " + StorageAccount.OWNER + "=" + wanted.text("owner"));
            }
            if (PrivateEndpoint.isWanted(session)) {
                PrivateEndpoint.remove(session);
            }
            found.delete();
        }
        if (session.isAccountOurs(account.get()) && found.isAccountEmpty()) {
            session.manager().delete(session.path());
        }
        return gone();
    }

    private static ExternalResourceResult gone() {
        var status = JsonNodeFactory.instance.objectNode();
        status.put("exists", false).put("managed", false);
        return new ExternalResourceResult.Done(status, Map.of(StorageAccount.KEY, ""), Map.of());
    }
}
