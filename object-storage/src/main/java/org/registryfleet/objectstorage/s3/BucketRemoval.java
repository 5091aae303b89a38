package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.time.Duration;
import java.util.List;

/**
 * Empties and deletes a bucket that is proven to be this cluster's: made here, or tagged as owned.
 * What does not fit into the time of one action is left to the next attempt.
 */
final class BucketRemoval {

    private final Session session;
    private final WantedBucket wanted;

    BucketRemoval(Session session) {
        this.session = session;
        this.wanted = session.wanted();
    }

    OutsideAnswer run() {
        try {
            return switch (session.head()) {
                case Session.Head.Exists _ -> remove();
                case Session.Head.NotOurs(S3Exception answer) when Session.isMissing(answer) ->
                        gone();
                case Session.Head.NotOurs(var why) -> failed(why, "Head");
                case Session.Head.Unknown(var why) -> failed(why, "Head");
            };
        } catch (SdkException failure) {
            return S3Refusals.code(failure).equals("NoSuchBucket")
                    ? gone()
                    : failed(failure, "Delete");
        }
    }

    private OutsideAnswer remove() {
        if (!wanted.isCreatedHere() && !session.isTaggedAsOurs()) {
            return new OutsideAnswer.Failed(
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
            var rest = objects.isEmpty() ? new Leftovers(session).versions() : keys(objects);
            if (rest.isEmpty() && new Leftovers(session).endUploads() == 0) {
                return unfinished();
            }
            var refused = delete(rest);
            if (refused != null) {
                return refused;
            }
        }
        return unfinished();
    }

    /** False when versions or uploads are in the way, which no list of objects shows. */
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

    private OutsideAnswer.@org.jspecify.annotations.Nullable Failed delete(
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
        return new OutsideAnswer.Failed(
                true,
                0,
                first.code() == null ? S3Refusals.UNKNOWN : first.code(),
                "%s: %s (%d objects of the bucket cannot be deleted, the first is %s)"
                        .formatted(
                                first.code(), first.message(), answer.errors().size(), first.key()),
                Duration.ZERO);
    }

    private OutsideAnswer unfinished() {
        return new OutsideAnswer.Failed(
                false,
                0,
                "Removing",
                "the bucket " + wanted.bucket() + " is being emptied",
                Duration.ZERO);
    }

    private OutsideAnswer failed(SdkException failure, String method) {
        var reason =
                method.equals("Head") ? S3Refusals.headCode(failure) : S3Refusals.code(failure);
        return S3Refusals.failed(failure, reason, session.request(method));
    }

    private static OutsideAnswer gone() {
        return new OutsideAnswer.Done(
                JsonNodeFactory.instance.objectNode().put("exists", false).put("managed", false));
    }
}
