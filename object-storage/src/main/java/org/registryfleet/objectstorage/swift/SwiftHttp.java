package org.registryfleet.objectstorage.swift;

import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.RetryAfter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Requests within limits; what is throttled or broken is asked for again. */
final class SwiftHttp implements AutoCloseable {

    private static final int REPETITIONS = 2;
    private static final int PAUSE_MILLIS = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private final Limits limits;
    private final Detour detour;
    private final HttpClient http;

    SwiftHttp(Limits limits, Detour detour) {
        this.limits = limits;
        this.detour = detour;
        this.http = HttpClient.newBuilder().connectTimeout(limits.attempt()).build();
    }

    /**
     * @throws IOException when nobody answers
     */
    HttpResponse<String> send(
            String cluster, String method, URI address, Map<String, String> headers, String body)
            throws IOException {
        var request = HttpRequest.newBuilder(redirected(cluster, address));
        request.timeout(limits.attempt());
        headers.forEach(request::header);
        var publisher =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        var built = request.method(method, publisher).build();
        for (int attempt = 0; ; attempt++) {
            var answer = once(built);
            int status = answer.statusCode();
            boolean isBusy = status == TOO_MANY || status >= SERVER_FAULT;
            // a wish to be left alone is passed on, not waited for
            if (attempt == REPETITIONS || !isBusy || !retryAfter(answer).isZero()) {
                return answer;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, (long) PAUSE_MILLIS << attempt, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** For which time the server wants to be left alone. */
    static Duration retryAfter(HttpResponse<String> answer) {
        return RetryAfter.of(name -> answer.headers().firstValue(name).orElse(""), Instant.now());
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private URI redirected(String cluster, URI address) {
        var host = address.getHost() == null ? "" : address.getHost();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return detour.of(cluster, host)
                .map(aside -> URI.create(aside + "/" + host + address.getRawPath() + query))
                .orElse(address);
    }

    @Override
    public void close() {
        http.close();
    }
}
