package org.registryfleet.storageprovisioner.objectstore.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;

/**
 * The effective IBM COS configuration: the Config's values, each defaulted from the platform.
 *
 * @param written {@code spec.storage.ibmcos}
 * @param bucket as written, or generated
 */
record IbmSettings(JsonNode written, IbmLocation place, String bucket)
        implements NamedBucket.Settings {

    static final String INSTANCE = "serviceInstanceCRN";
    static final String KEY = "resourceKeyCRN";
    private static final String BUCKET = "bucket";
    private static final String LOCATION = "location";
    private static final String GROUP = "resourceGroupName";

    static IbmSettings of(JsonNode written, Infrastructure infrastructure) {
        var place = IbmLocation.of(infrastructure);
        var named = written.path(BUCKET).asText("");
        var location = either(written, LOCATION, place.location());
        return new IbmSettings(
                written,
                place,
                named.isEmpty()
                        ? BucketName.unique(infrastructure.name(), location, infrastructure.uid())
                        : named);
    }

    @Override
    public boolean isNamed() {
        return !text(BUCKET).isEmpty();
    }

    String location() {
        return either(written, LOCATION, place.location());
    }

    String resourceGroup() {
        return either(written, GROUP, place.resourceGroup());
    }

    /** The host of the buckets, as configured in the registry. */
    String host() {
        return place.endpoint("COS", "s3." + location() + ".cloud-object-storage.appdomain.cloud");
    }

    /** The same as a URL. */
    String endpoint() {
        return host().contains("://") ? host() : "https://" + host();
    }

    /** Empty if it is not configured. */
    String text(String name) {
        return written.path(name).asText("");
    }

    /** Fields written to the Config as soon as the backend is evaluated. */
    ObjectNode shown() {
        var shown = JsonNodeFactory.instance.objectNode();
        put(shown, LOCATION, place.location().isEmpty() ? "" : location());
        put(shown, GROUP, place.resourceGroup().isEmpty() ? "" : resourceGroup());
        return shown;
    }

    ObjectNode inForce(ObservedBucket found) {
        var inForce =
                written instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        inForce.put(BUCKET, bucket).put(LOCATION, location());
        var status = found.observed().status();
        put(inForce, GROUP, status.path(GROUP).asText(""));
        put(inForce, INSTANCE, status.path(INSTANCE).asText(""));
        put(inForce, KEY, status.path(KEY).asText(""));
        return inForce;
    }

    private static void put(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }

    private static String either(JsonNode written, String name, String other) {
        var text = written.path(name).asText("");
        return text.isEmpty() ? other : text;
    }
}
