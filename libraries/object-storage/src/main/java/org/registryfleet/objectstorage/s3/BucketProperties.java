package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.objectstorage.inventory.Inventory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Sets the properties of a bucket that is ours; one that cannot be set does not prevent the others.
 */
final class BucketProperties {

    private static final String CLEANUP_RULE = "cleanup-incomplete-multipart-registry-uploads";
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"DenyWithoutTls","Effect":"Deny",\
            "Principal":"*","Action":"s3:*","Resource":["arn:PARTITION:s3:::BUCKET",\
            "arn:PARTITION:s3:::BUCKET/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""";

    private final S3Session session;
    private final WantedS3Bucket wanted;
    private final boolean isNew;
    private final boolean isOurs;

    /**
     * @param isNew whether nobody else can have set a property yet
     * @param isOurs whether it was created here and so gets the ownership mark
     */
    BucketProperties(S3Session session, boolean isNew, boolean isOurs) {
        this.session = session;
        this.wanted = session.wanted();
        this.isNew = isNew;
        this.isOurs = isOurs;
    }

    ObjectNode blockPublicAccess() {
        return set(
                client ->
                        client.putPublicAccessBlock(
                                b ->
                                        b.bucket(wanted.bucket())
                                                .publicAccessBlockConfiguration(
                                                        c ->
                                                                c.blockPublicAcls(true)
                                                                        .ignorePublicAcls(true)
                                                                        .blockPublicPolicy(true)
                                                                        .restrictPublicBuckets(
                                                                                true))));
    }

    /** Keeps tags of others. */
    ObjectNode tag() {
        return set(
                client -> {
                    var tags = new LinkedHashMap<>(wanted.tags());
                    if (isOurs) {
                        tags.put(Inventory.MARK, wanted.owner());
                    }
                    var there = isNew ? new LinkedHashMap<String, String>() : session.tags();
                    there.forEach(tags::putIfAbsent);
                    if (tags.equals(there)) {
                        return;
                    }
                    var list =
                            tags.entrySet().stream()
                                    .map(
                                            tag ->
                                                    Tag.builder()
                                                            .key(tag.getKey())
                                                            .value(tag.getValue())
                                                            .build())
                                    .toList();
                    client.putBucketTagging(
                            b -> b.bucket(wanted.bucket()).tagging(t -> t.tagSet(list)));
                });
    }

    ObjectNode encrypt() {
        var algorithm = ServerSideEncryptionByDefault.builder();
        if (wanted.keyId().isEmpty()) {
            algorithm.sseAlgorithm(ServerSideEncryption.AES256);
        } else {
            algorithm.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(wanted.keyId());
        }
        var rule =
                ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(algorithm.build())
                        .bucketKeyEnabled(true)
                        .build();
        return set(
                client ->
                        client.putBucketEncryption(
                                b ->
                                        b.bucket(wanted.bucket())
                                                .serverSideEncryptionConfiguration(
                                                        c -> c.rules(rule))));
    }

    ObjectNode cleanUp() {
        var rule =
                LifecycleRule.builder()
                        .id(CLEANUP_RULE)
                        .status(ExpirationStatus.ENABLED)
                        .filter(f -> f.prefix(""))
                        .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))
                        .build();
        return set(
                client ->
                        client.putBucketLifecycleConfiguration(
                                b ->
                                        b.bucket(wanted.bucket())
                                                .lifecycleConfiguration(c -> c.rules(rule))));
    }

    /** Leaves a policy of somebody else alone. */
    ObjectNode demandTls() {
        return set(
                client -> {
                    if (!isNew && hasPolicy()) {
                        return;
                    }
                    var policy =
                            POLICY.replace("BUCKET", wanted.bucket())
                                    .replace("PARTITION", partition());
                    client.putBucketPolicy(b -> b.bucket(wanted.bucket()).policy(policy));
                });
    }

    private boolean hasPolicy() {
        try {
            var policy = session.client().getBucketPolicy(b -> b.bucket(wanted.bucket())).policy();
            return policy != null && !policy.isEmpty();
        } catch (SdkException failure) {
            if (S3Refusals.code(failure).equals("NoSuchBucketPolicy")) {
                return false;
            }
            throw failure;
        }
    }

    private String partition() {
        var region = software.amazon.awssdk.regions.Region.of(wanted.region());
        return region.metadata() == null ? "aws" : region.metadata().partition().id();
    }

    private ObjectNode set(Consumer<S3Client> call) {
        try {
            call.accept(session.client());
            return JsonNodeFactory.instance.objectNode().put("done", true);
        } catch (SdkException failure) {
            return S3Refusals.fact(failure, session.request("Put"));
        }
    }
}
