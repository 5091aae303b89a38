package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.GoDuration;
import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;

/**
 * The effective S3 configuration: the Config's values, defaulted from the platform.
 *
 * @param written {@code spec.storage.s3}
 * @param bucket as written, or generated
 * @param isNamed whether the Config names the bucket
 * @param endpoint of the store, for the executor; empty for the provider's own
 */
public record S3Settings(
        JsonNode written,
        String bucket,
        boolean isNamed,
        String region,
        String regionEndpoint,
        boolean virtualHostedStyle,
        String endpoint)
        implements NamedBucket.Settings {

    private static final String CLOUD_FRONT = "cloudFront";
    private static final String DURATION = "duration";

    public static S3Settings of(JsonNode written, Infrastructure infrastructure) {
        var region = written.path("region").asText("");
        var regionEndpoint = written.path("regionEndpoint").asText("");
        boolean virtualHosted = written.path("virtualHostedStyle").asBoolean(false);
        var clusterEndpoint = infrastructure.awsEndpoint("s3");
        if (region.isEmpty() && regionEndpoint.isEmpty()) {
            region = infrastructure.awsRegion();
            regionEndpoint = clusterEndpoint;
            virtualHosted = virtualHosted || !clusterEndpoint.isEmpty();
        }
        if (region.isEmpty() && !regionEndpoint.isEmpty()) {
            region = S3Endpoint.REGION;
        }
        var named = written.path("bucket").asText("");
        return new S3Settings(
                written,
                named.isEmpty() ? BucketName.of(infrastructure.name(), region) : named,
                !named.isEmpty(),
                region,
                regionEndpoint,
                virtualHosted,
                regionEndpoint.isEmpty() ? clusterEndpoint : regionEndpoint);
    }

    S3Endpoint writtenEndpoint() {
        return new S3Endpoint(written.path("regionEndpoint").asText(""));
    }

    public String keyId() {
        return written.path("keyID").asText("");
    }

    public String trustedCa() {
        return written.path("trustedCA").path("name").asText("");
    }

    public int chunkSizeMiB() {
        return written.path("chunkSizeMiB").asInt(0);
    }

    /** A missing node if the registry does not use it. */
    public JsonNode cloudFront() {
        return written.path(CLOUD_FRONT);
    }

    public String cloudFrontDuration() {
        return GoDuration.canonical(cloudFront().path(DURATION).asText(""));
    }

    /** Path-style addressing is for custom endpoints only; AWS uses virtual hosts. */
    boolean isPathStyle() {
        return !regionEndpoint.isEmpty() && !virtualHostedStyle;
    }

    /** Isolated partitions have no dual-stack endpoints; custom endpoints are assumed to. */
    boolean isDualStack() {
        return !regionEndpoint.isEmpty()
                || !(region.contains("-iso-")
                        || region.contains("-isob-")
                        || region.contains("-isoe-")
                        || region.contains("-isof-"));
    }

    /** Fields written to the Config as soon as the backend is evaluated. */
    public ObjectNode shown() {
        var shown = JsonNodeFactory.instance.objectNode();
        shown.putObject("trustedCA").put("name", trustedCa());
        shown.put("virtualHostedStyle", written.path("virtualHostedStyle").asBoolean(false));
        if (!writtenEndpoint().written().isEmpty() && written.path("region").asText("").isEmpty()) {
            shown.put("region", region);
        }
        if (!cloudFrontDuration().isEmpty()) {
            shown.putObject(CLOUD_FRONT).put(DURATION, cloudFrontDuration());
        }
        return shown;
    }

    /** The section with all effective values. */
    public ObjectNode inForce() {
        var inForce =
                written instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        inForce.put("bucket", bucket);
        if (!region.isEmpty()) {
            inForce.put("region", region);
        }
        if (!regionEndpoint.isEmpty()) {
            inForce.put("regionEndpoint", regionEndpoint);
        }
        inForce.put("virtualHostedStyle", virtualHostedStyle);
        inForce.putObject("trustedCA").put("name", trustedCa());
        if (!cloudFrontDuration().isEmpty()) {
            inForce.withObject("/" + CLOUD_FRONT).put(DURATION, cloudFrontDuration());
        }
        return inForce;
    }
}
