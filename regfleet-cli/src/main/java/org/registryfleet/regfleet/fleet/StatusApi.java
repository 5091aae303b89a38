package org.registryfleet.regfleet.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** The REST interface of the status-reporter. */
public final class StatusApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /** A proxy that ends each connection at once is not asked without end. */
    private static final Duration BEFORE_ANEW = Duration.ofSeconds(1);

    private static final int PAGE = 500;
    private static final String DATA = "data:";

    private final String url;
    private final @Nullable String token;
    private final @Nullable SSLContext tls;

    /**
     * @param url of the status-reporter
     * @param token for its login; null where it has none
     * @param tls whom to trust; null for what Java trusts
     */
    public StatusApi(String url, @Nullable String token, @Nullable SSLContext tls) {
        this.url = url.replaceAll("/+$", "");
        this.token = token;
        this.tls = tls;
    }

    /** All clusters, page by page. */
    public ArrayNode clusters() {
        var all = JsonNodeFactory.instance.arrayNode();
        var after = "";
        do {
            var page =
                    get(
                            "/api/clusters?limit="
                                    + PAGE
                                    + (after.isEmpty() ? "" : "&after=" + encoded(after)));
            page.path("clusters").forEach(all::add);
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return all;
    }

    /** One cluster with its conditions and reasons. */
    public JsonNode cluster(String id) {
        return get("/api/clusters/" + encoded(id));
    }

    /**
     * Tells of changes until the status-reporter does not answer any more.
     *
     * @param cluster the only one to tell of; null for all
     * @param changes hears which clusters have changed; the first time all may have
     */
    public void follow(@Nullable String cluster, Consumer<JsonNode> changes) {
        var path = "/api/events" + (cluster == null ? "" : "?cluster=" + encoded(cluster));
        while (!Thread.currentThread().isInterrupted()) {
            exchange(
                    request(path),
                    BodyHandlers.ofLines(),
                    response -> {
                        try (var lines = response.body()) {
                            refuse(response.statusCode(), MissingNode.getInstance());
                            lines.filter(line -> line.startsWith(DATA))
                                    .map(line -> json(line.substring(DATA.length())))
                                    .forEach(changes);
                        }
                        return "";
                    });
            LockSupport.parkNanos(BEFORE_ANEW.toNanos());
        }
    }

    private JsonNode get(String path) {
        return exchange(
                request(path).timeout(TIME_LIMIT),
                BodyHandlers.ofString(),
                response -> {
                    var body = response.body().isEmpty() ? "null" : response.body();
                    refuse(response.statusCode(), json(body));
                    return json(body);
                });
    }

    private HttpRequest.Builder request(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path));
            return token == null ? request : request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException problem) {
            throw CommandFailure.unreachable(
                    "\"%s\" is no address of a status-reporter: --url http://HOST:PORT"
                            .formatted(url));
        }
    }

    private <B, T> T exchange(
            HttpRequest.Builder request, BodyHandler<B> body, Function<HttpResponse<B>, T> answer) {
        try (var client = client()) {
            return answer.apply(client.send(request.build(), body));
        } catch (SSLException problem) {
            throw CommandFailure.unreachable(
                    "%s does not prove who it is (%s): give its certificate authority with --cacert FILE"
                            .formatted(url, problem.getMessage()));
        } catch (IOException | UncheckedIOException problem) {
            throw CommandFailure.unreachable(
                    "the status-reporter at %s does not answer%s: is the fleet running? Name another with --url URL"
                            .formatted(
                                    url,
                                    problem instanceof HttpTimeoutException
                                            ? " within " + TIME_LIMIT.toSeconds() + " s"
                                            : ""));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unreachable("interrupted");
        }
    }

    private void refuse(int status, JsonNode body) {
        if (status == 401 || status == 403) {
            throw CommandFailure.refused(
                    "%s does not accept %s: give one with --token-file FILE or REGFLEET_TOKEN"
                            .formatted(
                                    url, token == null ? "requests without a token" : "the token"));
        }
        if (status == 404) {
            throw CommandFailure.refused(body.path("detail").asText("not found"));
        }
        if (status != 200) {
            throw CommandFailure.unreachable(
                    "%s answered %d %s".formatted(url, status, body.path("detail").asText()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private HttpClient client() {
        var client = HttpClient.newBuilder().connectTimeout(TIME_LIMIT);
        return tls == null ? client.build() : client.sslContext(tls).build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
