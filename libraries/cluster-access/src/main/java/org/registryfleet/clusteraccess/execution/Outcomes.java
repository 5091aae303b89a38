package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.SecretText;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.UnkeptField;
import org.registryfleet.events.Verb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Maps results to outcomes: DONE; REFUSED when only another decision can help; LATER when a retry
 * of the same or a newer decision may succeed.
 */
record Outcomes(Action action, Cause cause, Instant finishedAt) {

    Outcome done(int code, ObjectNode sent, JsonNode object) {
        var metadata = object.path("metadata");
        return outcome(OutcomeResult.DONE, code, "", "")
                .setUid(metadata.path("uid").asText(action.getUid()))
                .setResourceVersion(metadata.path("resourceVersion").asText(""))
                .setUnkept(unkept(sent, object))
                .build();
    }

    private List<UnkeptField> unkept(ObjectNode sent, JsonNode answer) {
        return switch (action.getVerb()) {
            case CREATE, PATCH, PATCH_STATUS -> Unkept.of(sent, answer);
            case DELETE, NONE -> List.of();
        };
    }

    /** The desired object, with secrets as digests, and the status that the executor observed. */
    Outcome of(ExternalResourceResult answer, ObjectNode wanted, MessageRedaction redaction) {
        return switch (answer) {
            case ExternalResourceResult.Done(var status, _, var facts) -> {
                scrub(status, redaction);
                if (!facts.isEmpty()) {
                    new TreeMap<>(facts).forEach(status.putObject("facts")::put);
                }
                wanted.set("status", status);
                var found = wanted.toString();
                yield outcome(OutcomeResult.DONE, 0, "", "")
                        .setUid(action.getObject().getName())
                        .setResourceVersion("v" + Integer.toHexString(found.hashCode()))
                        .setFound(found)
                        .build();
            }
            case ExternalResourceResult.Failed failed ->
                    outcome(
                                    failed.isRefused()
                                            ? OutcomeResult.REFUSED
                                            : OutcomeResult.LATER,
                                    failed.code(),
                                    failed.reason(),
                                    redaction.scrub(failed.reason(), failed.message()))
                            .setRetryAfterMillis(failed.retryAfter().toMillis())
                            .build();
        };
    }

    /** Redacts the status, since servers may quote the request. */
    private static void scrub(ObjectNode status, MessageRedaction redaction) {
        for (var field : status.properties()) {
            switch (field.getValue()) {
                case ObjectNode inner -> scrub(inner, redaction);
                // a short secret may occur in a digest by chance
                case TextNode text when Digester.isDigest(text.textValue()) -> {}
                case TextNode text ->
                        field.setValue(TextNode.valueOf(redaction.scrub("", text.textValue())));
                default -> {}
            }
        }
    }

    Outcome later(String reason, String message, Duration retryAfter) {
        return outcome(OutcomeResult.LATER, 0, reason, message)
                .setRetryAfterMillis(retryAfter.toMillis())
                .build();
    }

    Outcome refused(String reason, String message) {
        return outcome(OutcomeResult.REFUSED, 0, reason, message).build();
    }

    Outcome of(Failure failure, MessageRedaction redaction) {
        return switch (failure) {
            case Unanswered(var why, var message) -> later(why.reason(), message, Duration.ZERO);
            case Rejected rejected -> of(rejected, redaction);
        };
    }

    private Outcome of(Rejected failure, MessageRedaction redaction) {
        if (action.getVerb() == Verb.DELETE && failure.code() == 404) {
            return outcome(OutcomeResult.DONE, 404, failure.reason(), "").build();
        }
        return outcome(
                        isFinal(failure) ? OutcomeResult.REFUSED : OutcomeResult.LATER,
                        failure.code(),
                        failure.reason(),
                        redaction.scrub(failure))
                .setRetryAfterMillis(failure.retryAfter().toMillis())
                .build();
    }

    private boolean isFinal(Rejected failure) {
        return switch (failure.code()) {
            case 401, 408, 409, 425, 429 -> false;
            case 404 -> !isTheObjectItself(failure);
            default -> failure.code() >= 400 && failure.code() < 500;
        };
    }

    // a deleted object is reported by the next observation; a missing kind or namespace stays
    // missing
    private boolean isTheObjectItself(Rejected failure) {
        return switch (action.getVerb()) {
            case PATCH, PATCH_STATUS ->
                    failure.details().path("name").asText().equals(action.getObject().getName())
                            && !failure.message().startsWith("the server could not find");
            case CREATE, DELETE, NONE -> false;
        };
    }

    private Outcome.Builder outcome(OutcomeResult result, int code, String reason, String message) {
        return Outcome.newBuilder()
                .setAction(action.getId())
                .setCluster(action.getCluster())
                .setStage(action.getStage())
                .setObject(action.getObject())
                .setResult(result)
                .setCode(code)
                .setReason(reason)
                .setMessage(SecretText.masked(message))
                .setFinishedAt(Instant.ofEpochMilli(finishedAt.toEpochMilli()))
                .setCause(cause);
    }
}
