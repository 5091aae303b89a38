package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.NamedBucket;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PlatformIdentity;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The driver for buckets of S3 and of S3-compatible stores (storage specification, section 2.6.3).
 */
public record S3Driver(S3Settings settings, S3Tags tags, StorageAccess access)
        implements NamedBucket {

    private static final String ENCRYPT = "encrypt";
    private static final String UNNAMED =
            "spec.storage.s3.bucket must name a bucket: the store can be reached from inside the"
                    + " cluster only, so none can be made from here";
    private static final String MAY_REFUSE_ENCRYPTION =
            "spec.storage.s3.encrypt is true for a store of its own endpoint: stores that know no"
                    + " server-side encryption refuse every push (InvalidArgument)";

    /** {@code written} is the member s3 of a storage section. */
    public static S3Driver of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = S3Settings.of(written, infrastructure);
        var tags = S3Tags.of(infrastructure);
        var trust = S3TrustedCa.of(settings.trustedCa(), objects);
        var objection = objection(settings);
        if (objection.isPresent()) {
            return new S3Driver(settings, tags, new StorageAccess.Denied(objection.get(), true));
        }
        StorageAccess access =
                switch (S3Credentials.of(objects)) {
                    case S3Credentials.Unusable(var message) -> new StorageAccess.Denied(message);
                    case S3Credentials.Usable _ when !trust.error().isEmpty() ->
                            new StorageAccess.Denied(trust.error());
                    case S3Credentials.Usable credentials ->
                            new StorageAccess.Granted(
                                    wanted(settings, credentials, trust, infrastructure, tags),
                                    found ->
                                            S3PodContribution.of(
                                                    settings,
                                                    isEncrypting(settings, found),
                                                    credentials,
                                                    found));
                };
        return new S3Driver(settings, tags, access);
    }

    /** What the Config itself gets wrong. */
    private static Optional<String> objection(S3Settings settings) {
        var endpoint = settings.writtenEndpoint();
        return endpoint.objection()
                .or(
                        () ->
                                endpoint.isInside() && !settings.isNamed()
                                        ? Optional.of(UNNAMED)
                                        : Optional.empty());
    }

    /** Whether an object can be an input. */
    public static boolean concerns(ObjectRef ref) {
        return S3TrustedCa.concerns(ref);
    }

    private static DesiredBucket wanted(
            S3Settings settings,
            S3Credentials.Usable credentials,
            S3TrustedCa trust,
            Infrastructure infrastructure,
            S3Tags tags) {
        var description = JsonNodeFactory.instance.objectNode();
        description.put("region", settings.region()).put("endpoint", settings.endpoint());
        description.put("pathStyle", settings.isPathStyle());
        description.put("dualStack", settings.isDualStack());
        if (settings.writtenEndpoint().isInside()) {
            description.put("inside", true);
        }
        description.put("keyId", settings.keyId());
        description.put("owner", infrastructure.name());
        tags.into(description.putObject("tags"));
        trust.bundle().describe(description);
        description.put("systemTrust", trust.withSystem());
        credentials.describe(description.putObject("credentials"));
        if (credentials instanceof S3Credentials.Profile) {
            PlatformIdentity.describe(description);
            description.put("stsEndpoint", infrastructure.awsEndpoint("sts"));
        }
        var values = new ArrayList<>(credentials.values(DesiredBucket.CREDENTIALS));
        trust.bundle().value().ifPresent(values::add);
        return new DesiredBucket("s3", settings.bucket(), settings.isNamed(), description, values);
    }

    private static boolean isEncrypting(S3Settings settings, ObservedBucket found) {
        return found.observed().status().path("encryption").path("done").asBoolean(false)
                || settings.written().path(ENCRYPT).asBoolean(false);
    }

    @Override
    public Backend backend() {
        return Backend.S3;
    }

    @Override
    public ObjectNode shown() {
        return settings.shown();
    }

    @Override
    public ObjectNode inForce(ObservedBucket found) {
        var inForce = settings.inForce();
        return isEncrypting(settings, found) ? inForce.put(ENCRYPT, true) : inForce;
    }

    @Override
    public List<StorageCondition> conditions(ObservedBucket found) {
        return found.isUnchecked()
                ? List.of(S3Conditions.unchecked(settings.endpoint()))
                : S3Conditions.of(found, settings.keyId());
    }

    @Override
    public StorageCondition denied(String why) {
        return objection(settings).map(S3Conditions::invalid).orElseGet(S3Conditions::changed);
    }

    @Override
    public StorageCondition failed(Failure failure) {
        return S3Conditions.failed(failure, bucket());
    }

    @Override
    public String error(Failure failure, StorageCondition condition) {
        return S3Conditions.error(failure, bucket(), condition);
    }

    @Override
    public StorageCondition deleted() {
        return S3Conditions.deleted();
    }

    @Override
    public StorageCondition notDeleted(Failure failure) {
        return S3Conditions.notDeleted(failure);
    }

    @Override
    public List<String> warnings() {
        var warnings = new ArrayList<>(tags.refused());
        if (settings.written().path(ENCRYPT).asBoolean(false)
                && !settings.writtenEndpoint().written().isEmpty()) {
            warnings.add(MAY_REFUSE_ENCRYPTION);
        }
        return warnings;
    }
}
