package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Wanted;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes or adopts an account and a container (storage specification, section 2.6.9): each is looked
 * for, and created when it is not there.
 */
final class AzureProvision {

    private static final int PAUSE_MILLIS = 500;
    private static final int MISSING = 404;

    private final StorageAccount session;
    private final Wanted wanted;

    AzureProvision(StorageAccount session) {
        this.session = session;
        this.wanted = session.wanted();
    }

    OutsideAnswer run() throws IOException {
        var found = session.manager().get(session.path());
        if (found.isEmpty() && !wanted.mayCreate()) {
            return missing();
        }
        if (found.isEmpty()) {
            var refusal = nameRefusal();
            if (!refusal.isEmpty()) {
                return Answers.refused("AzureError", refusal);
            }
            session.manager().put(session.path(), account());
        }
        var account = ready();
        if (account.isEmpty()) {
            return notYet();
        }
        closeToKeys(account.get());
        var keys = keys();
        var answer = container();
        if (!(answer instanceof OutsideAnswer.Done(var status, _, _))) {
            return answer;
        }
        if (PrivateEndpoint.isWanted(session)) {
            status.set("network", PrivateEndpoint.provide(session, account.get()));
        }
        return new OutsideAnswer.Done(status, keys, Map.of());
    }

    /** What the registry opens the account with, where it does not show who it is. */
    private Map<String, String> keys() throws IOException {
        if (session.isWithoutKeys()) {
            return Map.of();
        }
        var account = wanted.text("account");
        try {
            var listed = session.manager().post(session.path() + "/listKeys", "&$expand=kerb");
            var first = listed.at("/keys/0/value").asText("");
            if (first.isEmpty()) {
                throw new RefusedException(
                        0, "NoKeys", "no keys found for storage account " + account);
            }
            return Map.of(StorageAccount.KEY, first);
        } catch (RefusedException refused) {
            throw refused.saying(
                    "Unable to get storage account key: failed to get keys for the storage account "
                            + account
                            + ": failed to list storage account keys: "
                            + refused.getMessage());
        }
    }

    /** An account that was made here opens to identities alone, where these are in use. */
    private void closeToKeys(JsonNode account) throws IOException {
        if (session.isWithoutKeys()
                && session.isAccountOurs(account)
                && account.at("/properties/allowSharedKeyAccess").asBoolean(true)) {
            var change = JsonNodeFactory.instance.objectNode();
            change.putObject("properties").put("allowSharedKeyAccess", false);
            session.manager().patch(session.path(), change);
        }
    }

    /** Why the account cannot have its name; empty when it can. */
    private String nameRefusal() throws IOException {
        var asked =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", wanted.text("account"))
                        .put("type", "Microsoft.Storage/storageAccounts");
        var answer = session.manager().post(StorageAccount.CHECK_NAME, asked);
        return answer.path("nameAvailable").asBoolean(false)
                ? ""
                : "create storage account failed, name not available: "
                        + answer.path("message").asText(wanted.text("account"));
    }

    private ObjectNode account() {
        var account = JsonNodeFactory.instance.objectNode().put("kind", "StorageV2");
        account.putObject("sku").put("name", "Standard_LRS");
        account.put("location", session.credential("azure_region"));
        var tags = account.putObject("tags");
        wanted.texts("tags").forEach(tags::put);
        tags.put(StorageAccount.MADE_HERE, wanted.text("owner"));
        account.putObject("properties")
                .put("supportsHttpsTrafficOnly", true)
                .put("allowBlobPublicAccess", false)
                .put("minimumTlsVersion", "TLS1_2");
        return account;
    }

    private Optional<JsonNode> ready() throws IOException {
        do {
            var account = session.manager().get(session.path());
            if (account.isPresent()
                    && account.get()
                            .at("/properties/provisioningState")
                            .asText("Succeeded")
                            .equals("Succeeded")) {
                return account;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } while (session.hasTime().getAsBoolean());
        return Optional.empty();
    }

    private OutsideAnswer container() throws IOException {
        var found = session.manager().get(session.container());
        if (found.isPresent()) {
            return there(found.get());
        }
        if (!wanted.mayCreate()) {
            return missing();
        }
        var container = JsonNodeFactory.instance.objectNode();
        var properties = container.putObject("properties").put("publicAccess", "None");
        properties.putObject("metadata").put(StorageAccount.OWNER, wanted.text("owner"));
        session.manager().put(session.container(), container);
        return new OutsideAnswer.Done(Answers.there(true, true));
    }

    private OutsideAnswer there(JsonNode container) {
        boolean isOurs = wanted.isCreatedHere() || session.isContainerOurs(container);
        boolean managed = wanted.isManaged() || (wanted.isManagedIfCreated() && isOurs);
        return new OutsideAnswer.Done(Answers.there(isOurs, managed));
    }

    private OutsideAnswer missing() {
        return new OutsideAnswer.Failed(
                true,
                MISSING,
                "ContainerNotFound",
                "the storage container %s of the account %s does not exist"
                        .formatted(wanted.text("container"), wanted.text("account")),
                Duration.ZERO);
    }

    private OutsideAnswer notYet() {
        return new OutsideAnswer.Failed(
                false,
                0,
                "Creating",
                "the storage account " + wanted.text("account") + " is still being made",
                Duration.ZERO);
    }
}
