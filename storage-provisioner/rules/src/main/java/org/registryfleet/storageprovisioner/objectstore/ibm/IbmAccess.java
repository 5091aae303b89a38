package org.registryfleet.storageprovisioner.objectstore.ibm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;

import java.util.List;

/** The API key for IBM Cloud, which the registry itself never receives. */
final class IbmAccess {

    static final String PROVIDER = "ibmcos";
    private static final String USER_KEY = "REGISTRY_STORAGE_IBMCOS_IAMAPIKEY";
    private static final String MINTED_KEY = "ibmcloud_api_key";
    private static final String CONTROLLER = "https://resource-controller.cloud.ibm.com";

    private final IbmSettings settings;
    private final Snapshot objects;

    private IbmAccess(IbmSettings settings, Snapshot objects) {
        this.settings = settings;
        this.objects = objects;
    }

    static StorageAccess of(IbmSettings settings, Snapshot objects) {
        var access = new IbmAccess(settings, objects);
        var user = objects.find(CloudSecrets.USER);
        if (user.isPresent()) {
            return access.with(user.get(), USER_KEY);
        }
        return objects.find(CloudSecrets.MINTED)
                .map(minted -> access.with(minted, MINTED_KEY))
                .orElseGet(() -> new StorageAccess.Denied(CloudSecrets.notMinted()));
    }

    private StorageAccess with(Observed secret, String key) {
        if (!CloudSecrets.has(secret, key)) {
            return new StorageAccess.Denied(CloudSecrets.lacks(secret.ref(), key));
        }
        if (settings.location().isEmpty()) {
            var why = settings.place().error();
            return new StorageAccess.Denied(
                    why.isEmpty() ? "unable to get location from infrastructure" : why);
        }
        var description = description();
        description.putObject("credentials").put("apiKey", CloudSecrets.text(secret, key));
        var source =
                SecretValue.copied(
                        DesiredBucket.CREDENTIALS + "/apiKey", secret.ref(), "/data/" + key);
        return new StorageAccess.Granted(
                new DesiredBucket(
                        PROVIDER,
                        settings.bucket(),
                        settings.isNamed(),
                        description,
                        List.of(source)),
                found -> IbmPodContribution.of(settings, found));
    }

    private ObjectNode description() {
        var place = settings.place();
        var description = JsonNodeFactory.instance.objectNode();
        description.put("location", settings.location());
        description.put("endpoint", settings.endpoint());
        description.put("resourceGroup", settings.resourceGroup());
        description.put("iam", place.endpoint("IAM", "https://iam.cloud.ibm.com"));
        description.put("resourceController", place.endpoint("ResourceController", CONTROLLER));
        description.put("resourceManager", place.endpoint("ResourceManager", CONTROLLER));
        description.put("serviceInstance", wish(IbmSettings.INSTANCE, "serviceInstance"));
        description.put("resourceKey", wish(IbmSettings.KEY, "resourceKey"));
        description.put("owner", Infrastructure.of(objects).name());
        ProviderKeys.describe(description);
        return description;
    }

    /**
     * The configured instance and key. Empty if the name in the Config is one that was discovered,
     * so that the executor continues to manage it.
     */
    private String wish(String field, String told) {
        var written = settings.text(field);
        return ObservedBucket.find(objects, ObservedBucket.ref(PROVIDER, settings.bucket()))
                .filter(found -> found.observed().status().path(field).asText("").equals(written))
                .map(found -> found.asked().path(told).asText(""))
                .orElse(written);
    }
}
