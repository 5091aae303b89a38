package org.registryfleet.clusteraccess.execution;

import java.util.List;

/**
 * Tokens that a cluster issues for one of its service accounts. Whoever trusts the cluster's issuer
 * takes them for credentials: the cloud's workload identities (storage specification, section
 * 2.5.7).
 */
@FunctionalInterface
public interface IdentityTokens {

    /** For calls that nobody's identity is needed for. */
    IdentityTokens NONE =
            identity ->
                    new Token.Unavailable(
                            true, 0, "NotSupported", "there is no cluster that issues tokens");

    /** Asks the cluster, unless it has issued one that is good for a while yet. Blocks. */
    Token token(Identity identity);

    /**
     * Who the token is to stand for.
     *
     * @param accounts names of service accounts; the first one that exists is taken
     */
    record Identity(String namespace, List<String> accounts, String audience) {

        public Identity {
            accounts = List.copyOf(accounts);
        }
    }

    /** What came of the request. */
    sealed interface Token {

        /** Never shown. */
        record Issued(String value) implements Token {

            @Override
            public String toString() {
                return "Issued[***]";
            }
        }

        /**
         * There is none.
         *
         * @param isRefused the cluster will say no again until something changes
         * @param code HTTP status; 0 when there was no answer
         */
        record Unavailable(boolean isRefused, int code, String reason, String message)
                implements Token {}
    }
}
