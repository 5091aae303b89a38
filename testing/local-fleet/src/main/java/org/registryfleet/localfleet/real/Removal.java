package org.registryfleet.localfleet.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.TargetAnswer;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKind;
import org.registryfleet.scenarios.resource.ScenarioKinds;

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

    private final TargetApiServer api;

    Removal(TargetApiServer api) {
        this.api = api;
    }

    void remove(Collection<ScenarioObjectRef> refs) {
        refs.stream().filter(ref -> !isNamespace(ref)).forEach(this::delete);
        refs.stream().filter(ref -> !isNamespace(ref)).forEach(this::awaitGone);
        removeNamespaces(
                refs.stream().filter(Removal::isNamespace).map(ScenarioObjectRef::name).toList());
    }

    void removeNamespaces(Collection<String> namespaces) {
        var kinds = ScenarioKinds.all().stream().filter(ScenarioKind::namespaced).toList();
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
                .filter(name -> isImmortal(api.dryRunDelete(ScenarioKinds.path(namespace(name)))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isImmortal(TargetAnswer answer) {
        return answer.code() == 403
                && answer.body().path("message").asText().contains("may not be deleted");
    }

    private void awaitEmpty(String namespace) {
        ScenarioKinds.all().stream()
                .filter(ScenarioKind::namespaced)
                .flatMap(kind -> objects(kind, namespace).stream())
                .filter(ref -> !Belongings.isOfEveryNamespace(ref))
                .forEach(this::awaitGone);
    }

    private static boolean isNamespace(ScenarioObjectRef ref) {
        return ref.kind().equals("Namespace");
    }

    private static ScenarioObjectRef namespace(String name) {
        return new ScenarioObjectRef("v1", "Namespace", null, name);
    }

    List<ScenarioObjectRef> objects(ScenarioKind kind, String namespace) {
        var items = api.get(kind.listPath(namespace)).body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("metadata").path("name").asText())
                .map(name -> new ScenarioObjectRef(kind.apiVersion(), kind.kind(), namespace, name))
                .toList();
    }

    private void delete(ScenarioObjectRef ref) {
        var answer = api.delete(ScenarioKinds.path(ref), isNamespace(ref) ? null : "Background");
        if (!answer.isSuccess() && !answer.isNotFound() && !answer.isConflict()) {
            throw new UnfitClusterException("cannot delete " + ref + ": " + answer.refusal());
        }
        if (!isNamespace(ref)) {
            release(ref);
        }
    }

    private void release(ScenarioObjectRef ref) {
        var object = api.get(ScenarioKinds.path(ref)).body();
        if (object.path("metadata").has("deletionTimestamp")) {
            var patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("metadata").putNull("finalizers");
            api.mergePatch(ScenarioKinds.path(ref), patch);
        }
    }

    private void awaitGone(ScenarioObjectRef ref) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (api.get(ScenarioKinds.path(ref)).isNotFound()) {
                return;
            }
            release(ref);
            pause();
        }
        throw new UnfitClusterException(ref + " does not go away");
    }

    private void awaitNamespace(String name) {
        var path = ScenarioKinds.path(namespace(name));
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
