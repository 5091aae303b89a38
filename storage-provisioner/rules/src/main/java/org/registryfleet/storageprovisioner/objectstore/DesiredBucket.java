package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.util.List;

/**
 * The bucket as it is to be. Whether it is asked for again is decided by its description alone:
 * what an earlier action was told about the circumstances stays as it was told.
 *
 * @param isNamed the Config names the bucket
 * @param description place, properties and credentials, these as digests
 * @param secrets where the executor finds the values of the credentials
 */
public record DesiredBucket(
        String provider,
        String name,
        boolean isNamed,
        ObjectNode description,
        List<SecretValue> secrets) {

    /** Where a description has its credentials, in the body of an action. */
    public static final String CREDENTIALS = "/spec/credentials";

    private static final List<String> TOLD =
            List.of("management", "mayCreate", "named", "createdHere", "verification");

    public DesiredBucket {
        secrets = List.copyOf(secrets);
    }

    /**
     * The circumstances of an action.
     *
     * @param mayCreate a bucket that is not there may be created
     */
    public record Circumstances(
            BucketManagement management, boolean mayCreate, VerificationRound round) {}

    public ObjectRef ref() {
        return ObservedBucket.ref(provider, name);
    }

    /** Nothing but a verification, which may be due, is left to be asked for. */
    public boolean isSettled(@Nullable ObservedBucket found, Circumstances now, Snapshot objects) {
        return found != null
                && found.exists()
                && agrees(found, now.management())
                && Drift.between(asAsked(found), objects).isEmpty();
    }

    /** The bucket is there. */
    public Desired present(@Nullable ObservedBucket found, Circumstances now, Snapshot objects) {
        boolean settled = isSettled(found, now, objects);
        if (found != null && settled && found.verification() >= now.round().number()) {
            return asAsked(found);
        }
        var spec = spec("Present");
        spec.put("management", (settled ? resolved(found) : now.management()).word());
        spec.put("mayCreate", now.mayCreate());
        // nobody asks for a bucket that was never seen: it is created at once
        spec.put("named", isNamed || found != null);
        spec.put("createdHere", found != null && found.isCreatedHere());
        spec.put("verification", now.round().number());
        return desired(spec);
    }

    /**
     * The bucket and all that is in it are gone.
     *
     * @param found what proves that it may go, if the bucket's own mark does not
     */
    public Desired absent(@Nullable ObservedBucket found) {
        var spec = spec("Absent");
        spec.put("createdHere", found != null && found.isCreatedHere());
        return desired(spec);
    }

    private Desired asAsked(ObservedBucket found) {
        var spec = spec("Present");
        var asked = found.asked().path(CaConfigMap.FIELD);
        if (CaConfigMap.certify(spec.path(CaConfigMap.FIELD).asText(""), asked.asText(""))) {
            spec.set(CaConfigMap.FIELD, asked);
        }
        for (var told : TOLD) {
            spec.set(told, found.asked().path(told));
        }
        return desired(spec);
    }

    private static boolean agrees(ObservedBucket found, BucketManagement wanted) {
        return wanted == BucketManagement.IF_CREATED || wanted == resolved(found);
    }

    private static BucketManagement resolved(@Nullable ObservedBucket found) {
        return found != null && found.isManaged()
                ? BucketManagement.MANAGED
                : BucketManagement.UNMANAGED;
    }

    private ObjectNode spec(String state) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", provider).put("state", state).put("bucket", name);
        return spec.setAll(description.deepCopy());
    }

    private Desired desired(ObjectNode spec) {
        var ref = ref();
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        manifest.putObject("metadata").put("name", ref.name());
        manifest.set("spec", spec);
        return Desired.object(ref, manifest, secrets, "/spec");
    }
}
