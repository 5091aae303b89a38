package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** The bucket as an action asks for it. */
record WantedS3Bucket(JsonNode spec) {

    /** The region that the protocol does not name. */
    private static final String NO_CONSTRAINT = "us-east-1";

    String bucket() {
        return text("bucket");
    }

    String region() {
        var region = text("region");
        return region.isEmpty() ? "us-east-1" : region;
    }

    /** Where the provider is to make the bucket; empty for the region of the endpoint. */
    String locationConstraint() {
        var written = text("locationConstraint");
        return written.isEmpty() && !region().equals(NO_CONSTRAINT) ? region() : written;
    }

    /** It is closed to the public, tagged, encrypted and cleaned up when it is ours. */
    boolean hasProperties() {
        return spec.path("properties").asBoolean(true);
    }

    /** Empty for the provider's own. */
    String endpoint() {
        return text("endpoint");
    }

    /** Where roles are assumed; empty for the provider's own. */
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

    /** It may be there already. */
    boolean isNamed() {
        return spec.path("named").asBoolean(true);
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

    /** The tag that says which cluster's bucket it is. */
    String ownershipTag() {
        return "kubernetes.io/cluster/" + owner();
    }

    /** The infrastructure name of its cluster. */
    String owner() {
        return text("owner");
    }

    private String text(String name) {
        return spec.path(name).asText("");
    }
}
