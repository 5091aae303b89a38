package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.simulated.OneCluster.MAPS;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a simulated cluster can be made to do, and what it tells of its clients. */
class FaultTest {
    private final OneCluster one = oneCluster();
    private final SimulatedCluster cluster = one.cluster();
    private final Api api = one.api();
    private final SimulatedFleet fleet = one.fleet();

    OneCluster oneCluster() {
        return new OneCluster();
    }

    @AfterEach
    void stop() {
        one.close();
    }

    @Test
    void forgetsWatchesOfClientsThatAreGone() {
        var watch = api.watch(MAPS + "?watch=true");
        await().until(() -> cluster.watches().count() == 1);

        watch.close();
        await().until(() -> cluster.watches().count() == 0);
    }

    @Test
    void dropsWatchesInTheMiddle() {
        try (var watch = api.watch(MAPS + "?watch=true")) {
            await().until(() -> cluster.watches().count() == 1);
            cluster.watches().dropAll();

            assertThat(watch.next().type()).isEqualTo("BROKEN");
        }
    }

    @Test
    void silencesWatchesWithoutClosingThem() {
        var start = one.write("a");
        try (var silent =
                api.watch(MAPS + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + start)) {
            await().until(() -> cluster.watches().count() == 1);
            cluster.silenceWatches();
            one.write("b");
            cluster.watches().bookmarkAll();
            cluster.faults().clear();

            try (var fresh = api.watch(MAPS + "?watch=true&resourceVersion=" + start)) {
                assertThat(fresh.next().label()).isEqualTo("ADDED b");
            }
            assertThat(silent.isOpen()).isTrue();
            assertThat(silent.waiting()).isZero();
        }
    }

    @Test
    void failsOnDemand() throws Exception {
        cluster.faults()
                .next(
                        1,
                        call -> call.verb() == Verb.LIST,
                        new Fault.Answer(429, Duration.ofSeconds(7)));
        var limited = api.text(MAPS);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(api.get(MAPS).code()).isEqualTo(200);

        cluster.faults().always(new Fault.Answer(503, Duration.ZERO));
        assertThat(api.get(MAPS).reason()).isEqualTo("ServiceUnavailable");
        cluster.faults().clear();

        cluster.faults().always(new Fault.Refusal());
        assertThatThrownBy(() -> api.get(MAPS)).isInstanceOf(UncheckedIOException.class);
        cluster.faults().clear();

        cluster.faults().always(new Fault.Hang());
        var impatient =
                HttpRequest.newBuilder(URI.create(cluster.baseUrl() + MAPS))
                        .timeout(Duration.ofMillis(200))
                        .build();
        assertThatThrownBy(() -> one.client().send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        cluster.faults().clear();

        cluster.faults().delay(Duration.ofMillis(150));
        var before = System.nanoTime();
        assertThat(api.get(MAPS).code()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void answersTheNextWritesByConflicts() {
        one.write("a");
        cluster.faults().conflictStorm(2);

        assertThat(api.post(MAPS, "{metadata: {name: b}}").code()).isEqualTo(201);
        assertThat(api.merge(MAPS + "/a", "{data: {x: y}}").reason()).isEqualTo("Conflict");
        assertThat(api.merge(MAPS + "/a", "{data: {x: y}}").reason()).isEqualTo("Conflict");
        assertThat(api.merge(MAPS + "/a", "{data: {x: y}}").code()).isEqualTo(200);
    }

    @Test
    void wantsTheToken() {
        var locked =
                fleet.addCluster(
                        "locked",
                        ClusterProfile.empty()
                                .withSettings(ServerSettings.DEFAULT.withToken("letmein")));

        var refused = new Api(one.client(), locked.baseUrl(), "").get("/api/v1/nodes");
        assertThat(refused.code()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("Unauthorized");
        var admitted = new Api(one.client(), locked.baseUrl(), "letmein");
        assertThat(admitted.get("/api/v1/nodes").code()).isEqualTo(200);
        var kubeconfig = Api.yaml(fleet.kubeconfig("locked"));
        assertThat(kubeconfig.path("clusters").path(0).path("cluster").path("server").asText())
                .isEqualTo(locked.baseUrl());
        assertThat(kubeconfig.path("users").path(0).path("user").path("token").asText())
                .isEqualTo("letmein");
    }

    @Test
    void countsRequestsAndEffects() {
        api.post(MAPS, "{metadata: {name: a}, data: {x: y}}");
        api.merge(MAPS + "/a", "{data: {x: y}}");
        api.merge(MAPS + "/a", "{data: {x: z}}");
        api.delete(MAPS + "/none");
        api.get(MAPS);

        var log = cluster.requests();
        assertThat(log.writes()).isEqualTo(4);
        assertThat(log.effectiveWrites()).isEqualTo(2);
        assertThat(log.count(Verb.PATCH)).isEqualTo(2);
        assertThat(log.count(Verb.LIST)).isEqualTo(1);
        var last = log.recent().getLast();
        assertThat(last.call().verb()).isEqualTo(Verb.LIST);
        assertThat(last.call().path()).isEqualTo(MAPS);
        assertThat(last.call().userAgent()).isEqualTo("conformance");
        assertThat(last.code()).isEqualTo(200);
    }

    @Test
    void isTheSameEachTime() {
        var clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        var profile = ClusterProfile.empty().withSettings(ServerSettings.DEFAULT.withClock(clock));
        var one = fleet.addCluster("twin", profile).apply(TestObjects.namespace("x"));
        fleet.removeCluster("twin");
        var two = fleet.addCluster("twin", profile).apply(TestObjects.namespace("x"));

        assertThat(two).isEqualTo(one);
    }

    @Test
    void forgetsRemovedClusters() {
        try (var watch = api.watch(MAPS + "?watch=true")) {
            await().until(() -> cluster.watches().count() == 1);
            fleet.removeCluster("one");

            assertThat(watch.endsWithin(10)).isTrue();
            assertThat(api.get(MAPS).code()).isEqualTo(404);
            assertThatThrownBy(() -> fleet.cluster("one"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
