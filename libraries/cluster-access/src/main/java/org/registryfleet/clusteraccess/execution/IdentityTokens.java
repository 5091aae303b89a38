package org.registryfleet.clusteraccess.execution;

import java.util.List;

/**
 * Issues tokens of a cluster's service accounts. A cloud that trusts the cluster's issuer accepts
 * them as credentials: workload identities (storage specification, section 2.5.7).
 */
@FunctionalInterface
public interface IdentityTokens {

    /** For requests that need no identity. */
    IdentityTokens NONE =
            identity ->
                    new Token.Unavailable(
                            true, 0, "NotSupported", "there is no cluster that issues tokens");

    /** A cached token that is valid for a while, or a new one from the cluster. Blocks. */
    Token token(Identity identity);

    /**
     * The subject and audience of a token.
     *
     * @param accounts names of service accounts; the first existing one is used
     */
    record Identity(String namespace, List<String> accounts, String audience) {

        public Identity {
            accounts = List.copyOf(accounts);
        }
    }

    /** Result of a token request. */
    sealed interface Token {

        /** Must not be logged. */
        record Issued(String value) implements Token {

            @Override
            public String toString() {
                return "Issued[***]";
            }
        }

        /**
         * No token could be obtained.
         *
         * @param isRefused permanent: a retry fails until something changes
         * @param code HTTP status; 0 without a response
         */
        record Unavailable(boolean isRefused, int code, String reason, String message)
                implements Token {}
    }
}
