package org.registryfleet.objectstorage.gcs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.storage.Storage;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;

import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;

/** Client pool by account; clusters with the same account share a client. */
final class GcsClients {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /** Fixed: a key file could name an attacker's address. */
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");

    private static final int REPETITIONS = 2;
    private static final int FIRST_PAUSE_MILLIS = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    /** Key of the pool. Must not be logged. */
    private record Key(String file, String token, String endpointOverride) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final ClientPool<Key, GcsClient> clients = new ClientPool<>(_ -> {});

    GcsClients(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
    }

    /**
     * @param token token of the workload identity; empty when the file is a key
     * @throws IOException when the file is unusable
     */
    GcsClient client(String file, String token, String cluster) throws IOException {
        var aside =
                endpointOverride
                        .of(cluster, "storage.googleapis.com")
                        .map(URI::toString)
                        .orElse("");
        return clients.get(new Key(file, token, aside), key -> create(key, cluster));
    }

    private GcsClient create(Key key, String cluster) throws IOException {
        var transport = transport(cluster);
        var file = JSON.readTree(key.file());
        var account =
                key.token().isEmpty()
                        ? ServiceAccountCredentials.fromPkcs8(
                                        file.path("client_id").asText(""),
                                        file.path("client_email").asText(""),
                                        file.path("private_key").asText(""),
                                        file.path("private_key_id").asText(""),
                                        List.of(SCOPE),
                                        () -> transport,
                                        TOKENS)
                                // the client's own retries would exceed the call's timeout
                                .createWithCustomRetryStrategy(false)
                        : ExternalAccount.of(file, key.token(), List.of(SCOPE), () -> transport);
        var signed = initializer(new HttpCredentialsAdapter(account));
        var storage =
                new Storage.Builder(transport, GsonFactory.getDefaultInstance(), signed)
                        .setApplicationName("registry-fleet")
                        .setGoogleClientRequestInitializer(
                                request -> request.setDisableGZipContent(true))
                        .build();
        var requests = transport.createRequestFactory(signed);
        return new GcsClient(storage, requests, file.path("project_id").asText(""));
    }

    private HttpRequestInitializer initializer(HttpCredentialsAdapter account) {
        int millis = Math.toIntExact(limits.attempt().toMillis());
        return request -> {
            account.initialize(request);
            request.setConnectTimeout(millis).setReadTimeout(millis);
            request.setNumberOfRetries(REPETITIONS);
            var repeating = repeating();
            request.setUnsuccessfulResponseHandler(
                    (asked, answer, more) ->
                            account.handleResponse(asked, answer, more)
                                    || repeating.handleResponse(asked, answer, more));
        };
    }

    private static HttpBackOffUnsuccessfulResponseHandler repeating() {
        var backoff =
                new ExponentialBackOff.Builder()
                        .setInitialIntervalMillis(FIRST_PAUSE_MILLIS)
                        .build();
        return new HttpBackOffUnsuccessfulResponseHandler(backoff)
                .setBackOffRequired(
                        answer ->
                                (answer.getStatusCode() == TOO_MANY
                                                || answer.getStatusCode() >= SERVER_FAULT)
                                        // Retry-After is passed on, not waited for
                                        && GcsRefusals.retryAfter(answer.getHeaders()).isZero());
    }

    private HttpTransport transport(String cluster) {
        return new NetHttpTransport.Builder()
                .setConnectionFactory(
                        url -> (HttpURLConnection) redirected(url, cluster).openConnection())
                .build();
    }

    private URL redirected(URL url, String cluster) throws IOException {
        var target = endpointOverride.of(cluster, url.getHost());
        if (target.isEmpty()) {
            return url;
        }
        try {
            return new URI(target.get() + "/" + url.getHost() + url.getFile()).toURL();
        } catch (URISyntaxException cannotBe) {
            throw new IOException(cannotBe);
        }
    }
}
