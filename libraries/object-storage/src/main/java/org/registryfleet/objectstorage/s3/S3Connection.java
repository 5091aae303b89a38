package org.registryfleet.objectstorage.s3;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS clients of one account.
 *
 * @param tokens STS client that assumes the role; null when the account has a key pair
 */
record S3Connection(S3Client storage, @Nullable StsClient tokens) {

    void close() {
        storage.close();
        if (tokens != null) {
            tokens.close();
        }
    }
}
