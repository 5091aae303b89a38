package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Creates or adopts an account and a container (storage specification, section 2.6.9): each is
 * looked up, and created when missing.
 */
final class AzureProvision {

    private static final int PAUSE_MILLIS = 500;
    private static final int MISSING = 404;

    private final StorageAccount session;
    private final ContainerAccess containers;
    private final WantedStorage wanted;

    AzureProvision(StorageAccount session, ContainerAccess containers) {
        this.session = session;
        this.containers = containers;
        this.wanted = session.wanted();
    }

    ExternalResourceResult run() throws IOException {
        var found = session.manager().get(session.path());
        if (found.isEmpty() && !wanted.mayCreate()) {
            return missing();
        }
        if (found.isEmpty()) {
            var refusal = nameRefusal();
            if (!refusal.isEmpty()) {
                return ExternalResults.refused("AzureError", refusal);
            }
            session.manager().put(session.path(), account());
        }
        var account = ready();
        if (account.isEmpty()) {
            return notYet();
        }
        closeToKeys(account.get());
        var key = session.isWithoutKeys() ? "" : AccountKeys.first(session);
        var answer = container(containers.open(session, key));
        if (!(answer instanceof ExternalResourceResult.Done(var status, _, _))) {
            return answer;
        }
        if (PrivateEndpoint.isWanted(session)) {
            status.set("network", PrivateEndpoint.provide(session, account.get()));
        }
        return new ExternalResourceResult.Done(
                status, key.isEmpty() ? Map.of() : Map.of(StorageAccount.KEY, key), Map.of());
    }

    /** An account created here disables shared keys where workload identities are in use. */
    private void closeToKeys(JsonNode account) throws IOException {
        if (session.isWithoutKeys()
                && session.isAccountOurs(account)
                && account.at("/properties/allowSharedKeyAccess").asBoolean(true)) {
            var change = JsonNodeFactory.instance.objectNode();
            change.putObject("properties").put("allowSharedKeyAccess", false);
            session.manager().patch(session.path(), change);
        }
    }

    /** Why the name is unavailable; empty when it is available. */
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
        var account = JsonNodeFactory.instance.objectNode();
        account.put("kind", session.isStack() ? "Storage" : "StorageV2");
        account.putObject("sku").put("name", "Standard_LRS");
        account.put("location", session.credential("azure_region"));
        var tags = account.putObject("tags");
        wanted.texts("tags").forEach(tags::put);
        tags.put(StorageAccount.MADE_HERE, wanted.text("owner"));
        var properties = account.putObject("properties");
        if (!session.isStack()) {
            properties
                    .put("supportsHttpsTrafficOnly", true)
                    .put("allowBlobPublicAccess", false)
                    .put("minimumTlsVersion", "TLS1_2");
        }
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

    private ExternalResourceResult container(Containers containers) throws IOException {
        var found = containers.find();
        if (found.isPresent()) {
            return there(found.get());
        }
        if (!wanted.mayCreate()) {
            return missing();
        }
        containers.create(Map.of(StorageAccount.OWNER, wanted.text("owner")));
        return new ExternalResourceResult.Done(ExternalResults.there(true, true));
    }

    private ExternalResourceResult there(Map<String, String> metadata) {
        boolean isOurs = wanted.isCreatedHere() || session.isContainerOurs(metadata);
        boolean managed = wanted.isManaged() || (wanted.isManagedIfCreated() && isOurs);
        return new ExternalResourceResult.Done(ExternalResults.there(isOurs, managed));
    }

    private ExternalResourceResult missing() {
        return new ExternalResourceResult.Failed(
                true,
                MISSING,
                "ContainerNotFound",
                "the storage container %s of the account %s does not exist"
                        .formatted(wanted.text("container"), wanted.text("account")),
                Duration.ZERO);
    }

    private ExternalResourceResult notYet() {
        return new ExternalResourceResult.Failed(
                false,
                0,
                "Creating",
                "the storage account " + wanted.text("account") + " is still being made",
                Duration.ZERO);
    }
}
