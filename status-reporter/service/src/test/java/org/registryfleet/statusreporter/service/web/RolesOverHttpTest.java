package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which role each path of the service needs, once there is a login. */
class RolesOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir static Path folder;
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, AuditConfiguration.class})
    static class Service {

        @Bean
        AuditQueryService logDesk() {
            return new AuditQueryService(InMemoryEventLog::new);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        var tokens = folder.resolve("tokens");
        Files.writeString(
                tokens, "viewer wall token-of-the-viewer\nauditor ada token-of-the-auditor\n");
        service =
                new SpringApplicationBuilder(Service.class)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.main.banner-mode=off",
                                "--spring.jmx.enabled=false",
                                "--management.endpoints.web.exposure.include=health,prometheus",
                                "--fleet.http.tokens=file:" + tokens);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 401, 200, 200",
        "/fleet.js, 401, 200, 200",
        "/api/fleet, 401, 200, 200",
        "/api/clusters, 401, 200, 200",
        "/api/inventory, 401, 200, 200",
        "/api/policies, 401, 200, 200",
        "/api/policies/none, 401, 404, 404",
        "/api/clusters/none/policy, 401, 404, 404",
        "/api/openapi.yaml, 401, 200, 200",
        "/actuator/prometheus, 401, 200, 200",
        "/api/clusters/a/history, 401, 403, 404",
        "/api/clusters/a/explain, 401, 403, 404",
        "/api/clusters/a/at?time=2026-11-20T10:00:00Z, 401, 403, 404",
        "/actuator/health, 200, 200, 200"
    })
    void needsARole(String path, int nobody, int viewer, int auditor) throws Exception {
        assertThat(status(path, "")).isEqualTo(nobody);
        assertThat(status(path, "token-of-the-viewer")).isEqualTo(viewer);
        assertThat(status(path, "token-of-the-auditor")).isEqualTo(auditor);
    }

    private static int status(String path, String token) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
