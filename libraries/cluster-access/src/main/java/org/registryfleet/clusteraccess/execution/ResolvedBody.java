package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ApiResult;

import java.util.Set;

/** What came of putting secret values into a body. */
sealed interface ResolvedBody {

    /** Ready to be sent; the secrets are what must not show up in any message. */
    record Ready(ObjectNode body, Set<String> secrets) implements ResolvedBody {
        @Override
        public String toString() {
            return "Ready[***]";
        }
    }

    /** A source object or its key does not exist (yet). */
    record SourceMissing(String message) implements ResolvedBody {}

    /** A source could not be read. */
    record SourceUnread(ApiResult.Failure failure) implements ResolvedBody {}

    /** The action itself is wrong; trying again cannot help. */
    record Wrong(String message) implements ResolvedBody {}
}
