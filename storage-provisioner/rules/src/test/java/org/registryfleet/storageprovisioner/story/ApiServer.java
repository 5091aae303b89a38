package org.registryfleet.storageprovisioner.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A very small API server: generations, preconditions, finalizers, merge patches. */
final class ApiServer {

    /** An answer other than success. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    private final TreeMap<ObjectRef, ObjectNode> objects = new TreeMap<>();
    private final TreeSet<ObjectRef> touched = new TreeSet<>();
    private final TreeMap<ObjectRef, String> refusals = new TreeMap<>();
    private final List<FieldOwner> owners = new ArrayList<>();
    private boolean collects = true;
    private int version;
    private int writes;

    Optional<Observed> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref)).map(object -> observed(ref, object));
    }

    Collection<ObjectRef> refs() {
        return objects.keySet();
    }

    int writes() {
        return writes;
    }

    /** What has changed since the last call, each object once. */
    Collection<ObjectRef> takeTouched() {
        var result = new TreeSet<>(touched);
        touched.clear();
        return result;
    }

    void refuse(ObjectRef ref, String message) {
        refusals.put(ref, message);
    }

    void allow(ObjectRef ref) {
        refusals.remove(ref);
    }

    /** Whether deleted objects go at once, or stay with their deletionTimestamp. */
    void collects(boolean value) {
        collects = value;
        if (value) {
            for (var ref : new TreeSet<>(objects.keySet())) {
                collect(ref);
            }
        }
    }

    /** The write of an executor, with its preconditions. */
    Observed write(Change change) {
        writes++;
        var message = refusals.get(change.ref());
        if (message != null) {
            throw new Refusal(message);
        }
        var before = objects.get(change.ref());
        switch (change) {
            case Change.Create create -> {
                if (before != null) {
                    throw new Refusal("already exists");
                }
                var body = (ObjectNode) create.body().deepCopy();
                create.secrets().forEach(secret -> fill(body, secret));
                put(body);
            }
            case Change.Patch patch -> {
                check(before, patch.uid(), patch.resourceVersion());
                var body = (ObjectNode) patch.body().deepCopy();
                patch.secrets().forEach(secret -> fill(body, secret));
                merge(change.ref(), body);
            }
            case Change.Delete delete -> {
                check(before, delete.uid(), delete.resourceVersion());
                delete(change.ref());
            }
        }
        return find(change.ref()).orElse(new Observed(change.ref(), "", "", nothing()));
    }

    void put(ObjectNode object) {
        var ref = Yaml.ref(object);
        var copy = object.deepCopy();
        var metadata = copy.withObject("/metadata");
        metadata.put("uid", "uid-" + ++version);
        metadata.put("generation", 1);
        store(ref, copy);
    }

    void merge(ObjectRef ref, JsonNode body) {
        var before = objects.get(ref);
        var after = before.deepCopy();
        MergePatch.apply(after, body);
        if (after.equals(before)) {
            return;
        }
        if (!after.path("spec").equals(before.path("spec"))) {
            after.withObject("/metadata")
                    .put("generation", before.at("/metadata/generation").asInt() + 1);
        }
        store(ref, after);
        collect(ref);
    }

    void delete(ObjectRef ref) {
        var object = objects.get(ref);
        if (object == null || object.at("/metadata").has("deletionTimestamp")) {
            return;
        }
        object = object.deepCopy();
        object.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        store(ref, object);
        collect(ref);
    }

    private void collect(ObjectRef ref) {
        var object = objects.get(ref);
        boolean held = !object.at("/metadata/finalizers").isEmpty();
        boolean isConfig = ref.kind().equals("Config");
        if (object.at("/metadata").has("deletionTimestamp") && !held && (collects || isConfig)) {
            objects.remove(ref);
            touched.add(ref);
        }
    }

    private void store(ObjectRef ref, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(++version));
        objects.put(ref, object);
        touched.add(ref);
    }

    private static void check(ObjectNode object, String uid, String resourceVersion) {
        if (object == null
                || !object.at("/metadata/uid").asText().equals(uid)
                || !object.at("/metadata/resourceVersion").asText().equals(resourceVersion)) {
            throw new Refusal("conflict");
        }
    }

    private static void fill(ObjectNode body, SecretValue secret) {
        int slash = secret.pointer().lastIndexOf('/');
        var parent = (ObjectNode) body.at(secret.pointer().substring(0, slash));
        parent.put(secret.pointer().substring(slash + 1), "hmac:" + secret.sourcePointer());
    }

    /** From now on all objects have these field managers. */
    void owned(List<FieldOwner> by) {
        owners.clear();
        owners.addAll(by);
        touched.addAll(objects.keySet());
    }

    private Observed observed(ObjectRef ref, ObjectNode object) {
        var metadata = object.path("metadata");
        return new Observed(
                ref,
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                object,
                owners);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
