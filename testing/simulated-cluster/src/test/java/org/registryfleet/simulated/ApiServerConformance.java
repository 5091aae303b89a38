package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

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
        for (var impossible :
                List.of(
                        "[{op: remove, path: /data/other}]",
                        "[{op: replace, path: /data/other, value: one}]",
                        "[{op: add, path: /no/parent, value: one}]",
                        "[{op: move, from: /data/other, path: /data/value}]")) {
            assertThat(api.jsonPatch(maps + "/a", impossible).code()).as(impossible).isEqualTo(422);
        }
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

    @Test
    void namesTheLastWriterLast() {
        map("a", "one");
        var patched = api.merge(maps + "/a?fieldManager=second", "{data: {value: two}}");

        var managers = new ArrayList<String>();
        patched.body()
                .path("metadata")
                .path("managedFields")
                .forEach(entry -> managers.add(entry.path("manager").asText()));
        assertThat(managers).containsExactly("conformance", "second");
    }
}
