package org.registryfleet.objectstorage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Acquires tokens of a service principal from Entra ID.
 *
 * @param login URL of the cloud's token service
 */
record ServicePrincipal(
        HttpPipeline pipeline, String login, String tenant, String clientId, ClientAssertion proof)
        implements TokenCredential {

    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        var asked =
                new HttpRequest(HttpMethod.POST, login + "/" + encoded(tenant) + tokenPath())
                        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded")
                        .setBody(form(String.join(" ", request.getScopes())));
        try (var answer = pipeline.sendSync(asked, Context.NONE)) {
            var body = JSON.readTree(answer.getBodyAsString().block());
            if (answer.getStatusCode() != OK) {
                throw refused(answer, body);
            }
            return new AccessToken(
                    body.path("access_token").asText(),
                    OffsetDateTime.now(ZoneOffset.UTC)
                            .plusSeconds(body.path("expires_in").asLong(0)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // AD FS of a private cloud has no versioned endpoint
    private String tokenPath() {
        return tenant.equalsIgnoreCase("adfs") ? "/oauth2/token" : "/oauth2/v2.0/token";
    }

    private RefusedException refused(HttpResponse answer, JsonNode body) {
        var code = body.path("error").asText("");
        var description = body.path("error_description").asText("");
        return new RefusedException(
                answer,
                code,
                "%s authentication failed: %s: %s"
                        .formatted(
                                proof.credential(),
                                code,
                                description.lines().findFirst().orElse("")));
    }

    private String form(String scope) {
        var form = new StringBuilder("grant_type=client_credentials&client_id=");
        form.append(encoded(clientId)).append("&scope=").append(encoded(scope));
        proof.fields()
                .forEach(
                        (name, value) ->
                                form.append('&').append(name).append('=').append(encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ServicePrincipal[***]";
    }
}
