package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Wanted;

import java.io.IOException;
import java.util.Map;

/**
 * Deletes a container that is proven to be this cluster's: made here, or marked so. The account
 * goes with it when it was made here, too, and holds nothing else.
 */
final class AzureRemoval {

    private final StorageAccount session;
    private final ContainerAccess containers;
    private final Wanted wanted;

    AzureRemoval(StorageAccount session, ContainerAccess containers) {
        this.session = session;
        this.containers = containers;
        this.wanted = session.wanted();
    }

    OutsideAnswer run() throws IOException {
        var account = session.manager().get(session.path());
        if (account.isEmpty()) {
            return gone();
        }
        var found = containers.open(session, session.isStack() ? AccountKeys.first(session) : "");
        var metadata = found.find();
        if (metadata.isPresent()) {
            if (!wanted.isCreatedHere() && !session.isContainerOurs(metadata.get())) {
                return Answers.notOwned(
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

    private static OutsideAnswer gone() {
        var status = JsonNodeFactory.instance.objectNode();
        status.put("exists", false).put("managed", false);
        return new OutsideAnswer.Done(status, Map.of(StorageAccount.KEY, ""), Map.of());
    }
}
