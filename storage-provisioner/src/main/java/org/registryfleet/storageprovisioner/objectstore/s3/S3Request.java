package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

/** What a storage section asks of S3, and whether the cluster holds all that is needed for it. */
public sealed interface S3Request {

    S3Settings settings();

    /** Nothing is missing. */
    record Possible(S3Bucket bucket) implements S3Request {
        @Override
        public S3Settings settings() {
            return bucket.settings();
        }
    }

    /** Credentials or certificates are missing. */
    record Impossible(S3Settings settings, String why) implements S3Request {}

    /** {@code written} is the member s3 of a storage section. */
    static S3Request of(JsonNode written, Snapshot objects) {
        var infrastructure = Infrastructure.of(objects);
        var settings = S3Settings.of(written, infrastructure);
        var trust = S3Trust.of(settings.trustedCa(), objects);
        return switch (S3Credentials.of(objects)) {
            case S3Credentials.Unusable(var message) -> new Impossible(settings, message);
            case S3Credentials.Usable _ when !trust.error().isEmpty() ->
                    new Impossible(settings, trust.error());
            case S3Credentials.Usable credentials ->
                    new Possible(
                            new S3Bucket(
                                    settings,
                                    credentials,
                                    trust,
                                    infrastructure,
                                    S3Tags.of(infrastructure)));
        };
    }

    /** Whether an object can be an input. */
    static boolean concerns(ObjectRef ref) {
        return ref.equals(Infrastructure.REF)
                || ref.equals(S3Credentials.USER)
                || ref.equals(S3Credentials.MINTED)
                || S3Trust.concerns(ref);
    }
}
