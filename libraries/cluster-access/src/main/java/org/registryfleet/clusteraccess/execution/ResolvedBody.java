package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ApiResult;

import java.util.Set;

/** Result of resolving the secrets of a body. */
sealed interface ResolvedBody {

    /** Ready to be sent; {@code secrets} are the values to redact from every message. */
    record Ready(ObjectNode body, Set<String> secrets) implements ResolvedBody {
        @Override
        public String toString() {
            return "Ready[***]";
        }
    }

    /** A source object or its key does not exist (yet). */
    record SourceMissing(String message) implements ResolvedBody {}

    /** A source is not the one that the decision stood on. */
    record SourceChanged(String message) implements ResolvedBody {}

    /** A source could not be read. */
    record SourceUnread(ApiResult.Failure failure) implements ResolvedBody {}

    /** The action itself is invalid; a retry cannot help. */
    record Wrong(String message) implements ResolvedBody {}
}
