package org.registryfleet.clusteraccess.credential;

/** Supplies the Authorization header for each call; empty for none. */
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
