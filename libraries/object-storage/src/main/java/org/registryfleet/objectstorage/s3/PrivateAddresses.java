package org.registryfleet.objectstorage.s3;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Tells a store that is hidden in a network of its own from one that is down. */
final class PrivateAddresses {

    private PrivateAddresses() {}

    /** Whether the name is not known here, or means a private address that does not answer. */
    static boolean hide(String endpoint, SdkException failure) {
        if (failure instanceof AwsServiceException) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return true;
            }
        }
        return isPrivate(endpoint);
    }

    private static boolean isPrivate(String endpoint) {
        try {
            return InetAddress.getByName(URI.create(endpoint).getHost()).isSiteLocalAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
