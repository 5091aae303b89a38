package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A service on a real port of this machine, and a client of it. */
final class RunningSite implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext service;
    private final String address;

    private RunningSite(ConfigurableApplicationContext service) {
        this.service = service;
        this.address =
                "http://127.0.0.1:"
                        + service.getEnvironment().getRequiredProperty("local.server.port");
    }

    static RunningSite start(Class<?> application) {
        return new RunningSite(
                new SpringApplicationBuilder(application)
                        .properties(
                                Map.of(
                                        "server.port", "0",
                                        "server.address", "127.0.0.1",
                                        "spring.main.banner-mode", "off",
                                        "spring.jmx.enabled", "false",
                                        "management.endpoints.web.exposure.include",
                                                "health,prometheus",
                                        "management.endpoint.health.probes.enabled", "true"))
                        .run());
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The answer to a question that is one. */
    JsonNode json(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.has("trace")).isFalse();
        return problem;
    }

    @Override
    public void close() {
        service.close();
    }
}
