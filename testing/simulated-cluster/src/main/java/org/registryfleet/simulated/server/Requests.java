package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.operation.DeleteOptions;
import org.registryfleet.simulated.operation.Part;
import org.registryfleet.simulated.operation.Patch;
import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.operation.WriteOptions;
import org.registryfleet.simulated.operation.Written;
import org.registryfleet.simulated.resource.FieldSelector;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.LabelSelector;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.store.Selection;

/** Turns requests for resources into operations and their outcome into answers. */
final class Requests {
    private final ResourceCatalog catalog;
    private final ResourceOperations operations;
    private final ListReply lists;
    private final Watches watches;
    private final Faults faults;
    private final AccessReviews reviews;

    Requests(ServerParts parts, Watches watches, Faults faults) {
        this.catalog = parts.catalog();
        this.operations = parts.operations();
        this.lists = new ListReply(parts.store());
        this.watches = watches;
        this.faults = faults;
        this.reviews = new AccessReviews(faults);
    }

    static Verb verb(HttpRequest request, ApiPath path) {
        if (!path.isResource()) {
            return Verb.OTHER;
        }
        return switch (request.method()) {
            case "GET" -> path.name().isEmpty() ? collectionVerb(request) : Verb.GET;
            case "POST" -> Verb.CREATE;
            case "PUT" -> Verb.UPDATE;
            case "PATCH" -> Verb.PATCH;
            case "DELETE" -> Verb.DELETE;
            case String other -> Verb.OTHER;
        };
    }

    private static Verb collectionVerb(HttpRequest request) {
        return WatchRequest.isTrue(request.query("watch")) ? Verb.WATCH : Verb.LIST;
    }

    HttpReply answer(HttpRequest request, ApiPath path, FaultEffect effect) {
        if (AccessReviews.isAsked(verb(request, path), path)) {
            return reviews.answer(tree(request), request.header("user-agent"));
        }
        if (asksForToken(request, path)) {
            var account = new ApiPath("v1", path.plural(), path.namespace(), path.name(), "");
            return TokenRequests.answer(operations.get(key(type(account), account)), tree(request));
        }
        var type = type(path);
        return switch (verb(request, path)) {
            case GET -> Replies.read(operations.get(key(type, path)), request);
            case LIST -> lists.answer(selection(type, path, request), request);
            case WATCH ->
                    watches.answer(
                            WatchRequest.of(selection(type, path, request), request),
                            faults.silencesWatches());
            case CREATE -> create(request, type, path, effect);
            case UPDATE ->
                    changed(
                            effect,
                            operations.replace(
                                    key(type, path),
                                    body(request, type),
                                    part(path),
                                    options(request)));
            case PATCH ->
                    changed(
                            effect,
                            operations.patch(
                                    key(type, path), patch(request), part(path), options(request)));
            case DELETE -> delete(request, key(type, path), effect);
            case OTHER -> throw notAllowed();
        };
    }

    private static boolean asksForToken(HttpRequest request, ApiPath path) {
        return verb(request, path) == Verb.CREATE
                && path.apiVersion().equals("v1")
                && path.plural().equals("serviceaccounts")
                && path.subresource().equals("token");
    }

    /** The answer of a write that someone else was faster than. */
    HttpReply conflict(ApiPath path) {
        try {
            return Replies.failure(ApiFailure.modified(key(type(path), path)));
        } catch (ApiFailure failure) {
            return Replies.failure(failure);
        }
    }

    private HttpReply create(
            HttpRequest request, ResourceType type, ApiPath path, FaultEffect effect) {
        if (!path.name().isEmpty() || (type.namespaced() && path.namespace().isEmpty())) {
            throw notAllowed();
        }
        var written =
                operations.create(type, path.namespace(), body(request, type), options(request));
        effect.happened(written.changed());
        return Replies.object(201, written.object());
    }

    private static HttpReply changed(FaultEffect effect, Written written) {
        effect.happened(written.changed());
        return Replies.object(200, written.object());
    }

    private HttpReply delete(HttpRequest request, ObjectKey key, FaultEffect effect) {
        var written = operations.delete(key, deleteOptions(request));
        effect.happened(written.changed());
        return written.gone()
                ? Replies.deleted(written.object())
                : Replies.object(200, written.object());
    }

    private static DeleteOptions deleteOptions(HttpRequest request) {
        try {
            var options =
                    DeleteOptions.of(
                            request.body().length == 0
                                    ? Json.object()
                                    : Json.parse(request.body()));
            var word = request.query("propagationPolicy");
            if (word.isEmpty() && !dryRun(request)) {
                return options;
            }
            var propagation =
                    word.isEmpty() ? options.propagation() : DeleteOptions.Propagation.of(word);
            return new DeleteOptions(
                    propagation, options.uid(), options.resourceVersion(), dryRun(request));
        } catch (IllegalArgumentException malformed) {
            throw ApiFailure.badRequest("invalid DeleteOptions: " + malformed.getMessage());
        }
    }

    private ResourceType type(ApiPath path) {
        var type =
                catalog.byPlural(path.apiVersion(), path.plural())
                        .orElseThrow(ApiFailure::unknownPath);
        var knownPart =
                path.subresource().isEmpty()
                        || (path.subresource().equals("status") && type.hasStatus());
        var scopeFits = type.namespaced() || path.namespace().isEmpty();
        if (!knownPart || !scopeFits) {
            throw ApiFailure.unknownPath();
        }
        return type;
    }

    private static ObjectKey key(ResourceType type, ApiPath path) {
        if (path.name().isEmpty()) {
            throw notAllowed();
        }
        if (type.namespaced() && path.namespace().isEmpty()) {
            throw ApiFailure.unknownPath();
        }
        return new ObjectKey(type, path.namespace(), path.name());
    }

    private static Part part(ApiPath path) {
        return path.subresource().isEmpty() ? Part.MAIN : Part.STATUS;
    }

    private static Selection selection(ResourceType type, ApiPath path, HttpRequest request) {
        try {
            return new Selection(
                    type,
                    path.namespace(),
                    LabelSelector.parse(request.query("labelSelector")),
                    FieldSelector.parse(type, request.query("fieldSelector")));
        } catch (IllegalArgumentException malformed) {
            throw ApiFailure.badRequest(String.valueOf(malformed.getMessage()));
        }
    }

    private static ObjectNode body(HttpRequest request, ResourceType type) {
        if (!(tree(request) instanceof ObjectNode object)) {
            throw ApiFailure.badRequest("the body is not an object");
        }
        var apiVersion = object.path("apiVersion").asText(type.apiVersion());
        var kind = object.path("kind").asText(type.kind());
        if (!apiVersion.equals(type.apiVersion()) || !kind.equals(type.kind())) {
            throw ApiFailure.badRequest(
                    kind
                            + " in version \""
                            + apiVersion
                            + "\" cannot be handled as a "
                            + type.kind()
                            + ": the API version or kind in the data does not match the expected "
                            + type.apiVersion()
                            + " "
                            + type.kind());
        }
        return object;
    }

    private static JsonNode tree(HttpRequest request) {
        try {
            return Json.parse(request.body());
        } catch (IllegalArgumentException malformed) {
            throw ApiFailure.badRequest(
                    "couldn't get version/kind; json parse error: " + malformed.getMessage());
        }
    }

    private static Patch patch(HttpRequest request) {
        var contentType = request.header("content-type").split(";", 2)[0].strip();
        return switch (contentType) {
            case "application/merge-patch+json" -> {
                if (!(tree(request) instanceof ObjectNode object)) {
                    throw ApiFailure.badRequest("a merge patch must be an object");
                }
                yield new Patch.Merge(object);
            }
            case "application/json-patch+json" -> new Patch.Operations(tree(request));
            case String other ->
                    throw ApiFailure.of(
                            415,
                            "UnsupportedMediaType",
                            "the body of the request was in an unknown format - accepted media types include:"
                                    + " application/json-patch+json, application/merge-patch+json");
        };
    }

    /** The manager is the one that the request names, else the program of the User-Agent. */
    private static WriteOptions options(HttpRequest request) {
        var named = request.query("fieldManager");
        var program = request.header("user-agent").split("[/ ]", 2)[0];
        var manager = named.isEmpty() ? program : named;
        return new WriteOptions(dryRun(request), manager.isEmpty() ? "unknown" : manager);
    }

    private static boolean dryRun(HttpRequest request) {
        return request.query("dryRun").equals("All");
    }

    private static ApiFailure notAllowed() {
        return ApiFailure.of(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource");
    }
}
