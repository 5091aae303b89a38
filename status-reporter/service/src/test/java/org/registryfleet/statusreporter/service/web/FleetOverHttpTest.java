package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.web.RunningSite.problem;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** The API as a client on a real port sees it. */
class FleetOverHttpTest {

    private static RunningSite site;

    @BeforeAll
    static void start() {
        site = ThreeClusters.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void listsClustersPageByPage() throws Exception {
        var first = site.json("/api/clusters?limit=2");
        var second = site.json("/api/clusters?limit=2&after=" + first.path("next").asText());

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
        assertThat(ids(site.json("/api/clusters?" + query))).containsExactly(id);
    }

    @Test
    void tellsWhyAClusterIsAsItIs() throws Exception {
        var story = site.json("/api/clusters/alpha");

        assertThat(story.at("/cluster/summary").asText()).isEqualTo("Available");
        assertThat(story.at("/chain/0/event").asText()).startsWith("MODIFIED Deployment");
        assertThat(story.at("/chain/0/cause/rule").asText()).isEqualTo("A8-P9-D9");
        assertThat(story.at("/chain/0/cause/reason").asText())
                .isEqualTo("Available is True: Ready (rows A8-P9-D9)");
        assertThat(story.at("/chain/0/cause/trigger/offset").asLong()).isEqualTo(40);
        assertThat(story.at("/chain/0/cause/trigger/topic").asText())
                .isEqualTo("fleet.observations.v1");
        assertThat(story.at("/chain/0/actions/0/outcome/result").asText()).isEqualTo("DONE");
        assertThat(story.at("/configConditions/0/status").asText()).isEqualTo("True");
    }

    @Test
    void countsTheFleet() throws Exception {
        var counts = site.json("/api/fleet");

        assertThat(counts.path("total").asInt()).isEqualTo(3);
        assertThat(counts.at("/summaries/Available").asInt()).isEqualTo(1);
        assertThat(counts.at("/reasons/Removed~1Removed").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhereClustersAreImportedFrom() throws Exception {
        var sources = site.json("/api/inventory").path("sources");

        assertThat(sources).hasSize(1);
        var argo = sources.get(0);
        assertThat(argo.path("state").asText()).isEqualTo("SUSPECT");
        assertThat(argo.path("remedy").asText())
                .contains("regfleet inventory confirm argo --gone 4");
        assertThat(argo.at("/problems/0/reason").asText()).startsWith("NoConfig");
        var origin = site.json("/api/clusters/gamma").path("origin");
        assertThat(origin.path("hub").asText()).isEqualTo("in-cluster");
        assertThat(origin.path("source").asText()).isEqualTo("argo");
        assertThat(origin.path("ref").asText()).isEqualTo("Secret argocd/gamma");
        assertThat(site.json("/api/clusters/alpha").path("origin").isNull()).isTrue();
    }

    @Test
    void namesTheNearestClustersForAnUnknownOne() throws Exception {
        var answer = site.get("/api/clusters/alpah");

        var problem = problem(answer, 404);
        assertThat(problem.path("detail").asText())
                .isEqualTo("no cluster \"alpah\" is in the fleet; did you mean alpha?");
        assertThat(problem.at("/near/0").asText()).isEqualTo("alpha");
    }

    @Test
    void namesEveryFaultOfARequestAtOnce() throws Exception {
        var problem =
                problem(
                        site.get(
                                "/api/clusters?limit=0&summary=great&colour=id&state=Gone&limit=x"),
                        400);

        assertThat(problem.path("faults")).hasSize(5);
        assertThat(problem.path("detail").asText())
                .contains("no parameter \"colour\"", "summary is \"great\"", "from 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=501", "limit=-1", "limit=2147483648", "limit=%20%22"})
    void refusesALimitOutOfRange(String query) throws Exception {
        assertThat(problem(site.get("/api/clusters?" + query), 400).path("detail").asText())
                .contains("from 1 to 500");
    }

    @Test
    void refusesATextThatIsTooLong() throws Exception {
        problem(site.get("/api/clusters?text=" + "x".repeat(254)), 400);
        var longest = URLEncoder.encode("ü".repeat(253), StandardCharsets.UTF_8);
        assertThat(site.json("/api/clusters?text=" + longest).path("total").asInt()).isZero();
    }

    @Test
    void answersEverythingElseWithAProblemWithoutInsides() throws Exception {
        problem(site.get("/api/nothing"), 404);
        problem(site.send("POST", "/api/clusters"), 403);
        var broken = site.get("/api/failing");
        problem(broken, 500);
        assertThat(broken.body()).doesNotContain("secret-detail", "IllegalState", "at org.");
    }

    @Test
    void isAliveReadyAndCounted() throws Exception {
        assertThat(site.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(site.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(site.get("/actuator/prometheus").body())
                .contains("registryfleet_clusters{summary=\"Unavailable\"}");
    }

    @Test
    void servesPagesThatOnlyLoadFromHere() throws Exception {
        var page = site.get("/");
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
            assertThat(site.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(site.get("/api/fleet").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("clusters").spliterator(), false)
                .map(cluster -> cluster.path("id").asText())
                .toList();
    }
}
