package org.registryfleet.storageprovisioner.objectstore.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;

/**
 * The effective GCS configuration: the Config's values, each defaulted from the platform.
 *
 * @param written {@code spec.storage.gcs}
 * @param bucket as written, or generated
 * @param project empty for the one that the credentials belong to
 */
public record GcsSettings(
        JsonNode written, String bucket, boolean isNamed, String region, String project)
        implements NamedBucket.Settings {

    public static GcsSettings of(JsonNode written, Infrastructure infrastructure) {
        var platform = infrastructure.platform("GCP", "gcp");
        var region = either(written.path("region"), platform.path("region"));
        var named = written.path("bucket").asText("");
        return new GcsSettings(
                written,
                named.isEmpty()
                        ? BucketName.unique(infrastructure.name(), region, infrastructure.uid())
                        : named,
                !named.isEmpty(),
                region,
                either(written.path("projectID"), platform.path("projectID")));
    }

    String keyId() {
        return written.path("keyID").asText("");
    }

    ObjectNode inForce() {
        var inForce =
                written instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        inForce.put("bucket", bucket);
        if (!region.isEmpty()) {
            inForce.put("region", region);
        }
        return project.isEmpty() ? inForce : inForce.put("projectID", project);
    }

    private static String either(JsonNode first, JsonNode second) {
        var text = first.asText("");
        return text.isEmpty() ? second.asText("") : text;
    }
}
