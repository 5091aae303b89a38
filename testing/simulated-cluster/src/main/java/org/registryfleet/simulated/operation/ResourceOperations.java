package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.resource.Trait;
import org.registryfleet.simulated.store.StoredObject;
import org.registryfleet.simulated.store.VersionedStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads and writes the objects of one cluster with the semantics of the real API server. Fails with
 * {@link ApiFailure}.
 */
public final class ResourceOperations {
    private final VersionedStore store;
    private final Admission admission;
    private final Identity identity;
    private final Set<String> immortalNamespaces;
    private final ResourceType namespaces;

    /** Operations on this store. */
    public ResourceOperations(
            VersionedStore store,
            Admission admission,
            Identity identity,
            Set<String> immortalNamespaces) {
        this.store = store;
        this.admission = admission;
        this.identity = identity;
        this.immortalNamespaces = immortalNamespaces;
        this.namespaces = ResourceCatalog.everything().require("v1", "Namespace");
    }

    /** The object; 404 when it is not there. */
    public StoredObject get(ObjectKey key) {
        var object = store.get(key);
        if (object == null) {
            throw ApiFailure.notFound(key.type(), key.name());
        }
        return object;
    }

    /** Creates the object; the tree becomes the store's. */
    public Written create(
            ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
        return store.exclusively(
                () -> {
                    var sentNamespace = body.path("metadata").path("namespace").asText();
                    if (!sentNamespace.isEmpty() && !sentNamespace.equals(namespace)) {
                        throw ApiFailure.badRequest(
                                "the namespace of the provided object does not match the namespace sent on the request");
                    }
                    if (!body.path("metadata").path("resourceVersion").asText("").isEmpty()) {
                        throw ApiFailure.of(
                                500,
                                "",
                                "resourceVersion should not be set on objects to be created");
                    }
                    requireNamespace(type, namespace);
                    return insert(
                            new ObjectKey(type, namespace, identity.nameOf(body)), body, options);
                });
    }

    /** Replaces the part of the object by what the client sent. */
    public Written replace(ObjectKey key, ObjectNode sent, Part part, WriteOptions options) {
        return store.exclusively(
                () -> {
                    var name = sent.path("metadata").path("name").asText();
                    if (!name.isEmpty() && !name.equals(key.name())) {
                        throw ApiFailure.badRequest(
                                "the name of the object ("
                                        + name
                                        + ") does not match the name on the URL ("
                                        + key.name()
                                        + ")");
                    }
                    var old = get(key);
                    requireSameUid(old, sent);
                    return update(old, sent, part, options);
                });
    }

    /** Patches the part of the object. */
    public Written patch(ObjectKey key, Patch patch, Part part, WriteOptions options) {
        return store.exclusively(
                () -> {
                    var old = get(key);
                    var patched = patch.applyTo(old.toNode());
                    requireUnchangedIdentity(old, patched);
                    return update(old, patched, part, options);
                });
    }

    /** Changes the part of the object in process, whatever its version. */
    public Written change(
            ObjectKey key, Part part, WriteOptions options, UnaryOperator<ObjectNode> change) {
        return store.exclusively(
                () -> {
                    var old = get(key);
                    return update(old, change.apply(old.toNode()), part, options);
                });
    }

    /** Deletes the object, or marks it when finalizers hold it. */
    public Written delete(ObjectKey key, DeleteOptions options) {
        return store.exclusively(
                () -> {
                    var old = get(key);
                    Deletion.requirePreconditions(old, options);
                    if (key.type().equals(namespaces) && immortalNamespaces.contains(key.name())) {
                        throw ApiFailure.forbidden(key, "this namespace may not be deleted");
                    }
                    var next = old.toNode();
                    Deletion.mark(next, options, identity.now());
                    if (options.dryRun()) {
                        return new Written(old, false, Deletion.isFree(next));
                    }
                    if (Deletion.isFree(next)) {
                        return new Written(store.remove(key, next), true, true);
                    }
                    var unchanged = old.toNode().equals(next);
                    return unchanged
                            ? new Written(old, false, false)
                            : new Written(store.put(key, next), true, false);
                });
    }

    private Written insert(ObjectKey key, ObjectNode body, WriteOptions options) {
        var type = key.type();
        var object = ordered(type, body);
        identity.stamp(key, object);
        if (type.has(Trait.STATUS)) {
            object.remove("status");
        }
        admission.normaliseNew(type, object);
        admission.mutate(type, object);
        refuse(key, admission.complaints(type, object));
        if (store.get(key) != null) {
            throw ApiFailure.alreadyExists(type, key.name());
        }
        managed(type, Part.MAIN, options).note(Json.object(), object);
        return options.dryRun()
                ? new Written(store.unwritten(key, object), false, false)
                : new Written(store.put(key, object), true, false);
    }

    private Written update(StoredObject old, ObjectNode sent, Part part, WriteOptions options) {
        var type = old.key().type();
        requireVersion(old, sent.path("metadata").path("resourceVersion").asText(""));
        var before = old.toNode();
        var next = ordered(type, ObjectUpdate.merged(type, before, sent, part));
        admission.normalise(type, before, next);
        if (part == Part.MAIN) {
            admission.mutate(type, next);
        }
        ObjectUpdate.countGeneration(type, before, next);
        var complaints = new ArrayList<>(Deletion.complaints(before, next));
        complaints.addAll(admission.complaints(type, before, next, part));
        refuse(old.key(), complaints);
        return commit(old, next, part, options);
    }

    /**
     * Writes the new version unless it equals the old one; an object that nothing holds any more
     * goes.
     */
    private Written commit(StoredObject old, ObjectNode next, Part part, WriteOptions options) {
        var before = old.toNode();
        var unchanged = before.equals(next);
        if (!unchanged) {
            managed(old.key().type(), part, options).note(before, next);
        }
        if (options.dryRun()) {
            return new Written(store.unwritten(old.key(), next), false, false);
        }
        if (Deletion.isFinished(next)) {
            return new Written(store.remove(old.key(), next), true, true);
        }
        return unchanged
                ? new Written(old, false, false)
                : new Written(store.put(old.key(), next), true, false);
    }

    private ManagedFields managed(ResourceType type, Part part, WriteOptions options) {
        return new ManagedFields(type, part, options.manager(), identity.now());
    }

    private void requireNamespace(ResourceType type, String namespace) {
        if (type.namespaced() && store.get(new ObjectKey(namespaces, "", namespace)) == null) {
            throw ApiFailure.notFound(namespaces, namespace);
        }
    }

    private static void requireVersion(StoredObject old, String sent) {
        var type = old.key().type();
        if (sent.isEmpty() || sent.equals("0")) {
            if (type.isCustom() || type.has(Trait.CONDITIONAL_UPDATE)) {
                throw ApiFailure.invalid(
                        type,
                        old.key().name(),
                        List.of(
                                new FieldError(
                                        "metadata.resourceVersion",
                                        "FieldValueInvalid",
                                        "Invalid value: 0: must be specified for an update")));
            }
        } else if (!sent.equals(Long.toString(old.resourceVersion()))) {
            throw ApiFailure.modified(old.key());
        }
    }

    private static void requireSameUid(StoredObject old, ObjectNode sent) {
        var uid = sent.path("metadata").path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(old.uid())) {
            throw ApiFailure.conflict(
                    old.key(),
                    "StorageError: invalid object, Code: 4, Key: "
                            + old.key().path()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: "
                            + old.uid());
        }
    }

    /**
     * The real server compares versions first, then treats another uid in a patch as a change of an
     * immutable field.
     */
    private static void requireUnchangedIdentity(StoredObject old, ObjectNode patched) {
        var metadata = patched.path("metadata");
        requireVersion(old, metadata.path("resourceVersion").asText(""));
        var uid = metadata.path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(old.uid())) {
            var error = FieldError.invalid("metadata.uid", uid, "field is immutable");
            throw ApiFailure.invalid(old.key().type(), old.key().name(), List.of(error));
        }
        if (!metadata.path("name").asText().equals(old.key().name())) {
            throw ApiFailure.badRequest(
                    "the name of the object ("
                            + metadata.path("name").asText()
                            + ") does not match the name on the URL ("
                            + old.key().name()
                            + ")");
        }
    }

    private static void refuse(ObjectKey key, List<FieldError> complaints) {
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(key.type(), key.name(), complaints);
        }
    }

    /** Kind and apiVersion first and the status last, as the real server writes. */
    private static ObjectNode ordered(ResourceType type, ObjectNode object) {
        var ordered = Json.object();
        ordered.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ordered.set("metadata", Json.child(object, "metadata"));
        object.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
        var status = ordered.remove("status");
        if (status != null) {
            ordered.set("status", status);
        }
        return ordered;
    }
}
