package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.simulated.OneCluster.MAPS;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Watches, their bookmarks and the history they need. */
class WatchTest {
    private final OneCluster one = new OneCluster();
    private final SimulatedCluster cluster = one.cluster();
    private final Api api = one.api();
    private final SimulatedFleet fleet = one.fleet();

    @AfterEach
    void stop() {
        one.close();
    }

    @Test
    void answersACompactedVersionByAnErrorEvent() {
        var old = one.write("a");
        one.write("b");
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
        one.write("a");
        one.write("b");
        var page = api.get(MAPS + "?limit=1");
        one.write("c");
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
        var start = one.write("a");
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
            one.write("b");
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
        one.write("a");
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
}
