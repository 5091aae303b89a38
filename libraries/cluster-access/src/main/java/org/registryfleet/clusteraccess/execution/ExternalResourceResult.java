package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Map;

/** What came of an {@link ExternalResourceRequest}. */
public sealed interface ExternalResourceResult {

    /**
     * As wanted; the status is what was found.
     *
     * @param keys what the registry needs and no record may hold, for the Secret that the action
     *     names; an empty value takes a key away. Never shown
     * @param facts what stands in a secret without being one, such as an address or a region
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
     * Not as wanted.
     *
     * @param isRefused the server will say no again until something changes
     * @param code HTTP status; 0 when there was no answer
     * @param reason the server's error code, or another word for conditions
     * @param retryAfter what the server asked for; zero when it did not
     */
    record Failed(boolean isRefused, int code, String reason, String message, Duration retryAfter)
            implements ExternalResourceResult {}
}
