package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What any API server must do that this project talks to; runs against the simulation and, on
 * request, a real one.
 */
abstract class ApiServerConformance {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Api api;
    private String namespace;
    private String maps;

    /** A client of the server under test. */
    abstract Api server();

    @BeforeEach
    void makeNamespace() {
        api = server();
        namespace = "conformance-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        maps = "/api/v1/namespaces/" + namespace + "/configmaps";
        var made = api.post("/api/v1/namespaces", "{metadata: {name: " + namespace + "}}");
        assertThat(made.code()).isEqualTo(201);
    }

    private Api.Reply map(String name, String data) {
        return api.post(maps, "{metadata: {name: %s}, data: {value: '%s'}}".formatted(name, data));
    }

    @Test
    void givesNewObjectsTheirIdentity() {
        var made = map("a", "one");

        assertThat(made.code()).isEqualTo(201);
        var metadata = made.body().path("metadata");
        assertThat(metadata.path("uid").asText()).hasSize(36);
        assertThat(metadata.path("creationTimestamp").asText()).matches("\\d{4}-.*T.*Z");
        assertThat(metadata.path("resourceVersion").asLong()).isPositive();
        assertThat(metadata.path("namespace").asText()).isEqualTo(namespace);
        assertThat(made.body().path("kind").asText()).isEqualTo("ConfigMap");
        assertThat(api.get(maps + "/a").body()).isEqualTo(made.body());
    }

    @Test
    void saysNoWithStatusBodies() {
        map("a", "one");

        assertThat(api.merge(maps + "/a", "{data: {value: 1}}").code()).isEqualTo(400);
        var missing = api.get(maps + "/none");
        assertThat(missing.code()).isEqualTo(404);
        assertThat(missing.reason()).isEqualTo("NotFound");
        assertThat(missing.message()).isEqualTo("configmaps \"none\" not found");
        assertThat(missing.body().path("details").path("name").asText()).isEqualTo("none");
        assertThat(missing.body().path("details").path("kind").asText()).isEqualTo("configmaps");
        var twice = map("a", "two");
        assertThat(twice.code()).isEqualTo(409);
        assertThat(twice.reason()).isEqualTo("AlreadyExists");
        assertThat(twice.message()).isEqualTo("configmaps \"a\" already exists");
        var nowhere =
                api.post("/api/v1/namespaces/no-such-place/configmaps", "{metadata: {name: a}}");
        assertThat(nowhere.code()).isEqualTo(404);
        assertThat(nowhere.message()).isEqualTo("namespaces \"no-such-place\" not found");
        assertThat(api.get("/apis/no.such.group/v1/things").code()).isEqualTo(404);
    }

    @Test
    void makesNamesFromAPrefix() {
        var one = api.post(maps, "{metadata: {generateName: pre-}}");
        var two = api.post(maps, "{metadata: {generateName: pre-}}");

        assertThat(one.body().path("metadata").path("name").asText()).matches("pre-[a-z0-9]{5}");
        assertThat(two.code()).isEqualTo(201);
        assertThat(two.body().path("metadata").path("name"))
                .isNotEqualTo(one.body().path("metadata").path("name"));
    }

    @Test
    void refusesWritesBasedOnAnOldVersion() {
        var first = map("a", "one");
        api.merge(maps + "/a", "{data: {value: two}}");

        var late = api.put(maps + "/a", first.body());
        assertThat(late.code()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("Conflict");
        assertThat(late.message())
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please"
                                + " apply your changes to the latest version and try again");
        var patch =
                api.merge(
                        maps + "/a",
                        "{metadata: {resourceVersion: '%s'}, data: {value: three}}"
                                .formatted(first.version()));
        assertThat(patch.code()).isEqualTo(409);
        assertThat(api.get(maps + "/a").body().path("data").path("value").asText())
                .isEqualTo("two");
    }

    @Test
    void acceptsWritesWithoutAVersionForBuiltInKinds() {
        map("a", "one");

        assertThat(api.put(maps + "/a", "{metadata: {name: a}, data: {value: two}}").code())
                .isEqualTo(200);
    }

    @Test
    void refusesAnotherUid() {
        map("a", "one");
        var other = "11111111-2222-4333-8444-555555555555";

        var put =
                api.put(
                        maps + "/a",
                        "{metadata: {name: a, uid: %s}, data: {value: two}}".formatted(other));
        assertThat(put.code()).isEqualTo(409);
        assertThat(put.reason()).isEqualTo("Conflict");
        var patch =
                api.merge(
                        maps + "/a", "{metadata: {uid: %s}, data: {value: two}}".formatted(other));
        assertThat(patch.code()).isEqualTo(422);
        assertThat(patch.message())
                .contains("metadata.uid: Invalid value")
                .contains("field is immutable");
    }

    @Test
    void comparesTheVersionOfAPatchBeforeItsUid() {
        map("a", "one");

        var patch =
                api.merge(
                        maps + "/a",
                        "{metadata: {uid: 11111111-2222-4333-8444-555555555555, resourceVersion: '1'}, data: {value: two}}");
        assertThat(patch.code()).isEqualTo(409);
    }

    @Test
    void keepsTheVersionWhenNothingChanges() {
        var first = map("a", "one");
        try (var watch = api.watch(maps + "?watch=true&resourceVersion=" + first.version())) {

            assertThat(api.merge(maps + "/a", "{data: {value: one}}").version())
                    .isEqualTo(first.version());
            assertThat(api.put(maps + "/a", first.body()).version()).isEqualTo(first.version());
            map("b", "two");

            assertThat(watch.next().label()).isEqualTo("ADDED b");
        }
    }

    @Test
    void mergesAndRemovesByNull() {
        api.post(
                maps,
                "{metadata: {name: a, labels: {x: '1', y: '2'}}, data: {one: '1', two: '2'}}");

        var patched =
                api.merge(
                        maps + "/a",
                        "{metadata: {labels: {x: null}}, data: {two: null, three: '3'}}");
        assertThat(patched.body().path("data")).isEqualTo(Api.yaml("{one: '1', three: '3'}"));
        assertThat(patched.body().path("metadata").path("labels")).isEqualTo(Api.yaml("{y: '2'}"));
    }

    @Test
    void appliesJsonPatches() {
        map("a", "one");

        var patched =
                api.jsonPatch(
                        maps + "/a",
                        "[{op: test, path: /data/value, value: one}, {op: replace, path: /data/value, value: two},"
                                + " {op: add, path: /metadata/annotations, value: {a/b: c}}]");
        assertThat(patched.body().path("data").path("value").asText()).isEqualTo("two");
        var failed = api.jsonPatch(maps + "/a", "[{op: test, path: /data/value, value: one}]");
        assertThat(failed.code()).isEqualTo(422);
        assertThat(api.send("PATCH", maps + "/a", "application/unknown", "{}").code())
                .isEqualTo(415);
    }

    @Test
    void deletesOnlyWhatThePreconditionsName() {
        var first = map("a", "one");
        var uid = first.body().path("metadata").path("uid").asText();
        api.merge(maps + "/a", "{data: {value: two}}");

        var stale =
                api.delete(
                        maps + "/a",
                        "{preconditions: {uid: %s, resourceVersion: '%s'}}"
                                .formatted(uid, first.version()));
        assertThat(stale.code()).isEqualTo(409);
        var foreign =
                api.delete(
                        maps + "/a",
                        "{preconditions: {uid: 11111111-2222-4333-8444-555555555555}}");
        assertThat(foreign.code()).isEqualTo(409);
        var fitting = api.delete(maps + "/a", "{preconditions: {uid: %s}}".formatted(uid));
        assertThat(fitting.code()).isEqualTo(200);
        assertThat(fitting.body().path("status").asText()).isEqualTo("Success");
        assertThat(fitting.body().path("details").path("uid").asText()).isEqualTo(uid);
        assertThat(api.get(maps + "/a").code()).isEqualTo(404);
        assertThat(api.delete(maps + "/a").code()).isEqualTo(404);
    }

    @Test
    void keepsAnObjectUntilItsFinalizersAreGone() {
        api.post(maps, "{metadata: {name: a, finalizers: [example.com/hold]}}");

        var marked = api.delete(maps + "/a");
        assertThat(marked.code()).isEqualTo(200);
        var time = marked.body().path("metadata").path("deletionTimestamp").asText();
        assertThat(time).isNotEmpty();
        api.delete(maps + "/a");
        assertThat(api.get(maps + "/a").body().path("metadata").path("deletionTimestamp").asText())
                .isEqualTo(time);
        var more =
                api.merge(
                        maps + "/a",
                        "{metadata: {finalizers: [example.com/hold, example.com/more]}}");
        assertThat(more.code()).isEqualTo(422);
        assertThat(more.message())
                .contains("no new finalizers can be added if the object is being deleted");
        assertThat(api.merge(maps + "/a", "{metadata: {finalizers: null}}").code()).isEqualTo(200);
        assertThat(api.get(maps + "/a").code()).isEqualTo(404);
    }

    @Test
    void marksDependentsByFinalizers() {
        map("a", "one");
        map("b", "one");

        var foreground = api.delete(maps + "/a", "{propagationPolicy: Foreground}");
        assertThat(foreground.body().path("metadata").path("finalizers"))
                .isEqualTo(Api.yaml("[foregroundDeletion]"));
        var orphan = api.delete(maps + "/b", "{propagationPolicy: Orphan}");
        assertThat(orphan.body().path("metadata").path("finalizers"))
                .isEqualTo(Api.yaml("[orphan]"));
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

    @Test
    void describesItself() {
        assertThat(api.get("/version").body().path("gitVersion").asText()).startsWith("v1.");
        assertThat(api.get("/api").body().path("versions").path(0).asText()).isEqualTo("v1");
        var names = new ArrayList<String>();
        api.get("/apis/apps/v1")
                .body()
                .path("resources")
                .forEach(one -> names.add(one.path("name").asText()));
        assertThat(names).contains("deployments", "deployments/status", "daemonsets");
        var groups = new ArrayList<String>();
        api.get("/apis")
                .body()
                .path("groups")
                .forEach(one -> groups.add(one.path("name").asText()));
        assertThat(groups).contains("apps", "batch", "rbac.authorization.k8s.io");
    }

    @Test
    void triesWithoutWriting() {
        var tried =
                api.send(
                        "POST",
                        maps + "?dryRun=All",
                        "application/json",
                        "{\"metadata\":{\"name\":\"dry\"}}");

        assertThat(tried.code()).isEqualTo(201);
        assertThat(api.get(maps + "/dry").code()).isEqualTo(404);
    }

    final Api api() {
        return api;
    }

    final String namespace() {
        return namespace;
    }

    final ObjectNode copy(Api.Reply reply) {
        return reply.body().deepCopy();
    }
}
