package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Client of the Keystone v3 API: a project-scoped token and the endpoint of the object store. */
record Keystone(RestClient http, String cluster, WantedStorage wanted) {

    static final String NO_CONNECTION = "Could not connect to registry storage";

    private static final String TOKENS = "/auth/tokens";
    private static final int CREATED = 201;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A token with the endpoint of the project's object store. Must not be logged. */
    record Login(String token, String endpoint) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    Login login() throws IOException {
        var address = URI.create(wanted.text("authUrl").replaceAll("/+$", "") + TOKENS);
        var answer =
                http.send(
                        cluster,
                        "POST",
                        address,
                        Map.of("Content-Type", "application/json"),
                        question().toString());
        if (answer.statusCode() != CREATED) {
            throw new SwiftException(
                    answer.statusCode(),
                    NO_CONNECTION,
                    "failed to authenticate against OpenStack: Expected HTTP response code [201"
                            + " 202] when accessing [POST %s], but got %d instead"
                                    .formatted(address, answer.statusCode()),
                    RestClient.retryAfter(answer));
        }
        var token = answer.headers().firstValue("X-Subject-Token").orElse("");
        return new Login(token, endpoint(JSON.readTree(answer.body()).at("/token/catalog")));
    }

    private ObjectNode question() {
        var identity = JsonNodeFactory.instance.objectNode();
        var methods = identity.putArray("methods");
        var credentials = wanted.spec().path("credentials");
        boolean isScoped = true;
        if (credentials.has("PASSWORD")) {
            methods.add("password");
            var user = identity.putObject("password").putObject("user");
            user.put("name", credentials.path("USERNAME").asText());
            user.put("password", credentials.path("PASSWORD").asText());
            domain(user.putObject("domain"));
        } else if (credentials.has("APPLICATIONCREDENTIALSECRET")) {
            methods.add("application_credential");
            identity.putObject("application_credential")
                    .put("id", credentials.path("APPLICATIONCREDENTIALID").asText())
                    .put("secret", credentials.path("APPLICATIONCREDENTIALSECRET").asText());
            isScoped = false;
        } else {
            methods.add("token");
            identity.putObject("token").put("id", credentials.path("TOKENID").asText());
        }
        var question = JsonNodeFactory.instance.objectNode();
        var auth = question.putObject("auth");
        auth.set("identity", identity);
        if (isScoped) {
            scope(auth.putObject("scope").putObject("project"));
        }
        return question;
    }

    private void scope(ObjectNode project) {
        if (wanted.text("tenantID").isEmpty()) {
            project.put("name", wanted.text("tenant"));
            projectDomain(project.putObject("domain"));
        } else {
            project.put("id", wanted.text("tenantID"));
        }
    }

    /** Users of a directory live in a domain of their own, apart from the projects. */
    private void projectDomain(ObjectNode domain) {
        if (!wanted.text("projectDomainID").isEmpty()) {
            domain.put("id", wanted.text("projectDomainID"));
        } else if (!wanted.text("projectDomainName").isEmpty()) {
            domain.put("name", wanted.text("projectDomainName"));
        } else {
            domain(domain);
        }
    }

    private void domain(ObjectNode domain) {
        if (wanted.text("domainID").isEmpty()) {
            var name = wanted.text("domain");
            domain.put("name", name.isEmpty() ? "Default" : name);
        } else {
            domain.put("id", wanted.text("domainID"));
        }
    }

    private String endpoint(JsonNode catalog) throws SwiftException {
        for (var type : new String[] {"container", "object-store"}) {
            for (var service : catalog) {
                if (service.path("type").asText().equals(type)) {
                    for (var endpoint : service.path("endpoints")) {
                        if (fits(endpoint)) {
                            return endpoint.path("url").asText().replaceAll("/+$", "");
                        }
                    }
                }
            }
        }
        throw new SwiftException.NoObjectStore();
    }

    private boolean fits(JsonNode endpoint) {
        var region = wanted.text("regionName");
        return endpoint.path("interface").asText().equals("public")
                && (region.isEmpty()
                        || endpoint.path("region").asText(region).equals(region)
                        || endpoint.path("region_id").asText("").equals(region));
    }
}
