package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusterobjects.kind.ResourceKind;
import org.registryfleet.events.Action;

/**
 * Translates an action into its API request. The uid and resourceVersion that the decision saw
 * become preconditions.
 */
final class ActionRequest {

    private ActionRequest() {}

    static ApiRequest of(Action action, ResourceKind kind, ObjectNode body) {
        var namespace = action.getObject().getNamespace();
        var name = action.getObject().getName();
        return switch (action.getVerb()) {
            case CREATE -> ApiRequest.create(kind.collectionPath(namespace), body);
            case PATCH ->
                    ApiRequest.mergePatch(
                            kind.objectPath(namespace, name), withPreconditions(action, body));
            case PATCH_STATUS ->
                    ApiRequest.mergePatch(
                            kind.statusPath(namespace, name), withPreconditions(action, body));
            case DELETE ->
                    ApiRequest.delete(
                            kind.objectPath(namespace, name), deleteOptions(action, body));
            case NONE -> throw new IllegalArgumentException("an action without a verb");
        };
    }

    private static ObjectNode withPreconditions(Action action, ObjectNode patch) {
        var copy = patch.deepCopy();
        copy(action, copy.withObjectProperty("metadata"));
        return copy;
    }

    private static ObjectNode deleteOptions(Action action, ObjectNode options) {
        var copy = JsonNodeFactory.instance.objectNode();
        copy.put("apiVersion", "v1").put("kind", "DeleteOptions");
        copy.setAll(options);
        if (!action.getUid().isEmpty() || !action.getResourceVersion().isEmpty()) {
            copy(action, copy.withObjectProperty("preconditions"));
        }
        return copy;
    }

    private static void copy(Action action, ObjectNode preconditions) {
        if (!action.getUid().isEmpty()) {
            preconditions.put("uid", action.getUid());
        }
        if (!action.getResourceVersion().isEmpty()) {
            preconditions.put("resourceVersion", action.getResourceVersion());
        }
    }
}
