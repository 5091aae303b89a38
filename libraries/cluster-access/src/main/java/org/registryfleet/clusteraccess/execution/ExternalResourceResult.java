package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Map;

/** Result of an {@link ExternalResourceRequest}. */
public sealed interface ExternalResourceResult {

    /**
     * The resource is in the desired state; {@code status} is the observed one.
     *
     * @param keys secret values for the registry, to be stored in the Secret that the action names
     *     and in no record; an empty value removes a key. Must not be logged
     * @param facts values from the credentials that are not secret, such as an address or a region
     */
    record Done(ObjectNode status, Map<String, String> keys, Map<String, String> facts)
            implements ExternalResourceResult {

        public Done {
            keys = Map.copyOf(keys);
            facts = Map.copyOf(facts);
        }

        /** Without keys. */
        public Done(ObjectNode status) {
            this(status, Map.of(), Map.of());
        }

        @Override
        public String toString() {
            return "Done[" + status + ", " + keys.keySet() + ", " + facts + "]";
        }
    }

    /**
     * The resource is not in the desired state.
     *
     * @param isRefused permanent: a retry fails until something changes
     * @param code HTTP status; 0 without a response
     * @param reason the server's error code, or a reason for conditions
     * @param retryAfter the server's Retry-After; zero for none
     */
    record Failed(boolean isRefused, int code, String reason, String message, Duration retryAfter)
            implements ExternalResourceResult {}
}
