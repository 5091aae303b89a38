package org.registryfleet.statusreporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.fleet.FleetFixture.answered;
import static org.registryfleet.statusreporter.fleet.FleetFixture.asked;
import static org.registryfleet.statusreporter.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.fleet.FleetFixture.sighted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.statusreporter.fleet.FleetView;
import org.registryfleet.statusreporter.summary.Summary;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The API as a client on a real port sees it. */
class FleetOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext service;
    private static String address;

    @BeforeAll
    static void start() {
        service =
                new SpringApplicationBuilder(Service.class)
                        .properties(
                                Map.of(
                                        "server.port", "0",
                                        "server.address", "127.0.0.1",
                                        "spring.main.banner-mode", "off",
                                        "spring.jmx.enabled", "false",
                                        "management.endpoints.web.exposure.include",
                                                "health,prometheus",
                                        "management.endpoint.health.probes.enabled", "true"))
                        .run();
        address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        var view = service.getBean(FleetView.class);
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(enrolled("beta", "Beta <b>bold</b>"));
        view.accept(enrolled("gamma", ""));
        view.accept(sighted("alpha", 40));
        view.accept(reported("alpha", Summary.AVAILABLE, "Ready"));
        view.accept(asked("alpha", "1"));
        view.accept(answered("alpha", "1"));
        view.accept(reported("beta", Summary.REMOVED, "Removed"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebConfiguration.class)
    static class Service {

        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    /** Something that breaks inside. */
    @RestController
    static final class Failing {

        @GetMapping("/api/failing")
        String fail() {
            throw new IllegalStateException("hmac:secret-detail");
        }
    }

    @Test
    void listsClustersPageByPage() throws Exception {
        var first = json(get("/api/clusters?limit=2"));
        var second = json(get("/api/clusters?limit=2&after=" + first.path("next").asText()));

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(ids(first)).containsExactly("alpha", "beta");
        assertThat(ids(second)).containsExactly("gamma");
        assertThat(second.path("next").asText()).isEmpty();
        assertThat(first.at("/clusters/0/since").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(second.at("/clusters/0/summary").asText()).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "summary=removed, beta",
        "state=Managed, alpha",
        "platform=vsphere&summary=Available, alpha",
        "text=bold, beta",
        "summary=Unknown, gamma"
    })
    void filters(String query, String id) throws Exception {
        assertThat(ids(json(get("/api/clusters?" + query)))).containsExactly(id);
    }

    @Test
    void tellsWhyAClusterIsAsItIs() throws Exception {
        var story = json(get("/api/clusters/alpha"));

        assertThat(story.at("/cluster/summary").asText()).isEqualTo("Available");
        assertThat(story.at("/chain/0/event").asText()).startsWith("MODIFIED Deployment");
        assertThat(story.at("/chain/0/cause/rule").asText()).isEqualTo("A8-P9-D9");
        assertThat(story.at("/chain/0/cause/trigger/offset").asLong()).isEqualTo(40);
        assertThat(story.at("/chain/0/cause/trigger/topic").asText())
                .isEqualTo("fleet.observations.v1");
        assertThat(story.at("/chain/0/actions/0/outcome/result").asText()).isEqualTo("DONE");
        assertThat(story.at("/configConditions/0/status").asText()).isEqualTo("True");
    }

    @Test
    void countsTheFleet() throws Exception {
        var counts = json(get("/api/fleet"));

        assertThat(counts.path("total").asInt()).isEqualTo(3);
        assertThat(counts.at("/summaries/Available").asInt()).isEqualTo(1);
        assertThat(counts.at("/reasons/Removed~1Removed").asInt()).isEqualTo(1);
    }

    @Test
    void namesTheNearestClustersForAnUnknownOne() throws Exception {
        var answer = get("/api/clusters/alpah");

        var problem = problem(answer, 404);
        assertThat(problem.path("detail").asText())
                .isEqualTo("no cluster \"alpah\" is in the fleet; did you mean alpha?");
        assertThat(problem.at("/near/0").asText()).isEqualTo("alpha");
    }

    @Test
    void namesEveryFaultOfARequestAtOnce() throws Exception {
        var problem =
                problem(
                        get("/api/clusters?limit=0&summary=great&colour=id&state=Gone&limit=x"),
                        400);

        assertThat(problem.path("faults")).hasSize(5);
        assertThat(problem.path("detail").asText())
                .contains("no parameter \"colour\"", "summary is \"great\"", "from 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=501", "limit=-1", "limit=2147483648", "limit=%20%22"})
    void refusesALimitOutOfRange(String query) throws Exception {
        assertThat(problem(get("/api/clusters?" + query), 400).path("detail").asText())
                .contains("from 1 to 500");
    }

    @Test
    void refusesATextThatIsTooLong() throws Exception {
        problem(get("/api/clusters?text=" + "x".repeat(254)), 400);
        var longest = URLEncoder.encode("ü".repeat(253), StandardCharsets.UTF_8);
        assertThat(json(get("/api/clusters?text=" + longest)).path("total").asInt()).isZero();
    }

    @Test
    void answersEverythingElseWithAProblemWithoutInsides() throws Exception {
        problem(get("/api/nothing"), 404);
        problem(send("POST", "/api/clusters"), 403);
        var broken = get("/api/failing");
        problem(broken, 500);
        assertThat(broken.body()).doesNotContain("secret-detail", "IllegalState", "at org.");
    }

    @Test
    void isAliveReadyAndCounted() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body())
                .contains("registryfleet_clusters{summary=\"Unavailable\"}");
    }

    @Test
    void servesPagesThatOnlyLoadFromHere() throws Exception {
        var page = get("/");
        assertThat(page.body()).contains("fleet.js");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
        for (var path :
                List.of(
                        "/fleet.js",
                        "/fleet.css",
                        "/cluster.html",
                        "/cluster.js",
                        "/timeline.js",
                        "/live.js",
                        "/parts.js",
                        "/logo.svg",
                        "/api.html",
                        "/api.js",
                        "/webjars/lit-html/lit-html.js",
                        "/webjars/lit-html/directives/repeat.js")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/api/fleet").headers().firstValue("Cache-Control")).contains("no-store");
    }

    /** The description names every field that is sent, and none that is not. */
    @Test
    void describesWhatItSends() throws Exception {
        var api = json(get("/api/openapi.json"));
        var differences = new ArrayList<String>();

        compare(api, "FleetCounts", json(get("/api/fleet")), differences);
        compare(api, "ClusterList", json(get("/api/clusters")), differences);
        compare(api, "ClusterStory", json(get("/api/clusters/alpha")), differences);

        assertThat(differences).isEmpty();
        assertThat(get("/api/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        var parameters = new ArrayList<String>();
        api.at("/paths/~1api~1clusters/get/parameters")
                .forEach(parameter -> parameters.add(parameter.path("name").asText()));
        assertThat(problem(get("/api/clusters?no=1"), 400).path("detail").asText())
                .contains(parameters.toString());
    }

    private static void compare(
            JsonNode api, String schema, JsonNode sent, List<String> differences) {
        var described = api.at("/components/schemas/" + schema + "/properties");
        for (var field : sent.properties()) {
            if (!described.has(field.getKey())) {
                differences.add(schema + "." + field.getKey() + " is sent but not described");
            }
        }
        for (var field : described.properties()) {
            if (!sent.has(field.getKey())) {
                differences.add(schema + "." + field.getKey() + " is described but not sent");
                continue;
            }
            var value = sent.get(field.getKey());
            var type = field.getValue();
            var reference = type.has("items") ? type.path("items") : type;
            var one = value.isArray() ? value.path(0) : value;
            var name = name(reference);
            if (!name.isEmpty()
                    && one.isObject()
                    && api.at("/components/schemas/" + name).has("properties")) {
                compare(api, name, one, differences);
            }
        }
    }

    private static String name(JsonNode type) {
        var reference = type.has("oneOf") ? type.at("/oneOf/0/$ref") : type.path("$ref");
        var text = reference.asText("");
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.has("trace")).isFalse();
        return problem;
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("clusters").spliterator(), false)
                .map(cluster -> cluster.path("id").asText())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
