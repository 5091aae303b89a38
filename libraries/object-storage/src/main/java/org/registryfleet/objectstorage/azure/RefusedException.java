package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobStorageException;

import org.registryfleet.objectstorage.RetryAfter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Error response of an Azure service. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final Duration retryAfter;

    RefusedException(HttpResponse answer, String code, String message) {
        super(message);
        this.status = answer.getStatusCode();
        this.code = code;
        this.retryAfter = retryAfter(answer);
    }

    RefusedException(int status, String code, String message) {
        this(status, code, message, Duration.ZERO);
    }

    private RefusedException(int status, String code, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Error of the blob service about a container. */
    static RefusedException of(BlobStorageException answer, String container) {
        var code = String.valueOf(answer.getErrorCode());
        return new RefusedException(
                answer.getResponse(),
                code,
                "unable to get the storage container %s: RESPONSE %d: %s"
                        .formatted(container, answer.getStatusCode(), code));
    }

    /** Copy with another message. */
    RefusedException saying(String message) {
        return new RefusedException(status, code, message, retryAfter);
    }

    static Duration retryAfter(HttpResponse answer) {
        return RetryAfter.of(
                name ->
                        Objects.requireNonNullElse(
                                answer.getHeaderValue(HttpHeaderName.fromString(name)), ""),
                Instant.now());
    }

    /** Retry-After of the response; zero for none. */
    Duration retryAfter() {
        return retryAfter;
    }

    int status() {
        return status;
    }

    /** Error code of the service; may be empty. */
    String code() {
        return code;
    }
}
