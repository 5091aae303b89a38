package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class WatchAndFaultTest {
    private static final String MAPS = "/api/v1/namespaces/ns/configmaps";

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private SimulatedCluster cluster;
    private Api api;

    @BeforeEach
    void start() {
        cluster = fleet.addCluster("one");
        cluster.apply(TestObjects.namespace("ns"));
        api = Api.to(cluster.baseUrl());
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private long write(String name) {
        return cluster.apply(TestObjects.configMap("ns", name))
                .path("metadata")
                .path("resourceVersion")
                .asLong();
    }

    @Test
    void answersACompactedVersionByAnErrorEvent() {
        var old = write("a");
        write("b");
        cluster.compact();

        try (var watch = api.watch(MAPS + "?watch=true&resourceVersion=" + old)) {
            var event = watch.next();
            assertThat(watch.code()).isEqualTo(200);
            assertThat(event.type()).isEqualTo("ERROR");
            assertThat(event.object().path("code").asInt()).isEqualTo(410);
            assertThat(event.object().path("reason").asText()).isEqualTo("Expired");
            assertThat(event.object().path("message").asText())
                    .startsWith("too old resource version: " + old + " (");
            assertThat(watch.endsWithin(10)).isTrue();
        }
    }

    @Test
    void refusesPagesOfACompactedSnapshot() {
        write("a");
        write("b");
        var page = api.get(MAPS + "?limit=1");
        write("c");
        cluster.compact();

        var next =
                api.get(
                        MAPS
                                + "?limit=1&continue="
                                + page.body().path("metadata").path("continue").asText());
        assertThat(next.code()).isEqualTo(410);
        assertThat(next.reason()).isEqualTo("Expired");
        assertThat(page.body().path("metadata").path("remainingItemCount").asInt()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestChanges() {
        var small =
                fleet.addCluster(
                        "small",
                        ClusterProfile.empty()
                                .withSettings(ServerSettings.DEFAULT.withHistoryLimit(5)));
        small.apply(TestObjects.namespace("ns"));
        var old = small.resourceVersion();
        for (var i = 0; i < 7; i++) {
            small.apply(TestObjects.configMap("ns", "m" + i));
        }

        try (var watch =
                Api.to(small.baseUrl()).watch(MAPS + "?watch=true&resourceVersion=" + old)) {
            assertThat(watch.next().type()).isEqualTo("ERROR");
        }
    }

    @Test
    void sendsBookmarksToThoseWhoWantThem() {
        var start = write("a");
        try (var with =
                        api.watch(
                                MAPS
                                        + "?watch=true&allowWatchBookmarks=true&resourceVersion="
                                        + start);
                var without = api.watch(MAPS + "?watch=true&resourceVersion=" + start)) {
            await().until(() -> cluster.watches().count() == 2);
            var later = cluster.apply(TestObjects.namespace("other"));
            cluster.watches().bookmarkAll();

            var bookmark = with.next();
            assertThat(bookmark.type()).isEqualTo("BOOKMARK");
            assertThat(bookmark.object().path("kind").asText()).isEqualTo("ConfigMap");
            assertThat(bookmark.version())
                    .isEqualTo(later.path("metadata").path("resourceVersion").asLong());
            write("b");
            assertThat(without.next().label()).isEqualTo("ADDED b");
        }
    }

    @Test
    void sendsBookmarksAgainAndAgainAndBeforeTheEnd() {
        var often =
                fleet.addCluster(
                        "often",
                        ClusterProfile.empty()
                                .withSettings(
                                        ServerSettings.DEFAULT.withBookmarkInterval(
                                                Duration.ofMillis(20))));
        try (var watch =
                Api.to(often.baseUrl())
                        .watch(
                                "/api/v1/nodes?watch=true&allowWatchBookmarks=true&timeoutSeconds=1")) {
            assertThat(watch.next().type()).isEqualTo("BOOKMARK");
            assertThat(watch.next().type()).isEqualTo("BOOKMARK");
            assertThat(watch.endsWithin(10)).isTrue();
        }
    }

    @Test
    void marksTheEndOfInitialEvents() {
        write("a");
        try (var watch =
                api.watch(
                        MAPS
                                + "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
                                + "&resourceVersionMatch=NotOlderThan&resourceVersion=")) {
            assertThat(watch.next().label()).isEqualTo("ADDED a");
            var end = watch.next();
            assertThat(end.type()).isEqualTo("BOOKMARK");
            assertThat(
                            end.object()
                                    .path("metadata")
                                    .path("annotations")
                                    .path("k8s.io/initial-events-end")
                                    .asText())
                    .isEqualTo("true");
        }
    }

    @Test
    void refusesVersionsOfTheFuture() {
        assertThat(api.get(MAPS + "?resourceVersion=999999").code()).isEqualTo(504);
        assertThat(api.get(MAPS + "?watch=true&resourceVersion=x").code()).isEqualTo(400);
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
        var start = write("a");
        try (var silent =
                api.watch(MAPS + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + start)) {
            await().until(() -> cluster.watches().count() == 1);
            cluster.silenceWatches();
            write("b");
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
        assertThatThrownBy(
                        () -> HttpClient.newHttpClient().send(impatient, BodyHandlers.ofString()))
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
        write("a");
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

        var refused = Api.to(locked.baseUrl()).get("/api/v1/nodes");
        assertThat(refused.code()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("Unauthorized");
        var admitted = new Api(HttpClient.newHttpClient(), locked.baseUrl(), "letmein");
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
