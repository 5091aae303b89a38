package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** How any API server lists and watches that this project talks to. */
abstract class ListAndWatchConformance {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Api api;
    private String namespace;
    private String maps;

    /** A client of the server under test. */
    abstract Api server();

    @BeforeEach
    void makeNamespace() {
        api = server();
        namespace = "watch-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        maps = "/api/v1/namespaces/" + namespace + "/configmaps";
        var made = api.post("/api/v1/namespaces", "{metadata: {name: " + namespace + "}}");
        assertThat(made.code()).isEqualTo(201);
    }

    private Api.Reply map(String name, String data) {
        return api.post(maps, "{metadata: {name: %s}, data: {value: '%s'}}".formatted(name, data));
    }

    @Test
    void selectsByLabelsAndFields() {
        api.post(maps, "{metadata: {name: a, labels: {app: x, tier: front}}}");
        api.post(maps, "{metadata: {name: b, labels: {app: x}}}");
        api.post(maps, "{metadata: {name: c, labels: {app: y}}}");
        api.post(maps, "{metadata: {name: d}}");

        assertThat(names("labelSelector=app%3Dx")).containsExactly("a", "b");
        assertThat(names("labelSelector=app%3Dx,tier")).containsExactly("a");
        assertThat(names("labelSelector=app%21%3Dx")).contains("c", "d").doesNotContain("a", "b");
        assertThat(names("labelSelector=app%20in%20(x,y),%21tier")).containsExactly("b", "c");
        assertThat(names("labelSelector=app%20notin%20(x)")).contains("c", "d").doesNotContain("a");
        assertThat(names("fieldSelector=metadata.name%3Dc")).containsExactly("c");
        assertThat(api.get(maps + "?fieldSelector=data.value%3Dc").code()).isEqualTo(400);
    }

    private List<String> names(String query) {
        var names = new ArrayList<String>();
        var list = api.get(maps + "?" + query);
        assertThat(list.code()).isEqualTo(200);
        list.body()
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        return names;
    }

    @Test
    void listsInPagesOfOneSnapshot() {
        for (var name : List.of("p1", "p2", "p3", "p4", "p5")) {
            api.post(maps, "{metadata: {name: %s, labels: {page: x}}}".formatted(name));
        }

        var first = api.get(maps + "?labelSelector=page&limit=2");
        assertThat(first.body().path("items")).hasSize(2);
        api.delete(maps + "/p3");
        api.post(maps, "{metadata: {name: p31, labels: {page: x}}}");
        var token = first.body().path("metadata").path("continue").asText();
        var second = api.get(maps + "?labelSelector=page&limit=2&continue=" + token);
        var third =
                api.get(
                        maps
                                + "?labelSelector=page&limit=2&continue="
                                + second.body().path("metadata").path("continue").asText());

        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.body().path("items").path(0).path("metadata").path("name").asText())
                .isEqualTo("p3");
        assertThat(third.body().path("items")).hasSize(1);
        assertThat(third.body().path("metadata").has("continue")).isFalse();
    }

    @Test
    void replaysHistoryFromAVersion() {
        var first = map("a", "one");
        api.merge(maps + "/a", "{data: {value: two}}");
        map("b", "one");
        api.delete(maps + "/a");

        try (var watch = api.watch(maps + "?watch=true&resourceVersion=" + first.version())) {
            var versions = new ArrayList<Long>();
            for (var expected : List.of("MODIFIED a", "ADDED b", "DELETED a")) {
                var event = watch.next();
                assertThat(event.label()).isEqualTo(expected);
                versions.add(event.version());
            }
            assertThat(versions).isSorted().doesNotHaveDuplicates();
            map("c", "one");
            assertThat(watch.next().label()).isEqualTo("ADDED c");
        }
    }

    @Test
    void showsWhatIsThereWhenWatchedFromTheStart() {
        map("one", "1");
        map("two", "2");

        try (var watch =
                api.watch(
                        maps
                                + "?watch=1&resourceVersion=0&fieldSelector=metadata.namespace%3D"
                                + namespace
                                + ",metadata.name%21%3Dkube-root-ca.crt")) {
            assertThat(List.of(watch.next().label(), watch.next().label()))
                    .containsExactlyInAnyOrder("ADDED one", "ADDED two");
            api.delete(maps + "/one");
            assertThat(watch.next().label()).isEqualTo("DELETED one");
        }
    }

    @Test
    void deletesFromAWatchWhatNoLongerMatches() {
        var start = map("start", "0").version();
        try (var watch =
                api.watch(maps + "?watch=true&labelSelector=app%3Dx&resourceVersion=" + start)) {
            api.post(maps, "{metadata: {name: a, labels: {app: x}}}");
            api.merge(maps + "/a", "{metadata: {labels: {app: y}}}");
            api.merge(maps + "/a", "{metadata: {labels: {app: x}}}");
            api.merge(maps + "/a", "{data: {more: x}}");

            assertThat(watch.next().label()).isEqualTo("ADDED a");
            var left = watch.next();
            assertThat(left.label()).isEqualTo("DELETED a");
            assertThat(left.object().path("metadata").path("labels").path("app").asText())
                    .isEqualTo("x");
            assertThat(watch.next().label()).isEqualTo("ADDED a");
            assertThat(watch.next().label()).isEqualTo("MODIFIED a");
        }
    }

    @Test
    void endsAWatchAfterItsTimeout() {
        var start = map("start", "0").version();
        try (var watch =
                api.watch(maps + "?watch=true&timeoutSeconds=1&resourceVersion=" + start)) {
            assertThat(watch.endsWithin(10)).isTrue();
        }
    }

    @Test
    void acceptsAWatchFromTheFutureAndStaysSilent() {
        var now = Long.parseLong(map("start", "0").version());
        var future = now + 1_000_000;
        var from = maps + "?watch=true&allowWatchBookmarks=true&resourceVersion=";
        try (var deaf = api.watch(from + future);
                var well = api.watch(from + now)) {
            map("a", "1");

            assertThat(well.next().label()).isEqualTo("ADDED a");
            assertThat(deaf.code()).isEqualTo(200);
            assertThat(deaf.isOpen()).isTrue();
            assertThat(deaf.waiting()).isZero();
        }
    }

    @Test
    void refusesAListThatIsNotToBeOlderThanTheFuture() {
        var future = Long.parseLong(map("start", "0").version()) + 1_000_000;

        var list = api.get(maps + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + future);

        assertThat(list.code()).isEqualTo(504);
        assertThat(list.reason()).isEqualTo("Timeout");
        assertThat(list.message())
                .startsWith("Timeout: Too large resource version: " + future + ", current: ");
        assertThat(list.body().at("/details/causes/0/reason").asText())
                .isEqualTo("ResourceVersionTooLarge");
        assertThat(list.body().at("/details/retryAfterSeconds").asInt()).isEqualTo(1);
    }

    @Test
    void givesMetadataOnly() {
        var made = map("a", "1");

        var list =
                api.metadata(
                        maps + "?fieldSelector=metadata.name%3Da", "PartialObjectMetadataList");
        var one = api.metadata(maps + "/a", "PartialObjectMetadata");

        assertThat(list.body().path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(Long.parseLong(list.version()))
                .isGreaterThanOrEqualTo(Long.parseLong(made.version()));
        var item = list.body().at("/items/0");
        assertThat(item.path("kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(item.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
        assertThat(item.path("metadata")).isEqualTo(made.body().path("metadata"));
        assertThat(item.has("data")).isFalse();
        assertThat(one.body()).isEqualTo(item);
    }

    @Test
    void watchesAllNamespaces() {
        var start = map("start", "0").version();
        try (var watch =
                api.watch(
                        "/api/v1/configmaps?watch=true&resourceVersion="
                                + start
                                + "&fieldSelector=metadata.namespace%3D"
                                + namespace)) {
            map("a", "1");
            assertThat(watch.next().label()).isEqualTo("ADDED a");
        }
    }
}
