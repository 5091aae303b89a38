package org.registryfleet.objectstorage.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One action on one bucket.
 *
 * @param hasTime whether the action's time budget is not exhausted
 */
record S3Session(S3Client client, WantedS3Bucket wanted, BooleanSupplier hasTime) {

    private static final int FORBIDDEN = 403;
    private static final int MOVED = 301;
    private static final int PAUSE_MILLIS = 500;

    String bucket() {
        return wanted.bucket();
    }

    /** Result of HEAD on the bucket. */
    sealed interface Head {

        record Exists() implements Head {}

        /** Missing, or owned by another account. */
        record NotOurs(SdkException why) implements Head {}

        record Unknown(SdkException why) implements Head {}
    }

    Head head() {
        try {
            client.headBucket(b -> b.bucket(bucket()));
            return new Head.Exists();
        } catch (NoSuchBucketException missing) {
            return new Head.NotOurs(missing);
        } catch (S3Exception answer) {
            return isMissing(answer) || answer.statusCode() == FORBIDDEN
                    ? new Head.NotOurs(answer)
                    : new Head.Unknown(answer);
        } catch (SdkException none) {
            return new Head.Unknown(none);
        }
    }

    /** Waits for a new bucket to become visible (eventual consistency); whether it did. */
    boolean appears() {
        return awaits(false);
    }

    /** Waits for a deleted bucket to disappear (eventual consistency); whether it did. */
    boolean disappears() {
        return awaits(true);
    }

    private boolean awaits(boolean missing) {
        do {
            boolean isMissing =
                    switch (head()) {
                        case Head.Exists _ -> false;
                        case Head.NotOurs(S3Exception answer) -> isMissing(answer);
                        case Head.NotOurs _ -> false;
                        case Head.Unknown(S3Exception answer) when answer.statusCode() == MOVED ->
                                false;
                        case Head.Unknown(var failure) -> throw failure;
                    };
            if (isMissing == missing) {
                return true;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } while (hasTime.getAsBoolean());
        return false;
    }

    /** Tags of the bucket; empty when untagged. */
    Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        try {
            for (Tag tag : client.getBucketTagging(b -> b.bucket(bucket())).tagSet()) {
                tags.put(tag.key(), tag.value());
            }
        } catch (S3Exception answer) {
            if (!S3Refusals.code(answer).equals("NoSuchTagSet")) {
                throw answer;
            }
        }
        return tags;
    }

    /** Whether the ownership tag of the bucket names this cluster. */
    boolean isTaggedAsOurs() {
        if (!wanted.hasProperties()) {
            return false;
        }
        try {
            return "owned".equals(tags().get(wanted.ownershipTag()));
        } catch (S3Exception _) {
            return false;
        }
    }

    S3Refusals.Request request(String method) {
        var host = bucket() + ".s3." + wanted.region() + ".amazonaws.com/";
        return new S3Refusals.Request(
                method,
                URI.create(
                        wanted.endpoint().isEmpty()
                                ? "https://" + host
                                : wanted.endpoint() + "/" + bucket()));
    }

    static boolean isMissing(S3Exception answer) {
        return answer.statusCode() == 404;
    }
}
