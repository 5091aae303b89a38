package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.Topics;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Instant;

/** Questions to the log as a client on a real port asks them. */
class AuditOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private static final InMemoryEventLog KEPT = new InMemoryEventLog();
    private static boolean reachable = true;
    private static RunningSite site;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, AuditConfiguration.class})
    static class Service {

        @Bean
        AuditQueryService logDesk() {
            return new AuditQueryService(AuditOverHttpTest::open);
        }
    }

    @BeforeAll
    static void start() {
        KEPT.add(Topics.CLUSTERS, START, registration("alpha"));
        for (int i = 0; i < 5; i++) {
            KEPT.add(Topics.OBSERVATIONS, START.plusSeconds(i + 1), observation("alpha", i));
        }
        site = RunningSite.start(Service.class);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void tellsTheHistoryPageByPage() throws Exception {
        var latest = site.json("/api/clusters/alpha/history?limit=2");
        var before = site.json("/api/clusters/alpha/history?limit=2&skip=2");

        assertThat(latest.path("chapters")).hasSize(2);
        assertThat(latest.path("nextSkip").asInt()).isEqualTo(2);
        assertThat(before.path("chapters")).hasSize(2);
        assertThat(before.at("/chapters/1/time").asText())
                .isLessThan(latest.at("/chapters/0/time").asText());
        assertThat(latest.path("complete").asBoolean()).isTrue();
    }

    @Test
    void tellsOnlyOfTheTimeThatIsAskedFor() throws Exception {
        var range = "from=2026-11-20T10:00:02Z&to=2026-11-20T10:00:03Z";

        var json = site.json("/api/clusters/alpha/history?" + range);

        assertThat(json.path("chapters")).hasSize(2);
        assertThat(json.path("nextSkip").asInt()).isZero();
    }

    @Test
    void showsWhatWasKnownAtAMoment() throws Exception {
        var json = site.json("/api/clusters/alpha/at?time=2026-11-20T10:00:03Z");

        assertThat(json.toString()).contains("10:00:03").contains("\"2\"").doesNotContain("\"4\"");
    }

    @Test
    void explains() throws Exception {
        var json = site.json("/api/clusters/alpha/explain");

        assertThat(json.path("cluster").asText()).isEqualTo("alpha");
    }

    @Test
    void namesTheNearestClustersForAnUnknownOne() throws Exception {
        assertThat(site.get("/api/clusters/alpah/history").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "history?limit=0, limit",
        "history?limit=501, 500",
        "history?skip=x, skip",
        "history?from=yesterday, yesterday",
        "history?from=2026-11-20T10:00:00Z&to=2026-11-19T10:00:00Z, before",
        "history?colour=red, colour",
        "at, time",
        "at?time=now, now",
        "explain?time=2026-11-20T10:00:00Z, time"
    })
    void saysWhatIsWrongWithARequest(String request, String word) throws Exception {
        var answer = site.get("/api/clusters/alpha/" + request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(word);
    }

    @Test
    void saysThatTheLogCannotBeRead() throws Exception {
        reachable = false;
        try {
            var answer = site.get("/api/clusters/alpha/history");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the log cannot be read").contains("no broker");
        } finally {
            reachable = true;
        }
        assertThat(site.get("/api/clusters/alpha/history").statusCode()).isEqualTo(200);
    }

    private static EventLog open() {
        if (!reachable) {
            throw new LogException("no broker answers");
        }
        return KEPT;
    }

    private static ClusterRegistration registration(String cluster) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setDisplayName(cluster)
                .setEndpoint("https://alpha")
                .setCredential("kubeconfig:alpha")
                .build();
    }

    private static Observation observation(String cluster, int number) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession("s")
                .setSequence(number)
                .setType(org.registryfleet.events.ObservationType.MODIFIED)
                .setObject(
                        new org.registryfleet.events.ObjectKey(
                                "v1", "ConfigMap", "openshift-image-registry", "team"))
                .setUid("u")
                .setResourceVersion(Integer.toString(number))
                .setContent("{\"data\":{\"value\":\"" + number + "\"}}")
                .setDigest(Integer.toString(number))
                .setObservedAt(START.plusSeconds(number + 1L))
                .build();
    }
}
