package org.registryfleet.clusteraccess.credential;

/** Gives the value of the Authorization header at the moment of a call; empty for none. */
@FunctionalInterface
public interface TokenSource {
    String authorization();

    static TokenSource none() {
        return () -> "";
    }

    static TokenSource bearer(String token) {
        var header = token.isBlank() ? "" : "Bearer " + token.strip();
        return () -> header;
    }
}
