package org.registryfleet.storageprovisioner.objectstore.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.objectstore.Access;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.FoundBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;
import org.registryfleet.storageprovisioner.objectstore.PlatformIdentity;
import org.registryfleet.storageprovisioner.objectstore.WantedBucket;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.List;

/** A bucket of Google Cloud Storage. */
public record GcsRules(GcsSettings settings, Access access) implements NamedBucket {

    private static final String MINTED_KEY = "service_account.json";

    /** {@code written} is the member gcs of a storage section. */
    public static GcsRules of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = GcsSettings.of(written, infrastructure);
        return new GcsRules(settings, access(settings, infrastructure, objects));
    }

    private static Access access(
            GcsSettings settings, Infrastructure infrastructure, Snapshot objects) {
        var user = objects.find(CloudSecrets.USER);
        if (user.isPresent()) {
            return with(user.get(), GcsPodPart.KEY_FILE, settings, infrastructure);
        }
        return objects.find(CloudSecrets.MINTED)
                .map(minted -> with(minted, MINTED_KEY, settings, infrastructure))
                .orElseGet(() -> new Access.Denied(CloudSecrets.notMinted()));
    }

    private static Access with(
            Observed secret, String key, GcsSettings settings, Infrastructure infrastructure) {
        if (!CloudSecrets.has(secret, key)) {
            return new Access.Denied(CloudSecrets.lacks(secret.ref(), key));
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
                        WantedBucket.CREDENTIALS + "/file", secret.ref(), "/data/" + key);
        return new Access.Granted(
                new WantedBucket(
                        "gcs", settings.bucket(), settings.isNamed(), description, List.of(source)),
                _ -> GcsPodPart.of(settings.bucket(), secret, key));
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
    public ObjectNode inForce(FoundBucket found) {
        return settings.inForce();
    }

    @Override
    public List<StorageCondition> conditions(FoundBucket found) {
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

    /** It is still there; a better word than the reference's, which is empty. */
    @Override
    public StorageCondition notDeleted(Failure failure) {
        return StorageCondition.exists(failure.reason(), failure.message());
    }
}
