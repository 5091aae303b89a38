package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.FoundBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.Management;
import org.registryfleet.storageprovisioner.objectstore.VerificationRound;

import java.util.List;

/**
 * The bucket as it is to be. Whether it is asked for again is decided by its settings, credentials
 * and tags alone: what an earlier action was told about the circumstances stays as it was told.
 */
public record S3Bucket(
        S3Settings settings,
        S3Credentials.Usable credentials,
        S3Trust trust,
        Infrastructure infrastructure,
        S3Tags tags) {

    private static final List<String> TOLD =
            List.of("management", "mayCreate", "named", "createdHere", "verification");
    private static final String CREDENTIALS = "/spec/credentials";

    /**
     * The circumstances of an action.
     *
     * @param mayCreate a bucket that is not there may be created
     */
    public record Circumstances(
            Management management, boolean mayCreate, VerificationRound round) {}

    public ObjectRef ref() {
        return FoundBucket.ref("s3", settings.bucket());
    }

    /** Nothing but a verification, which may be due, is left to be asked for. */
    public boolean isSettled(@Nullable FoundBucket found, Circumstances now, Snapshot objects) {
        return found != null
                && found.exists()
                && agrees(found, now.management())
                && Drift.between(asAsked(found), objects).isEmpty();
    }

    /** The bucket is there. */
    public Desired present(@Nullable FoundBucket found, Circumstances now, Snapshot objects) {
        boolean settled = isSettled(found, now, objects);
        if (found != null && settled && found.verification() >= now.round().number()) {
            return asAsked(found);
        }
        var spec = spec("Present");
        spec.put("management", (settled ? resolved(found) : now.management()).word());
        spec.put("mayCreate", now.mayCreate());
        // nobody asks for a bucket that was never seen: it is created at once
        spec.put("named", settings.isNamed() || found != null);
        spec.put("createdHere", found != null && found.isCreatedHere());
        spec.put("verification", now.round().number());
        return desired(spec);
    }

    /**
     * The bucket and all that is in it are gone.
     *
     * @param found what proves that it may go, if the bucket's own tag does not
     */
    public Desired absent(@Nullable FoundBucket found) {
        var spec = spec("Absent");
        spec.put("createdHere", found != null && found.isCreatedHere());
        return desired(spec);
    }

    private Desired asAsked(FoundBucket found) {
        var spec = spec("Present");
        for (var name : TOLD) {
            spec.set(name, found.asked().path(name));
        }
        return desired(spec);
    }

    private static boolean agrees(FoundBucket found, Management wanted) {
        return wanted == Management.IF_CREATED || wanted == resolved(found);
    }

    private static Management resolved(@Nullable FoundBucket found) {
        return found != null && found.isManaged() ? Management.MANAGED : Management.UNMANAGED;
    }

    private ObjectNode spec(String state) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "s3").put("state", state);
        spec.put("bucket", settings.bucket()).put("region", settings.region());
        spec.put("endpoint", settings.endpoint());
        spec.put("pathStyle", settings.isPathStyle());
        spec.put("dualStack", settings.isDualStack());
        spec.put("keyId", settings.keyId());
        spec.put("owner", infrastructure.name());
        tags.into(spec.putObject("tags"));
        spec.put("caBundle", trust.bundle()).put("systemTrust", trust.withSystem());
        credentials.describe(spec.putObject("credentials"));
        return spec;
    }

    private Desired desired(ObjectNode spec) {
        var ref = ref();
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        manifest.putObject("metadata").put("name", ref.name());
        manifest.set("spec", spec);
        return Desired.object(ref, manifest, credentials.values(CREDENTIALS), "/spec");
    }
}
