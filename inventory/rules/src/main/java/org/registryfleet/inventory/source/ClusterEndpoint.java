package org.registryfleet.inventory.source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a cluster is reached, described without its credential.
 *
 * @param credential reference, never a value
 * @param server address without user info and query
 * @param authority digest of the CA; empty for the host's trust store
 * @param authentication kind of the credential: TOKEN, CLIENT_CERTIFICATE, BASIC or NONE
 * @param expiresAt end of the client certificate or the token; null when neither names one
 * @param digest keyed digest of the credential
 */
public record ClusterEndpoint(
        String credential,
        String server,
        String authority,
        String authentication,
        @Nullable Instant expiresAt,
        String digest) {

    /** Only the reference is known. */
    public static ClusterEndpoint of(String credential) {
        return new ClusterEndpoint(credential, "", "", "", null, "");
    }

    /** The same with another reference. */
    public ClusterEndpoint under(String reference) {
        return at(reference, server, authority);
    }

    /** The same with another reference and address. */
    public ClusterEndpoint at(String reference, String address, String otherAuthority) {
        return new ClusterEndpoint(
                reference, address, otherAuthority, authentication, expiresAt, digest);
    }

    /**
     * What makes it this cluster's endpoint: an identity that was read by another one says nothing
     * about this one. A rotated token leaves it as it is.
     */
    public String identity() {
        return identity(credential, server, authority);
    }

    /** The same of the parts that a registration holds. */
    public static String identity(String credential, String server, String authority) {
        return credential + " " + server + " " + authority;
    }
}
