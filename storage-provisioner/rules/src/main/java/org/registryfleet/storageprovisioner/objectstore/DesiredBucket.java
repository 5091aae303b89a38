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
 * The desired bucket. Only a change of its description triggers another action; the circumstances
 * sent with an earlier action are not updated on their own.
 *
 * @param isNamed whether the Config names the bucket
 * @param description location, properties and credentials, the latter as digests
 * @param secrets where the executor reads the values of the credentials
 */
public record DesiredBucket(
        String provider,
        String name,
        boolean isNamed,
        ObjectNode description,
        List<SecretValue> secrets) {

    /** JSON pointer to the credentials in the body of an action. */
    public static final String CREDENTIALS = "/spec/credentials";

    private static final List<String> TOLD =
            List.of("management", "mayCreate", "named", "createdHere", "verification");

    public DesiredBucket {
        secrets = List.copyOf(secrets);
    }

    /**
     * The circumstances of an action.
     *
     * @param mayCreate whether a missing bucket may be created
     */
    public record Circumstances(
            BucketManagement management, boolean mayCreate, VerificationRound round) {}

    public ObjectRef ref() {
        return ObservedBucket.ref(provider, name);
    }

    /** Whether only a periodic verification remains to be requested. */
    public boolean isSettled(@Nullable ObservedBucket found, Circumstances now, Snapshot objects) {
        return found != null
                && found.exists()
                && agrees(found, now.management())
                && Drift.between(asAsked(found), objects).isEmpty();
    }

    /** Desires that the bucket exists. */
    public Desired present(@Nullable ObservedBucket found, Circumstances now, Snapshot objects) {
        boolean settled = isSettled(found, now, objects);
        if (found != null && settled && found.verification() >= now.round().number()) {
            return asAsked(found);
        }
        var spec = spec("Present");
        spec.put("management", (settled ? resolved(found) : now.management()).word());
        spec.put("mayCreate", now.mayCreate());
        // a bucket that was never observed is created at once
        spec.put("named", isNamed || found != null);
        spec.put("createdHere", found != null && found.isCreatedHere());
        spec.put("verification", now.round().number());
        return desired(spec);
    }

    /**
     * Desires that the bucket and its content are deleted.
     *
     * @param found proof of ownership if the bucket's own tag does not suffice
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
