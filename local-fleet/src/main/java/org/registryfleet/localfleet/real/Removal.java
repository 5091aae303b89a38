package org.registryfleet.localfleet.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.ApiAnswer;
import org.registryfleet.scenarios.cluster.ApiServer;
import org.registryfleet.scenarios.format.ObjectRef;
import org.registryfleet.scenarios.resource.ResourceKind;
import org.registryfleet.scenarios.resource.ResourceKinds;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Deletes objects for good: finalizers whose owners do not run any more are taken off. */
final class Removal {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 300;

    /** Looks after which a namespace is finalized here: a bare API server has nobody who does. */
    private static final int PATIENCE = 20;

    private final ApiServer api;

    Removal(ApiServer api) {
        this.api = api;
    }

    void remove(Collection<ObjectRef> refs) {
        refs.stream().filter(ref -> !isNamespace(ref)).forEach(this::delete);
        refs.stream().filter(ref -> !isNamespace(ref)).forEach(this::awaitGone);
        removeNamespaces(refs.stream().filter(Removal::isNamespace).map(ObjectRef::name).toList());
    }

    void removeNamespaces(Collection<String> namespaces) {
        var kinds = ResourceKinds.all().stream().filter(ResourceKind::namespaced).toList();
        for (var namespace : namespaces) {
            var content =
                    kinds.stream().flatMap(kind -> objects(kind, namespace).stream()).toList();
            content.forEach(this::delete);
        }
        var immortal = immortal(namespaces);
        var mortal = namespaces.stream().filter(name -> !immortal.contains(name)).toList();
        mortal.forEach(name -> delete(namespace(name)));
        mortal.forEach(this::awaitNamespace);
        immortal.forEach(this::awaitEmpty);
    }

    /** Those of the namespaces that the server never deletes: they can only be emptied. */
    Set<String> immortal(Collection<String> namespaces) {
        return namespaces.stream()
                .filter(name -> isImmortal(api.dryRunDelete(ResourceKinds.path(namespace(name)))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isImmortal(ApiAnswer answer) {
        return answer.code() == 403
                && answer.body().path("message").asText().contains("may not be deleted");
    }

    private void awaitEmpty(String namespace) {
        ResourceKinds.all().stream()
                .filter(ResourceKind::namespaced)
                .flatMap(kind -> objects(kind, namespace).stream())
                .filter(ref -> !Belongings.isOfEveryNamespace(ref))
                .forEach(this::awaitGone);
    }

    private static boolean isNamespace(ObjectRef ref) {
        return ref.kind().equals("Namespace");
    }

    private static ObjectRef namespace(String name) {
        return new ObjectRef("v1", "Namespace", null, name);
    }

    List<ObjectRef> objects(ResourceKind kind, String namespace) {
        var items = api.get(kind.listPath(namespace)).body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("metadata").path("name").asText())
                .map(name -> new ObjectRef(kind.apiVersion(), kind.kind(), namespace, name))
                .toList();
    }

    private void delete(ObjectRef ref) {
        var answer = api.delete(ResourceKinds.path(ref), isNamespace(ref) ? null : "Background");
        if (!answer.isSuccess() && !answer.isNotFound() && !answer.isConflict()) {
            throw new UnfitClusterException("cannot delete " + ref + ": " + answer.refusal());
        }
        if (!isNamespace(ref)) {
            release(ref);
        }
    }

    private void release(ObjectRef ref) {
        var object = api.get(ResourceKinds.path(ref)).body();
        if (object.path("metadata").has("deletionTimestamp")) {
            var patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("metadata").putNull("finalizers");
            api.mergePatch(ResourceKinds.path(ref), patch);
        }
    }

    private void awaitGone(ObjectRef ref) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (api.get(ResourceKinds.path(ref)).isNotFound()) {
                return;
            }
            release(ref);
            pause();
        }
        throw new UnfitClusterException(ref + " does not go away");
    }

    private void awaitNamespace(String name) {
        var path = ResourceKinds.path(namespace(name));
        for (int i = 0; i < ATTEMPTS; i++) {
            var answer = api.get(path);
            if (answer.isNotFound()) {
                return;
            }
            if (i >= PATIENCE) {
                finish(path, answer.body());
            }
            pause();
        }
        throw new UnfitClusterException("namespace " + name + " does not go away");
    }

    private void finish(String path, JsonNode namespace) {
        if (namespace instanceof ObjectNode object) {
            object.withObject("/spec").putArray("finalizers");
            api.replace(path + "/finalize", object);
        }
    }

    private static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
