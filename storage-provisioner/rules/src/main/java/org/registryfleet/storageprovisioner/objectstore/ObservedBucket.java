package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.Optional;

/** A bucket as the executor observed it last, and the description it was requested with. */
public record ObservedBucket(Observed observed) {

    private static final String API_VERSION = ObjectRef.OUTSIDE + "/v1";
    private static final String KIND = "Bucket";

    /** A bucket of a provider, such as {@code s3}. */
    public static ObjectRef ref(String provider, String bucket) {
        return ObjectRef.clusterScoped(API_VERSION, KIND, provider + "/" + bucket);
    }

    public static Optional<ObservedBucket> find(Snapshot objects, ObjectRef ref) {
        return objects.find(ref).map(ObservedBucket::new);
    }

    /** The description in the last completed action. */
    public JsonNode asked() {
        return observed.spec();
    }

    public boolean exists() {
        return observed.status().path("exists").asBoolean(false);
    }

    /** Its store cannot be reached from outside the cluster. */
    public boolean isUnchecked() {
        return observed.status().path("unchecked").asBoolean(false);
    }

    /** Whether it was deleted as requested. */
    public boolean isGone() {
        return asked().path("state").asText("").equals("Absent") && !exists();
    }

    /** Whether we created it. */
    public boolean isCreatedHere() {
        return observed.status().path("created").asBoolean(false);
    }

    /**
     * Whether it was secured and tagged, so that it may be deleted when the registry is removed.
     */
    public boolean isManaged() {
        return observed.status().path("managed").asBoolean(false);
    }

    public long verification() {
        return asked().path("verification").asLong(0);
    }

    /** Digest of the credentials file for the registry's Secret. */
    public String credentialsDigest() {
        return observed.status().path("credentialsDigest").asText("");
    }
}
