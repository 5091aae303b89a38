package org.registryfleet.regfleet.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** The REST interface of the status-reporter. */
public final class StatusApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 500;

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

    private JsonNode get(String path) {
        try (var client = client()) {
            var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIME_LIMIT);
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var response = client.send(request.build(), BodyHandlers.ofString());
            refuseWithoutLogin(response.statusCode());
            var body = JSON.readTree(response.body());
            if (response.statusCode() == 404) {
                throw CommandFailure.refused(body.path("detail").asText("not found"));
            }
            if (response.statusCode() != 200) {
                throw CommandFailure.unreachable(
                        "%s answered %d %s"
                                .formatted(
                                        url, response.statusCode(), body.path("detail").asText()));
            }
            return body;
        } catch (IllegalArgumentException problem) {
            throw CommandFailure.unreachable(
                    "\"%s\" is no address of a status-reporter: --url http://HOST:PORT"
                            .formatted(url));
        } catch (SSLException problem) {
            throw CommandFailure.unreachable(
                    "%s does not prove who it is (%s): give its certificate authority with --cacert FILE"
                            .formatted(url, problem.getMessage()));
        } catch (IOException problem) {
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

    private HttpClient client() {
        var client = HttpClient.newBuilder().connectTimeout(TIME_LIMIT);
        return tls == null ? client.build() : client.sslContext(tls).build();
    }

    private void refuseWithoutLogin(int status) {
        if (status == 401 || status == 403) {
            throw CommandFailure.refused(
                    "%s does not accept %s: give one with --token-file FILE or REGFLEET_TOKEN"
                            .formatted(
                                    url, token == null ? "requests without a token" : "the token"));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
