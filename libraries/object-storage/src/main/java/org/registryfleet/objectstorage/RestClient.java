package org.registryfleet.objectstorage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/** HTTP client with timeouts and retries of throttled or failed requests. */
public final class RestClient implements AutoCloseable {

    private static final int REPETITIONS = 2;
    private static final int PAUSE_MILLIS = 200;
    private static final long LARGEST_ANSWER = 16 << 20;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final HttpClient http;

    public RestClient(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this(limits, endpointOverride, "");
    }

    /** Trusts the certificates of a bundle in addition, unless it is empty. */
    public RestClient(ProviderTimeouts limits, EndpointOverride endpointOverride, String caBundle) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
        var builder = HttpClient.newBuilder().connectTimeout(limits.attempt());
        this.http = (caBundle.isEmpty() ? builder : builder.sslContext(tls(caBundle))).build();
    }

    private static SSLContext tls(String caBundle) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, TrustStores.of(caBundle, true), null);
            return context;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Sends an idempotent request.
     *
     * @throws IOException without a response
     */
    public HttpResponse<String> send(
            String cluster, String method, URI address, Map<String, String> headers, String body)
            throws IOException {
        return send(request(cluster, method, address, headers, body), SERVER_FAULT);
    }

    /**
     * Sends a request that is not idempotent: only retried when the server did not begin to process
     * it.
     *
     * @throws IOException without a response
     */
    public HttpResponse<String> sendOnce(
            String cluster, URI address, Map<String, String> headers, String body)
            throws IOException {
        return send(request(cluster, "POST", address, headers, body), Integer.MAX_VALUE);
    }

    private HttpRequest request(
            String cluster, String method, URI address, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(redirected(cluster, address));
        request.timeout(limits.attempt());
        headers.forEach(request::header);
        var publisher =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        return request.method(method, publisher).build();
    }

    private HttpResponse<String> send(HttpRequest request, int firstRepeated) throws IOException {
        for (int attempt = 0; ; attempt++) {
            var answer = once(request);
            int status = answer.statusCode();
            boolean isBusy = status == TOO_MANY || status >= firstRepeated;
            // Retry-After is passed on, not waited for
            if (attempt == REPETITIONS || !isBusy || !retryAfter(answer).isZero()) {
                return answer;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, (long) PAUSE_MILLIS << attempt, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Retry-After of a response. */
    public static Duration retryAfter(HttpResponse<String> answer) {
        return RetryAfter.of(name -> answer.headers().firstValue(name).orElse(""), Instant.now());
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException {
        try {
            return http.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofString(), LARGEST_ANSWER));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private URI redirected(String cluster, URI address) {
        var host = address.getHost() == null ? "" : address.getHost();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return endpointOverride
                .of(cluster, host)
                .map(aside -> URI.create(aside + "/" + host + address.getRawPath() + query))
                .orElse(address);
    }

    @Override
    public void close() {
        http.close();
    }
}
