package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PlatformIdentity;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;

import java.util.ArrayList;
import java.util.List;

/**
 * The credentials with which a storage account is accessed (storage specification, section 2.6.6).
 */
final class AzureAccess {

    private static final List<String> SERVICE_PRINCIPAL =
            List.of(
                    "azure_subscription_id",
                    "azure_tenant_id",
                    "azure_client_id",
                    "azure_client_secret",
                    "azure_resourcegroup",
                    "azure_region",
                    "azure_federated_token_file");
    private static final String TOKEN_FILE = "azure_federated_token_file";
    private static final String CLIENT_SECRET = "azure_client_secret";

    private final AzureSettings settings;
    private final Infrastructure infrastructure;
    private final Snapshot objects;

    private AzureAccess(AzureSettings settings, Infrastructure infrastructure, Snapshot objects) {
        this.settings = settings;
        this.infrastructure = infrastructure;
        this.objects = objects;
    }

    static StorageAccess of(
            AzureSettings settings, Infrastructure infrastructure, Snapshot objects) {
        var access = new AzureAccess(settings, infrastructure, objects);
        var user = objects.find(CloudSecrets.USER);
        return user.isPresent()
                ? access.ofUser(user.get())
                : objects.find(CloudSecrets.MINTED)
                        .map(access::ofPlatform)
                        .orElseGet(
                                () ->
                                        new StorageAccess.Denied(
                                                "unable to get cluster minted credentials: "
                                                        + CloudSecrets.mintedNotFound()));
    }

    /** The user's key for an Unmanaged container. */
    private StorageAccess ofUser(Observed secret) {
        var key = AzurePodContribution.ACCOUNT_KEY;
        if (!CloudSecrets.has(secret, key)) {
            return new StorageAccess.Denied(CloudSecrets.lacks(secret.ref(), key));
        }
        if (!settings.isAccountNamed()) {
            return new StorageAccess.Denied(
                    "Storage account key is provided, but account name is not specified");
        }
        if (!settings.isContainerNamed()) {
            return new StorageAccess.Denied(
                    "Storage account is provided, but container is not specified");
        }
        return switch (AzureEnvironment.of(settings.cloud(), objects)) {
            case AzureEnvironment.Known(var cloud) -> vouched(secret, cloud);
            case AzureEnvironment.Unknown(var why) -> noSuchCloud(why);
        };
    }

    private StorageAccess vouched(Observed secret, AzureCloud cloud) {
        var key = AzurePodContribution.ACCOUNT_KEY;
        var credentials = JsonNodeFactory.instance.objectNode();
        credentials.put("accountKey", CloudSecrets.text(secret, key));
        var source =
                SecretValue.copied(
                        DesiredBucket.CREDENTIALS + "/accountKey", secret.ref(), "/data/" + key);
        return new StorageAccess.Vouched(
                wanted(description(cloud), credentials, List.of(source)),
                AzurePodContribution.withKey(settings, cloud, secret));
    }

    private StorageAccess ofPlatform(Observed secret) {
        boolean hasSecret = !CloudSecrets.text(secret, CLIENT_SECRET).isEmpty();
        if (!isIdentity(secret) && !hasSecret) {
            return new StorageAccess.Denied(
                    "the platform's credentials hold neither an azure_client_secret nor an"
                            + " azure_federated_token_file");
        }
        return switch (AzureEnvironment.of(settings.cloud(), objects)) {
            case AzureEnvironment.Known(var cloud) when cloud.isStack() && !hasSecret ->
                    new StorageAccess.Denied(
                            "client secret is required for Azure Stack Hub authentication");
            case AzureEnvironment.Known(var cloud) -> withPrincipal(secret, cloud);
            case AzureEnvironment.Unknown(var why) -> noSuchCloud(why);
        };
    }

    private StorageAccess withPrincipal(Observed secret, AzureCloud cloud) {
        var credentials = JsonNodeFactory.instance.objectNode();
        var sources = new ArrayList<SecretValue>();
        for (var key : SERVICE_PRINCIPAL) {
            if (CloudSecrets.has(secret, key)) {
                credentials.put(key, CloudSecrets.text(secret, key));
                sources.add(
                        SecretValue.copied(
                                DesiredBucket.CREDENTIALS + "/" + key,
                                secret.ref(),
                                "/data/" + key));
            }
        }
        var azure = infrastructure.platform("Azure", "azure");
        var description = description(cloud);
        description.put("resourceGroup", azure.path("resourceGroupName").asText(""));
        if (isIdentity(secret)) {
            PlatformIdentity.describe(description);
        } else {
            ProviderKeys.describe(description);
        }
        if (settings.isInternal()) {
            var ref = ObservedBucket.ref("azure", settings.account() + "/" + settings.container());
            description.set(
                    "network",
                    AzureNetwork.of(settings.written(), infrastructure)
                            .described(ObservedBucket.find(objects, ref).orElse(null)));
        }
        var tags = description.putObject("tags");
        tags.put("kubernetes.io_cluster." + infrastructure.name(), "owned");
        for (var tag : azure.path("resourceTags")) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return new StorageAccess.Granted(
                wanted(description, credentials, sources),
                found ->
                        isIdentity(secret)
                                ? AzurePodContribution.withIdentity(settings, cloud, secret)
                                : AzurePodContribution.withFetchedKey(settings, cloud, found));
    }

    /** Workload identity: a service account token instead of a secret. */
    private static boolean isIdentity(Observed secret) {
        return !CloudSecrets.text(secret, TOKEN_FILE).isEmpty();
    }

    private ObjectNode description(AzureCloud cloud) {
        var description = JsonNodeFactory.instance.objectNode();
        description.put("account", settings.account());
        description.put("container", settings.container());
        description.put("suffix", cloud.suffix()).put("login", cloud.login());
        description.put("resourceManager", cloud.management());
        if (cloud.isStack()) {
            description.put("audience", cloud.audience()).put("isStack", true);
        }
        return description.put("owner", infrastructure.name());
    }

    private DesiredBucket wanted(
            ObjectNode description, ObjectNode credentials, List<SecretValue> sources) {
        description.set("credentials", credentials);
        return new DesiredBucket(
                "azure",
                settings.account() + "/" + settings.container(),
                settings.isAccountNamed() || settings.isContainerNamed(),
                description,
                sources);
    }

    private static StorageAccess noSuchCloud(String why) {
        return new StorageAccess.Denied("Unable to get cloud environment: " + why);
    }
}
