package org.registryfleet.scenarios.cluster;

import org.jspecify.annotations.Nullable;

import java.net.URI;

import javax.net.ssl.SSLContext;

/**
 * How to reach an API server.
 *
 * @param base without a slash at the end; may have a path
 * @param tls for servers with an own CA or client certificates
 * @param bearerToken sent when given; never shown
 */
public record ApiAccess(URI base, @Nullable SSLContext tls, @Nullable String bearerToken) {

    /** A server that asks for no credentials. */
    public static ApiAccess plain(URI base) {
        return new ApiAccess(base, null, null);
    }

    @Override
    public String toString() {
        return "ApiAccess[" + base + "]";
    }
}
