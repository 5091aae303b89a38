package org.registryfleet.httpguard;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A small service behind the guard, on a free port. */
final class GuardedService implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private GuardedService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static GuardedService with(String... settings) {
        var standard =
                Stream.of(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--spring.jmx.enabled=false",
                        "--logging.level.root=WARN",
                        "--management.endpoints.web.exposure.include=health,prometheus",
                        "--management.endpoint.health.probes.enabled=true");
        return new GuardedService(
                new SpringApplicationBuilder(Service.class)
                        .run(
                                Stream.concat(standard, Arrays.stream(settings))
                                        .toArray(String[]::new)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Fleet fleet() {
            return new Fleet();
        }

        @Bean
        RoleRule history() {
            return new RoleRule(Role.AUDITOR, List.of("/api/*/history"));
        }
    }

    /** What there is to be guarded. */
    @RestController
    static final class Fleet {

        @GetMapping({"/api/fleet", "/api/alpha/history"})
        String read() {
            return "told";
        }

        @PutMapping("/api/alpha")
        String write(@RequestBody String body) {
            return "written " + body.length();
        }

        @DeleteMapping("/api/alpha")
        String delete() {
            return "deleted";
        }

        @GetMapping("/api/failing")
        String fail() {
            throw new IllegalStateException("secret-detail");
        }
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(
            String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What its metrics say about refusals for a reason. */
    double refused(String reason, String... headers) throws Exception {
        return get("/actuator/prometheus", headers)
                .body()
                .lines()
                .filter(line -> line.startsWith("registryfleet_http_refused_total"))
                .filter(line -> line.contains("reason=\"" + reason + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
