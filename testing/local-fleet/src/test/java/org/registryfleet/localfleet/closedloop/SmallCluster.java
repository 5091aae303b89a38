package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A very small API server in memory: generations, preconditions, finalizers, status as a part of
 * its own. It knows who has made an object, and whether the control plane has deleted a user's.
 */
public final class SmallCluster {

    private final TreeMap<ObjectRef, ObjectNode> objects = new TreeMap<>();
    private final Set<String> ofUsers = new HashSet<>();
    private final Rights rights = new Rights();
    private final Map<ObjectRef, Consumer<ObjectNode>> admission = new HashMap<>();
    private final List<Change> writes = new ArrayList<>();
    private final List<ObjectRef> requests = new ArrayList<>();
    private BiConsumer<ObjectRef, @Nullable Observed> listener = (_, _) -> {};
    private long version;

    public SmallCluster() {}

    /** A cluster with the same objects and nobody who listens. */
    SmallCluster copy() {
        var copy = new SmallCluster();
        objects.forEach((ref, object) -> copy.objects.put(ref, object.deepCopy()));
        copy.ofUsers.addAll(ofUsers);
        copy.admission.putAll(admission);
        copy.version = version;
        find(Deed.CONFIG).ifPresent(config -> copy.rights.configured(config.content()));
        return copy;
    }

    /** From now on the API server changes this object whenever it is created or updated. */
    public void admit(ObjectRef ref, Consumer<ObjectNode> change) {
        admission.put(ref, change);
    }

    public void listen(BiConsumer<ObjectRef, @Nullable Observed> newListener) {
        listener = newListener;
    }

    public Optional<Observed> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref)).map(object -> observed(ref, object));
    }

    public Collection<ObjectRef> refs() {
        return List.copyOf(objects.keySet());
    }

    /** The effective writes of the control plane. */
    public List<Change> writes() {
        return writes;
    }

    public Rights rights() {
        return rights;
    }

    /** Grows with every change of anything. */
    public long version() {
        return version;
    }

    boolean isOfUser(ObjectRef ref) {
        var object = objects.get(ref);
        return object != null && ofUsers.contains(uid(object));
    }

    /** What the control plane has asked to be written, whether that changed anything or not. */
    List<ObjectRef> requests() {
        return requests;
    }

    /** The write of an executor, with its preconditions. */
    public Observed write(Change change) throws Refusal {
        requests.add(change.ref());
        var before = objects.get(change.ref());
        WritePreconditions.check(change, before);
        rights.judge(change, before, isOfUser(change.ref()));
        long versionBefore = version;
        switch (change) {
            case Change.Create create ->
                    store(change.ref(), created(filled(create.body(), create.secrets())));
            case Change.Patch patch ->
                    merge(change.ref(), filled(patch.body(), patch.secrets()), change.onStatus());
            case Change.Delete _ -> remove(change.ref());
        }
        if (version != versionBefore) {
            writes.add(change);
        }
        return find(change.ref()).orElse(new Observed(change.ref(), "", "", nothing()));
    }

    /** A user creates the object, or replaces all of it but its status. */
    public void apply(ObjectNode object) {
        var ref = ref(object);
        var before = objects.get(ref);
        if (before == null) {
            var fresh = created(object.deepCopy());
            ofUsers.add(uid(fresh));
            store(ref, fresh);
        } else {
            change(ref, _ -> object.deepCopy(), before.get("status"));
        }
    }

    /** A user or a controller patches the object, when it is there. */
    public void patch(ObjectRef ref, JsonNode body) {
        if (objects.containsKey(ref)) {
            merge(ref, body, body.has("status") && body.size() == 1);
        }
    }

    /** A user makes a claim of ours his own. */
    void handOver(ObjectRef ref) {
        var object = objects.get(ref);
        if (object != null) {
            patch(
                    ref,
                    Yaml.object("{metadata: {annotations: {imageregistry.openshift.io: null}}}"));
            ofUsers.add(uid(object));
        }
    }

    /** A user deletes the object. */
    void delete(ObjectRef ref) {
        rights.deletedByUser(ref);
        remove(ref);
    }

    private void remove(ObjectRef ref) {
        var object = objects.get(ref);
        if (object == null || object.at("/metadata").has("deletionTimestamp")) {
            return;
        }
        if (object.at("/metadata/finalizers").isEmpty()) {
            objects.remove(ref);
            version++;
            listener.accept(ref, null);
            return;
        }
        var marked = object.deepCopy();
        marked.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        marked.withObject("/metadata").put("generation", generation(object) + 1);
        store(ref, marked);
    }

    private void merge(ObjectRef ref, JsonNode body, boolean onStatus) {
        var before = objects.get(ref);
        var after = before.deepCopy();
        if (onStatus) {
            var part = JsonNodeFactory.instance.objectNode();
            part.set("status", body.path("status"));
            MergePatch.apply(after, part);
            changeTo(ref, before, after);
        } else {
            change(
                    ref,
                    old -> {
                        MergePatch.apply(old, body);
                        return old;
                    },
                    before.get("status"));
        }
    }

    private void change(ObjectRef ref, UnaryOperator<ObjectNode> edit, @Nullable JsonNode status) {
        var before = objects.get(ref);
        var after = edit.apply(before.deepCopy());
        admission.getOrDefault(ref, _ -> {}).accept(after);
        var metadata = after.withObject("/metadata");
        for (var key :
                List.of(
                        "uid",
                        "resourceVersion",
                        "generation",
                        "deletionTimestamp",
                        "creationTimestamp")) {
            metadata.set(key, before.at("/metadata").path(key));
            if (metadata.get(key).isMissingNode()) {
                metadata.remove(key);
            }
        }
        if (status == null) {
            after.remove("status");
        } else {
            after.set("status", status);
        }
        changeTo(ref, before, after);
    }

    private void changeTo(ObjectRef ref, ObjectNode before, ObjectNode after) {
        if (after.equals(before)) {
            return;
        }
        if (!after.path("spec").equals(before.path("spec"))) {
            after.withObject("/metadata").put("generation", generation(before) + 1);
        }
        if (after.at("/metadata").has("deletionTimestamp")
                && after.at("/metadata/finalizers").isEmpty()) {
            objects.remove(ref);
            version++;
            listener.accept(ref, null);
        } else {
            store(ref, after);
        }
    }

    private ObjectNode created(ObjectNode object) {
        admission.getOrDefault(ref(object), _ -> {}).accept(object);
        var metadata = object.withObject("/metadata");
        metadata.put("uid", "uid-" + (version + 1)).put("generation", 1);
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        if (object.path("kind").asText().equals("PersistentVolumeClaim")) {
            metadata.putArray("finalizers").add(Kubelet.CLAIM_PROTECTION);
        }
        return object;
    }

    private void store(ObjectRef ref, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(++version));
        objects.put(ref, object);
        if (ref.equals(Deed.CONFIG)) {
            rights.configured(object);
        }
        listener.accept(ref, observed(ref, object));
    }

    private ObjectNode filled(JsonNode body, List<SecretValue> secrets) {
        var copy = (ObjectNode) body.deepCopy();
        for (var secret : secrets) {
            int slash = secret.pointer().lastIndexOf('/');
            var key = secret.pointer().substring(slash + 1).replace("~1", "/").replace("~0", "~");
            var parent = copy.at(secret.pointer().substring(0, slash));
            if (parent instanceof ObjectNode object
                    && !object.path(key).asText().startsWith("hmac:")) {
                object.put(key, "hmac:0123456789abcdef0123456789abcdef");
            }
        }
        return copy;
    }

    static ObjectRef ref(JsonNode object) {
        return new ObjectRef(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(""),
                object.at("/metadata/name").asText());
    }

    static String uid(ObjectNode object) {
        return object.at("/metadata/uid").asText();
    }

    private static long generation(ObjectNode object) {
        return object.at("/metadata/generation").asLong();
    }

    private static Observed observed(ObjectRef ref, ObjectNode object) {
        return new Observed(
                ref, uid(object), object.at("/metadata/resourceVersion").asText(), object);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
