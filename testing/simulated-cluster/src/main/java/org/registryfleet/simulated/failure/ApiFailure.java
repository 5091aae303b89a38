package org.registryfleet.simulated.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.List;
import java.util.stream.Collectors;

/** A request that the API server refuses; carries the Status body of the answer. */
public final class ApiFailure extends RuntimeException {
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final int code;
    private final transient ObjectNode status;

    private ApiFailure(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", message);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        status.put("code", code);
    }

    /** The HTTP status code. */
    public int code() {
        return code;
    }

    /** The Status object of the answer. */
    public ObjectNode status() {
        return status.deepCopy();
    }

    /** Any failure without details. */
    public static ApiFailure of(int code, String reason, String message) {
        return new ApiFailure(code, reason, message);
    }

    /** 404 for an object. */
    public static ApiFailure notFound(ResourceType type, String name) {
        return new ApiFailure(404, "NotFound", type.groupResource() + " \"" + name + "\" not found")
                .about(type.plural(), type.group(), name);
    }

    /** 404 for a path that nothing is served at. */
    public static ApiFailure unknownPath() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource");
    }

    /** 409 for a create of an object that is there. */
    public static ApiFailure alreadyExists(ResourceType type, String name) {
        return new ApiFailure(
                        409,
                        "AlreadyExists",
                        type.groupResource() + " \"" + name + "\" already exists")
                .about(type.plural(), type.group(), name);
    }

    /** 409 for a write that is based on an old version. */
    public static ApiFailure modified(ObjectKey key) {
        return conflict(key, MODIFIED);
    }

    /** 409 with any cause. */
    public static ApiFailure conflict(ObjectKey key, String why) {
        var type = key.type();
        var message =
                "Operation cannot be fulfilled on "
                        + type.groupResource()
                        + " \""
                        + key.name()
                        + "\": "
                        + why;
        return new ApiFailure(409, "Conflict", message)
                .about(type.plural(), type.group(), key.name());
    }

    /** 422 with the complaints about the object. */
    public static ApiFailure invalid(ResourceType type, String name, List<FieldError> errors) {
        var texts = errors.stream().map(FieldError::text).distinct().toList();
        var list =
                texts.size() == 1
                        ? texts.getFirst()
                        : texts.stream().collect(Collectors.joining(", ", "[", "]"));
        var failure =
                new ApiFailure(
                                422,
                                "Invalid",
                                type.groupKind() + " \"" + name + "\" is invalid: " + list)
                        .about(type.kind(), type.group(), name);
        var causes = Json.child(failure.status, "details").putArray("causes");
        for (var error : errors) {
            causes.addObject()
                    .put("reason", error.reason())
                    .put("message", error.detail())
                    .put("field", error.field());
        }
        return failure;
    }

    /** 403 with any cause. */
    public static ApiFailure forbidden(ObjectKey key, String why) {
        var type = key.type();
        var message = type.groupResource() + " \"" + key.name() + "\" is forbidden: " + why;
        return new ApiFailure(403, "Forbidden", message)
                .about(type.plural(), type.group(), key.name());
    }

    /** 400. */
    public static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message);
    }

    /** 410 for a version or a continue token that history no longer reaches. */
    public static ApiFailure expired(String message) {
        return new ApiFailure(410, "Expired", message);
    }

    /** 504 for a version that is not there yet. */
    public static ApiFailure tooLarge(long asked, long current) {
        var failure =
                new ApiFailure(
                        504,
                        "Timeout",
                        "Timeout: Too large resource version: " + asked + ", current: " + current);
        var details = failure.status.putObject("details");
        details.putArray("causes")
                .addObject()
                .put("reason", "ResourceVersionTooLarge")
                .put("message", "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return failure;
    }

    private ApiFailure about(String kind, String group, String name) {
        var details = status.putObject("details").put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", kind);
        return this;
    }
}
