package org.registryfleet.objectstorage.ibm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * REST client of IBM Cloud's services with one API key.
 *
 * @param token bearer token of the key; must not be logged
 */
record IbmCloud(RestClient http, String cluster, WantedStorage wanted, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_REFUSAL = 300;
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Exchanges the API key for a token.
     *
     * @throws IbmException when the key is refused
     * @throws IOException without a response
     */
    static IbmCloud login(RestClient http, String cluster, WantedStorage wanted)
            throws IOException {
        var key = wanted.spec().at("/credentials/apiKey").asText("");
        var body =
                "grant_type="
                        + encoded("urn:ibm:params:oauth:grant-type:apikey")
                        + "&response_type=cloud_iam&apikey="
                        + encoded(key);
        var address = URI.create(wanted.text("iam") + "/identity/token");
        var headers = Map.of("Content-Type", FORM, "Accept", "application/json");
        var answer = http.send(cluster, "POST", address, headers, body);
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IbmException(
                    answer.statusCode(),
                    IbmException.REASON,
                    "unable to get an IAM token: "
                            + said(answer)
                            + " with resp code: "
                            + answer.statusCode(),
                    RestClient.retryAfter(answer));
        }
        return new IbmCloud(http, cluster, wanted, json(answer).path("access_token").asText(""));
    }

    /** The account of the API key, from the token's claims. */
    String account() throws IbmException {
        var parts = token.split("\\.", -1);
        try {
            var claims =
                    parts.length == 3
                            ? JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                            : MissingNode.getInstance();
            var account = claims.at("/account/bss").asText("");
            if (!account.isEmpty()) {
                return account;
            }
        } catch (IOException | IllegalArgumentException _) {
            // reported below
        }
        throw IbmException.useless(
                "unable to determine account ID: could not parse account id from token");
    }

    /** {@code doing} is the prefix of an error message. */
    JsonNode get(String service, String path, String doing) throws IOException {
        var address = URI.create(wanted.text(service) + path);
        return checked(http.send(cluster, "GET", address, headers(), ""), doing);
    }

    JsonNode post(String service, String path, JsonNode body, String doing) throws IOException {
        var address = URI.create(wanted.text(service) + path);
        return checked(http.sendOnce(cluster, address, headers(), body.toString()), doing);
    }

    void delete(String service, String path, String doing) throws IOException {
        var address = URI.create(wanted.text(service) + path);
        checked(http.send(cluster, "DELETE", address, headers(), ""), doing);
    }

    private Map<String, String> headers() {
        return Map.of(
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "Accept",
                "application/json");
    }

    private static JsonNode checked(HttpResponse<String> answer, String doing) throws IbmException {
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IbmException(
                    answer.statusCode(),
                    IbmException.REASON,
                    "%s: %s with resp code: %d".formatted(doing, said(answer), answer.statusCode()),
                    RestClient.retryAfter(answer));
        }
        return json(answer);
    }

    private static String said(HttpResponse<String> answer) {
        var body = json(answer);
        for (var place : new String[] {"/message", "/errorMessage", "/errors/0/message"}) {
            var text = body.at(place).asText("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "no explanation";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** URL-encodes a path segment or query value. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "IbmCloud[***]";
    }
}
