package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Desired state of an S3 bucket. */
record WantedS3Bucket(JsonNode spec) {

    /** The default region, which the protocol omits. */
    private static final String NO_CONSTRAINT = "us-east-1";

    String bucket() {
        return text("bucket");
    }

    String region() {
        var region = text("region");
        return region.isEmpty() ? "us-east-1" : region;
    }

    /** Location constraint; empty for the region of the endpoint. */
    String locationConstraint() {
        var written = text("locationConstraint");
        return written.isEmpty() && !region().equals(NO_CONSTRAINT) ? region() : written;
    }

    /**
     * Whether the bucket is managed: public access blocked, tagged, encrypted and with a lifecycle
     * rule when it is ours.
     */
    boolean hasProperties() {
        return spec.path("properties").asBoolean(true);
    }

    /** Endpoint; empty for the provider's own. */
    String endpoint() {
        return text("endpoint");
    }

    /** STS endpoint; empty for the provider's own. */
    String stsEndpoint() {
        return text("stsEndpoint");
    }

    boolean isAbsent() {
        return text("state").equals("Absent");
    }

    boolean isManaged() {
        return text("management").equals("Managed");
    }

    boolean isManagedIfCreated() {
        return text("management").equals("IfCreated");
    }

    boolean mayCreate() {
        return spec.path("mayCreate").asBoolean(false);
    }

    /** Whether it may exist already. */
    boolean isNamed() {
        return spec.path("named").asBoolean(true);
    }

    /** Whether only the cluster itself reaches the store. */
    boolean isInside() {
        return spec.path("inside").asBoolean(false);
    }

    /** Whether the user's own store and bucket are named, so that nothing has to be made. */
    boolean isOfUser() {
        return isNamed() && !isManaged() && !isCreatedHere() && !endpoint().isEmpty();
    }

    boolean isCreatedHere() {
        return spec.path("createdHere").asBoolean(false);
    }

    String keyId() {
        return text("keyId");
    }

    boolean isSecure() {
        return !endpoint().startsWith("http://");
    }

    Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        spec.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    /** Ownership tag of the cluster. */
    String ownershipTag() {
        return "kubernetes.io/cluster/" + owner();
    }

    /** Infrastructure name of the cluster. */
    String owner() {
        return text("owner");
    }

    private String text(String name) {
        return spec.path(name).asText("");
    }
}
