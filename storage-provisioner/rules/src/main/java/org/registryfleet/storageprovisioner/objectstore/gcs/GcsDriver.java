package org.registryfleet.storageprovisioner.objectstore.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PlatformIdentity;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/** The driver for buckets of Google Cloud Storage. */
public record GcsDriver(GcsSettings settings, StorageAccess access) implements NamedBucket {

    private static final String MINTED_KEY = "service_account.json";

    /** {@code written} is the member gcs of a storage section. */
    public static GcsDriver of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = GcsSettings.of(written, infrastructure);
        return new GcsDriver(settings, access(settings, infrastructure, objects));
    }

    private static StorageAccess access(
            GcsSettings settings, Infrastructure infrastructure, Snapshot objects) {
        var user = objects.find(CloudSecrets.USER);
        if (user.isPresent()) {
            return with(user.get(), GcsPodContribution.KEY_FILE, settings, infrastructure);
        }
        return objects.find(CloudSecrets.MINTED)
                .map(minted -> with(minted, MINTED_KEY, settings, infrastructure))
                .orElseGet(() -> new StorageAccess.Denied(CloudSecrets.notMinted()));
    }

    private static StorageAccess with(
            Observed secret, String key, GcsSettings settings, Infrastructure infrastructure) {
        if (!CloudSecrets.has(secret, key)) {
            return new StorageAccess.Denied(CloudSecrets.lacks(secret.ref(), key));
        }
        var description = JsonNodeFactory.instance.objectNode();
        description.put("region", settings.region()).put("project", settings.project());
        description.put("keyId", settings.keyId()).put("owner", infrastructure.name());
        var gcp = infrastructure.platform("GCP", "gcp");
        var labels = description.putObject("labels");
        labels.put("kubernetes-io-cluster-" + infrastructure.name(), "owned");
        for (var label : gcp.path("resourceLabels")) {
            labels.put(label.path("key").asText(), label.path("value").asText());
        }
        var tags = description.putArray("tags");
        for (var tag : gcp.path("resourceTags")) {
            tags.add(
                    "%s/%s/%s"
                            .formatted(
                                    tag.path("parentID").asText(),
                                    tag.path("key").asText(),
                                    tag.path("value").asText()));
        }
        description.putObject("credentials").put("file", CloudSecrets.text(secret, key));
        PlatformIdentity.describe(description);
        var source =
                SecretValue.copied(
                        DesiredBucket.CREDENTIALS + "/file", secret.ref(), "/data/" + key);
        return new StorageAccess.Granted(
                new DesiredBucket(
                        "gcs", settings.bucket(), settings.isNamed(), description, List.of(source)),
                _ -> GcsPodContribution.of(settings.bucket(), secret, key));
    }

    @Override
    public Backend backend() {
        return Backend.GCS;
    }

    @Override
    public ObjectNode shown() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode inForce(ObservedBucket found) {
        return settings.inForce();
    }

    @Override
    public List<StorageCondition> conditions(ObservedBucket found) {
        return GcsConditions.of(found, bucket());
    }

    @Override
    public StorageCondition denied(String why) {
        return StorageCondition.unknown(
                "GCS Configuration Changed", "GCS storage is in an unknown state");
    }

    @Override
    public StorageCondition failed(Failure failure) {
        return GcsConditions.failed(failure);
    }

    @Override
    public StorageCondition deleted() {
        return StorageCondition.missing("GCS Bucket Deleted", "The GCS bucket has been removed.");
    }

    /** The bucket still exists; the reference operator leaves this message empty. */
    @Override
    public StorageCondition notDeleted(Failure failure) {
        return StorageCondition.exists(failure.reason(), failure.message());
    }
}
