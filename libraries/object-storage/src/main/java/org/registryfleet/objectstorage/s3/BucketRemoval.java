package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.time.Duration;
import java.util.List;

/**
 * Empties and deletes a bucket that is proven to be this cluster's: created here, or tagged as
 * owned. What exceeds the time budget of one action is left to the next attempt.
 */
final class BucketRemoval {

    private final S3Session session;
    private final WantedS3Bucket wanted;

    BucketRemoval(S3Session session) {
        this.session = session;
        this.wanted = session.wanted();
    }

    ExternalResourceResult run() {
        try {
            return switch (session.head()) {
                case S3Session.Head.Exists _ -> remove();
                case S3Session.Head.NotOurs(S3Exception answer) when S3Session.isMissing(answer) ->
                        gone();
                case S3Session.Head.NotOurs(var why) -> failed(why, "Head");
                case S3Session.Head.Unknown(var why) -> failed(why, "Head");
            };
        } catch (SdkException failure) {
            return S3Refusals.code(failure).equals("NoSuchBucket")
                    ? gone()
                    : failed(failure, "Delete");
        }
    }

    private ExternalResourceResult remove() {
        if (!wanted.isCreatedHere() && !session.isTaggedAsOurs()) {
            return new ExternalResourceResult.Failed(
                    true,
                    0,
                    "NotOwned",
                    "the bucket "
                            + wanted.bucket()
                            + " was not made here and carries no tag "
                            + wanted.ownershipTag()
                            + "=owned: it is kept",
                    Duration.ZERO);
        }
        while (session.hasTime().getAsBoolean()) {
            var objects = session.client().listObjects(b -> b.bucket(wanted.bucket())).contents();
            if (objects.isEmpty() && isDeleted()) {
                return session.disappears() ? gone() : unfinished();
            }
            var rest =
                    objects.isEmpty() ? new IncompleteUploads(session).versions() : keys(objects);
            if (rest.isEmpty() && new IncompleteUploads(session).endUploads() == 0) {
                return unfinished();
            }
            var refused = delete(rest);
            if (refused != null) {
                return refused;
            }
        }
        return unfinished();
    }

    /**
     * False when object versions or multipart uploads remain, which object listings do not show.
     */
    private boolean isDeleted() {
        try {
            session.client().deleteBucket(b -> b.bucket(wanted.bucket()));
            return true;
        } catch (S3Exception refused) {
            if (S3Refusals.code(refused).equals("BucketNotEmpty")) {
                return false;
            }
            throw refused;
        }
    }

    private static List<ObjectIdentifier> keys(List<S3Object> objects) {
        return objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
    }

    private ExternalResourceResult.@org.jspecify.annotations.Nullable Failed delete(
            List<ObjectIdentifier> keys) {
        if (keys.isEmpty()) {
            return null;
        }
        var answer =
                session.client()
                        .deleteObjects(
                                b ->
                                        b.bucket(wanted.bucket())
                                                .delete(d -> d.objects(keys).quiet(true)));
        if (!answer.hasErrors() || answer.errors().isEmpty()) {
            return null;
        }
        var first = answer.errors().getFirst();
        return new ExternalResourceResult.Failed(
                true,
                0,
                first.code() == null ? S3Refusals.UNKNOWN : first.code(),
                "%s: %s (%d objects of the bucket cannot be deleted, the first is %s)"
                        .formatted(
                                first.code(), first.message(), answer.errors().size(), first.key()),
                Duration.ZERO);
    }

    private ExternalResourceResult unfinished() {
        return new ExternalResourceResult.Failed(
                false,
                0,
                "Removing",
                "the bucket " + wanted.bucket() + " is being emptied",
                Duration.ZERO);
    }

    private ExternalResourceResult failed(SdkException failure, String method) {
        var reason =
                method.equals("Head") ? S3Refusals.headCode(failure) : S3Refusals.code(failure);
        return S3Refusals.failed(failure, reason, session.request(method));
    }

    private static ExternalResourceResult gone() {
        return new ExternalResourceResult.Done(
                JsonNodeFactory.instance.objectNode().put("exists", false).put("managed", false));
    }
}
