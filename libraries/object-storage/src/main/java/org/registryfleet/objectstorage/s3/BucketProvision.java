package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

import java.time.Duration;

/**
 * Creates or adopts a bucket (storage specification, section 2.6.3, createStorage): looked up when
 * it may exist, created when it does not, secured when it is ours.
 */
final class BucketProvision {

    private static final String OWNED = "BucketAlreadyOwnedByYou";

    private final S3Session session;
    private final WantedS3Bucket wanted;
    private boolean created;

    BucketProvision(S3Session session) {
        this.session = session;
        this.wanted = session.wanted();
    }

    ExternalResourceResult run() {
        if (!wanted.isNamed()) {
            return create();
        }
        return switch (session.head()) {
            case S3Session.Head.Exists _ -> there();
            case S3Session.Head.NotOurs(var why) when wanted.mayCreate() -> create();
            case S3Session.Head.NotOurs(var why) ->
                    S3Refusals.failed(why, S3Refusals.headCode(why), session.request("Head"));
            case S3Session.Head.Unknown(var why)
                    when wanted.isOfUser() && PrivateAddresses.hide(wanted.endpoint(), why) ->
                    S3Executor.unchecked(wanted);
            case S3Session.Head.Unknown(var why) ->
                    S3Refusals.failed(why, S3Refusals.UNKNOWN, session.request("Head"));
        };
    }

    private ExternalResourceResult create() {
        try {
            session.client().createBucket(this::describe);
            created = true;
        } catch (SdkException failure) {
            if (!S3Refusals.code(failure).equals(OWNED)) {
                return S3Refusals.failed(failure, S3Refusals.code(failure), session.request("Put"));
            }
        }
        try {
            return session.appears() ? there() : notYet();
        } catch (SdkException failure) {
            return S3Refusals.failed(
                    failure, S3Refusals.headCode(failure), session.request("Head"));
        }
    }

    private void describe(CreateBucketRequest.Builder request) {
        request.bucket(wanted.bucket());
        if (!wanted.locationConstraint().isEmpty()) {
            request.createBucketConfiguration(
                    c -> c.locationConstraint(wanted.locationConstraint()));
        }
    }

    private ExternalResourceResult notYet() {
        return new ExternalResourceResult.Failed(
                false,
                404,
                "NotFound",
                "the bucket " + wanted.bucket() + " was created and cannot be seen yet",
                Duration.ZERO);
    }

    private ExternalResourceResult there() {
        boolean isOurs = created || wanted.isCreatedHere();
        boolean managed =
                wanted.isManaged()
                        || (wanted.isManagedIfCreated() && (isOurs || session.isTaggedAsOurs()));
        var status = JsonNodeFactory.instance.objectNode();
        status.put("exists", true).put("created", isOurs).put("managed", managed);
        if (managed && wanted.hasProperties()) {
            // a generated name means the bucket was created here: the response to its creation may
            // be lost
            secure(status, isOurs || !wanted.isNamed());
        }
        return new ExternalResourceResult.Done(status);
    }

    private void secure(ObjectNode status, boolean isOurs) {
        var properties = new BucketProperties(session, created, isOurs);
        status.set("publicAccessBlock", properties.blockPublicAccess());
        status.set("tagging", properties.tag());
        status.set("encryption", properties.encrypt());
        status.set("cleanup", properties.cleanUp());
        if (wanted.isSecure() && (created || wanted.isCreatedHere())) {
            status.set("tlsOnly", properties.demandTls());
        }
    }
}
